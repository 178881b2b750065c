using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Working;

/// <summary>The second pair of eyes: another of the staff approves a step that was proposed, or sends it back with a reason.</summary>
internal static class SecondLook
{
    internal const string Approve = "approve";
    internal const string SendBack = "send-back";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Approve}", ApproveAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{SendBack}", SendBackAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> ApproveAsync(
        Guid id, [FromForm] Guid proposal, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, ProposeStep propose,
        CancellationToken cancel)
    {
        var (outcome, refusal) = await propose.ApproveAsync(id, proposal, user.StaffId(), cancel);
        if (outcome is StepOutcome.Taken)
            return TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)));
        return await AgainAsync(id, "proposal", CaseTexts.Of(refusal), language, user, book, view, cancel);
    }

    internal static async Task<IResult> SendBackAsync(
        Guid id, [FromForm] Guid proposal, [FromForm(Name = "back")] string? why, Language language, ClaimsPrincipal user, CaseBook book,
        CaseView view, ProposeStep propose, CancellationToken cancel)
    {
        var text = (why ?? "").Trim();
        if (text.Length is 0 or > RequestForm.MessageMax)
        {
            var error = text.Length == 0 ? SecondLookTexts.WhyMissing : WorkingTexts.TextTooLong;
            return await AgainAsync(id, "back", error, language, user, book, view, cancel);
        }
        return await propose.SendBackAsync(id, proposal, new(text), user.StaffId(), cancel)
            ? TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)))
            : await AgainAsync(id, "proposal", CaseTexts.Of(CaseRefusal.SecondMissing), language, user, book, view, cancel);
    }

    private static async Task<IResult> AgainAsync(
        Guid id, string field, Text error, Language language, ClaimsPrincipal user, CaseBook book, CaseView view,
        CancellationToken cancel) =>
        await book.FindAsync(id, cancel) is not { } file ? TypedResults.NotFound()
            : WorkCases.Page(
                await view.ForStaffAsync(file, cancel), new StepForm(), user, [new FieldError(field, error.In(language))]);
}
