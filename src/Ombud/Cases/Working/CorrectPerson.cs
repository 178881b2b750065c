using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Moving;
using Ombud.Corrections;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Working;

/// <summary>The staff correct a value of the person whose case it is, without seeing what stands there.</summary>
internal static class CorrectPerson
{
    internal const string Correct = "correct";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Correct}", HandleAsync).RequireAuthorization(Access.Staff);

    internal static async Task<IResult> HandleAsync(
        Guid id, [FromForm] string? record, [FromForm] string? value, Language language, ClaimsPrincipal user, CaseBook book, CaseView view,
        CorrectInCase correct, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file || CorrectInCase.PersonOf(file) is null)
            return TypedResults.NotFound();
        if (!Guid.TryParse(record, out var chosen))
            return await PageAsync("record", CaseCorrectionTexts.ChooseOne.In(language));

        return await correct.RunAsync(id, chosen, new(value ?? ""), user.StaffId(), cancel) switch
        {
            Corrected.Done => TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id))),
            Corrected.Invalid { Error.Code: CorrectionRules.Under13 } => await PageAsync("value", CaseCorrectionTexts.Child.In(language)),
            Corrected.Invalid invalid => await PageAsync("value", invalid.Error.AdviceIn(language)),
            Corrected.Barred barred => await PageAsync("record", CaseCorrectionTexts.Of(barred.Bar).In(language)),
            _ => await PageAsync("record", CaseCorrectionTexts.Gone.In(language)),
        };

        async Task<IResult> PageAsync(string field, string says) =>
            WorkCases.Page(await view.ForStaffAsync(file, cancel), new StepForm(), user, [new FieldError(field, says)]);
    }
}
