using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Working;

/// <summary>The staff act on whom a report is about: find them, erase a child, end the sessions of an account.</summary>
internal static class ActOnPerson
{
    internal const string Find = "find-person";
    internal const string Child = "child";
    internal const string Sessions = "end-sessions";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Find}", FindAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Child}", EraseChildAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Sessions}", EndSessionsAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> FindAsync(
        Guid id, [FromForm] string? who, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, FindPersons find,
        CancellationToken cancel)
    {
        // Only a report gives a reason to look for somebody.
        if (await book.FindAsync(id, cancel) is not { } file || !IsReport(file.State))
            return TypedResults.NotFound();
        var found = await find.RunAsync(id, (who ?? "").Trim(), user.StaffId(), cancel);
        List<FieldError> errors = found.Count > 0 ? [] : [new FieldError("who", ActingTexts.NobodyFound.In(language))];
        return WorkCases.Page(await view.ForStaffAsync(file, cancel), new StepForm(), user, errors, found);
    }

    internal static async Task<IResult> EraseChildAsync(
        Guid id, [FromForm] Guid subject, Language language, ClaimsPrincipal user, ChildErasures children, CancellationToken cancel) =>
        await children.OpenAsync(id, new SubjectId(subject), user.StaffId(), cancel) is null
            ? TypedResults.NotFound() : TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)));

    internal static async Task<IResult> EndSessionsAsync(
        Guid id, [FromForm] Guid subject, Language language, ClaimsPrincipal user, SecureAccount secure, CancellationToken cancel) =>
        await secure.DecideAsync(id, new SubjectId(subject), user.StaffId(), cancel)
            ? TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id))) : TypedResults.NotFound();

    /// <summary>Whether it is an open report of somebody, on whom the staff can act.</summary>
    internal static bool IsReport(CaseState state) =>
        state is { IsOpen: true, Kind: CaseKind.SuspectedChild or CaseKind.SuspectedBreakIn };
}
