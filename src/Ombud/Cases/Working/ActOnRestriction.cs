using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Working;

/// <summary>The staff restrict the data of the person whose case it is, tell them that it will be lifted, and lift it.</summary>
internal static class ActOnRestriction
{
    internal const string Restriction = "restriction";

    internal const string Restrict = "restrict";
    internal const string Tell = "tell";
    internal const string Lift = "lift";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Restriction}", HandleAsync).RequireAuthorization(Access.Staff);

    internal static async Task<IResult> HandleAsync(
        Guid id, [FromForm] string? act, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, RestrictInCase restrict,
        CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file || RestrictInCase.PersonOf(file) is null)
            return TypedResults.NotFound();
        var by = user.StaffId();
        var isDone = act switch
        {
            Restrict => await restrict.RestrictAsync(id, by, cancel),
            Tell => await restrict.TellAsync(id, by, cancel),
            Lift => await restrict.LiftAsync(id, by, cancel),
            _ => false,
        };
        if (isDone)
            return TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)));
        List<FieldError> errors = [new FieldError(Restriction, CaseRestrictionTexts.NotNow.In(language))];
        return WorkCases.Page(await view.ForStaffAsync(file, cancel), new StepForm(), user, errors);
    }
}
