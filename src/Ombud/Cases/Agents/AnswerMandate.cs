using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Following;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.Cases.Agents;

/// <summary>What a person says of somebody who asks for them.</summary>
internal enum MandateAnswer
{
    /// <summary>The agent may act, and the answer comes to the person.</summary>
    Act,

    /// <summary>The agent may act, and gets the answer too.</summary>
    ActAndReceive,

    /// <summary>The person goes on with the case themselves.</summary>
    Myself,

    /// <summary>The person asked for nothing: the case is over.</summary>
    Nothing,
}

/// <summary>
/// The person says whether somebody may act for them, with a code entered just now at the address that the case has for them. Whoever
/// has not proved that address finds nothing here, the agent among them.
/// </summary>
internal static class AnswerMandate
{
    internal static string PathOf(Guid caseId) => FollowCase.PathOf(caseId) + "/mandate";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(FollowCase.Path + "/{id:guid}/mandate", ShowAsync).RequireAuthorization(Access.Person);
        app.MapForm(FollowCase.Path + "/{id:guid}/mandate", HandleAsync).RequireAuthorization(Access.Person);
        app.MapForm(FollowCase.Path + "/{id:guid}/mandate/end", EndAsync).RequireAuthorization(Access.Person);
    }

    internal static async Task<IResult> ShowAsync(
        Guid id, CurrentPerson person, CaseBook book, ClaimCase claim, CaseView view, CancellationToken cancel) =>
        await FindAsync(id, person.Required, book, claim, cancel) is { } file ? Page(view.Of(file), []) : TypedResults.NotFound();

    internal static async Task<IResult> HandleAsync(
        Guid id, [FromForm] string? answer, Language language, CurrentPerson person, CaseBook book, ClaimCase claim, CaseView view,
        DecideMandate decide, CancellationToken cancel)
    {
        if (await FindAsync(id, person.Required, book, claim, cancel) is not { } file)
            return TypedResults.NotFound();
        if (!person.IsFresh)
            return TypedResults.LocalRedirect($"{language.Path("/sign-in")}?return={Uri.EscapeDataString(language.Path(PathOf(id)))}");
        if (CaseWord.Of<MandateAnswer>(answer ?? "") is not { } said)
            return Page(view.Of(file), [new FieldError("answer", AgentTexts.AnswerMissing.In(language))]);
        await decide.RunAsync(person.Required, file, said, cancel);
        return TypedResults.LocalRedirect(language.Path(said is MandateAnswer.Nothing ? FollowCase.Path : FollowCase.PathOf(id)));
    }

    internal static async Task<IResult> EndAsync(
        Guid id, [FromForm] string? confirm, Language language, CurrentPerson person, CaseBook book, MoveMandate move,
        CancellationToken cancel)
    {
        _ = confirm;
        if (await book.FindAsync(id, cancel) is not { } file || file.Person != person.Required)
            return TypedResults.NotFound();
        await move.RunAsync(id, new MandateOrder(MandateState.Withdrawn, CaseAuthor.Person, "person"), cancel);
        return TypedResults.LocalRedirect(language.Path(FollowCase.PathOf(id)));
    }

    // Theirs already, or come with the address that they proved.
    private static async Task<CaseFile?> FindAsync(
        Guid id, SubjectId person, CaseBook book, ClaimCase claim, CancellationToken cancel) =>
        await book.FindAsync(id, cancel) is { State.Mandate.MaySee: true } file
            && (file.Person == person || (await claim.FindAsync(person, cancel)).Any(one => one.Id == id)) ? file : null;

    private static RazorComponentResult<MandatePage> Page(ShownCase shown, IReadOnlyList<FieldError> errors) =>
        new(new { Shown = shown, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>Does what a person has said of their agent. Whatever a crash cuts off is done by saying it again.</summary>
internal sealed class DecideMandate(ClaimCase claim, MoveMandate move, TakeStep step)
{
    public async Task RunAsync(SubjectId person, CaseFile file, MandateAnswer answer, CancellationToken cancel)
    {
        // Whoever asked for nothing does not make the case theirs.
        if (answer is not MandateAnswer.Nothing && !await claim.RunAsync(person, file.Id, cancel))
            return;
        await move.RunAsync(file.Id, new MandateOrder(StateOf(answer), CaseAuthor.Person, "person"), cancel);
        if (answer is MandateAnswer.Nothing)
            await step.RunAsync(file.Id, new StepOrder(CaseStep.TakeBack, CaseAuthor.Person, "person"), cancel);
    }

    private static MandateState StateOf(MandateAnswer answer) => answer switch
    {
        MandateAnswer.Act => MandateState.Confirmed,
        MandateAnswer.ActAndReceive => MandateState.ConfirmedWithAnswer,
        MandateAnswer.Myself or MandateAnswer.Nothing => MandateState.Withdrawn,
    };
}
