using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Choosing;

/// <summary>
/// See one's choices and make them, each in one click; the decision beside it follows at once (promises
/// <c>rights.withdraw</c>, <c>rights.object</c>, <c>rights.restrict</c>, <c>choices.opt-out</c>).
/// </summary>
internal static class MakeChoice
{
    internal const string Path = "/my-data/choices";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.Person);
    }

    internal static Task<Results<RazorComponentResult<ChoicesPage>, NotFound>> ShowAsync(
        CurrentPerson person, PresentChoices choices, CancellationToken cancel) =>
        PageAsync(person, choices, null, cancel);

    internal static async Task<Results<RazorComponentResult<ChoicesPage>, NotFound>> HandleAsync(
        Language language, [FromForm] string? key, [FromForm] string? act, [FromForm] string? controller, CurrentPerson person,
        PersonalWill will, RestrictPerson restrict, PresentChoices choices, CancellationToken cancel)
    {
        var subject = person.Required;
        var outcome = (act, key) switch
        {
            ("give", { } word) =>
                await will.AnswerAsync(subject, word, ConsentAnswer.Given, controller ?? "", language.Code, cancel),
            ("withdraw", { } word) =>
                await will.AnswerAsync(subject, word, ConsentAnswer.Withdrawn, controller ?? "", language.Code, cancel),
            ("object", { } word) => await will.ObjectAsync(subject, word, cancel),
            ("take-back", { } word) => await will.TakeBackAsync(subject, word, cancel),
            ("restrict", _) => await restrict.RunAsync(subject, cancel),
            ("lift", _) => await restrict.LiftAsync(subject, cancel),
            _ => WillOutcome.NotOffered,
        };
        return await PageAsync(person, choices, outcome, cancel);
    }

    private static async Task<Results<RazorComponentResult<ChoicesPage>, NotFound>> PageAsync(
        CurrentPerson person, PresentChoices choices, WillOutcome? outcome, CancellationToken cancel)
    {
        if (await choices.OfAsync(person.Required, cancel) is not { } own)
            return TypedResults.NotFound();
        return new RazorComponentResult<ChoicesPage>(new { Own = own, Outcome = outcome })
        {
            StatusCode = outcome is null or WillOutcome.Done ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }
}
