using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Agents;

/// <summary>
/// The staff check a paper that shows a mandate, note that its copy is deleted, or that the person has ended it. Of the paper stand who
/// checked it, when and of what kind it was; it is uploaded nowhere.
/// </summary>
internal static class CheckMandate
{
    internal const string Paper = "mandate-paper";
    internal const string Deleted = "mandate-copy-deleted";
    internal const string End = "mandate-end";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Paper}", PaperAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Deleted}", DeletedAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{End}", EndAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> PaperAsync(
        Guid id, [FromForm] string? paper, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, MoveMandate move,
        CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { State.Mandate: not null } file)
            return TypedResults.NotFound();
        var by = user.StaffId();
        if (CaseWord.Of<MandatePaper>(paper ?? "") is not { } kind)
            return await AgainAsync(AgentTexts.PaperMissing);
        return await move.RunAsync(id, new MandateOrder(MandateState.OnPaper, CaseAuthor.Staff, by) { Paper = kind }, cancel)
            ? TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id))) : await AgainAsync(AgentTexts.NotAsked);

        async Task<IResult> AgainAsync(Text error) => WorkCases.Page(
            await view.ForStaffAsync(file, cancel), new StepForm(), user, [new FieldError("paper", error.In(language))]);
    }

    internal static async Task<IResult> DeletedAsync(
        Guid id, [FromForm] string? confirm, Language language, ClaimsPrincipal user, MoveMandate move, CancellationToken cancel)
    {
        _ = confirm;
        return await move.NoteDeletedAsync(id, user.StaffId(), cancel)
            ? TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id))) : TypedResults.NotFound();
    }

    // The person has told it by phone, by letter or in person.
    internal static async Task<IResult> EndAsync(
        Guid id, [FromForm] string? confirm, Language language, ClaimsPrincipal user, MoveMandate move, CancellationToken cancel)
    {
        _ = confirm;
        return await move.RunAsync(id, new MandateOrder(MandateState.Withdrawn, CaseAuthor.Staff, user.StaffId()), cancel)
            ? TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id))) : TypedResults.NotFound();
    }
}
