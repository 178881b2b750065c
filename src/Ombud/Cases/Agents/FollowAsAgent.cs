using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Filing;
using Ombud.Cases.Following;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.MyData.Reading;
using Ombud.MyData.Taking;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.Cases.Agents;

/// <summary>
/// An agent follows the case of whom they act for: where it is, its clock, the messages; the answer only where the person gave it to
/// them. Any other case is not found, whatever its number, and so is theirs from the moment in which the mandate ends.
/// </summary>
internal static class FollowAsAgent
{
    internal static string PathOf(Guid caseId, string act) => $"{FollowCase.PathOf(caseId)}/as-agent/{act}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        const string path = FollowCase.Path + "/{id:guid}/as-agent/";
        app.MapForm(path + "reply", ReplyAsync).RequireAuthorization(Access.Person);
        app.MapForm(path + "step-down", StepDownAsync).RequireAuthorization(Access.Person);
        app.MapPage(path + "answer.json", AnswerAsync).RequireAuthorization(Access.FreshCode);
    }

    /// <summary>The case's page as the agent sees it; null where it is none of theirs.</summary>
    internal static async Task<IResult?> ShowAsync(
        Guid id, CurrentPerson person, AgentCases cases, CaseView view, CancellationToken cancel) =>
        await cases.FindAsync(id, person.Required, cancel) is { } file ? Page(view.Of(file), []) : null;

    internal static async Task<IResult> ReplyAsync(
        Guid id, [FromForm] string? message, Language language, CurrentPerson person, AgentCases cases, CaseView view, TakeStep step,
        WriteInCase write, CancellationToken cancel)
    {
        if (await cases.FindAsync(id, person.Required, cancel) is not { } file)
            return TypedResults.NotFound();
        var text = (message ?? "").Trim();
        if (text.Length is 0 or > RequestForm.MessageMax)
        {
            var wrong = text.Length == 0 ? FilingTexts.MessageMissing : FilingTexts.MessageWrong;
            return Page(view.Of(file), [new FieldError("message", wrong.In(language))]);
        }
        var order = new StepOrder(CaseStep.PersonReplies, CaseAuthor.Agent, "agent") { Message = new(text) };
        var isWritten = (await step.RunAsync(id, order, cancel)).Outcome is StepOutcome.Taken
            || await write.NoteAsync(id, CaseAuthor.Agent, "agent", new(text), isInternal: false, cancel);
        return isWritten ? TypedResults.LocalRedirect(language.Path(FollowCase.PathOf(id)))
            : Page(view.Of(file), [new FieldError("message", FollowingTexts.IsClosed.In(language))]);
    }

    internal static async Task<IResult> StepDownAsync(
        Guid id, [FromForm] string? confirm, Language language, CurrentPerson person, AgentCases cases, MoveMandate move,
        CancellationToken cancel)
    {
        _ = confirm;
        return await cases.FindAsync(id, person.Required, cancel) is not null
            && await move.RunAsync(id, new MandateOrder(MandateState.Withdrawn, CaseAuthor.Agent, "agent"), cancel)
                ? TypedResults.LocalRedirect(language.Path(FollowCase.Path)) : TypedResults.NotFound();
    }

    // The fact first: whoever reads leaves it, also where the transfer breaks.
    internal static async Task<IResult> AnswerAsync(
        Guid id, Language language, CurrentPerson person, AgentCases cases, WriteInCase write, OwnDataReader reader,
        CancellationToken cancel)
    {
        if (await cases.FindAsync(id, person.Required, cancel) is not { Person: { } whose } file || !MayFetch(file.State)
            || AnsweredAt(file) is not { } answeredAt || !await write.NoteFetchedAsync(id, cancel)
            || await reader.ReadAsync(whose, cancel, new OwnPart("agent", file.Controller, answeredAt)) is not { } data)
            return TypedResults.NotFound();
        return TypedResults.File(LegibleJson.Of(OwnDataJson.Of(data, language)), "application/json", $"case-{id:D}-data.json");
    }

    /// <summary>Whether there is an answer with data that the agent may fetch; no more once the case is closed.</summary>
    internal static bool MayFetch(CaseState state) => state is
    {
        Mandate.MayReceive: true, Stage: CaseStage.Answered or CaseStage.AnsweredInPart, Kind: CaseKind.Access or CaseKind.Portability,
    };

    private static DateTimeOffset? AnsweredAt(CaseFile file) =>
        file.Entries.LastOrDefault(entry => entry.Step is CaseStep.Answer or CaseStep.AnswerInPart)?.At;

    private static RazorComponentResult<AgentCasePage> Page(ShownCase shown, IReadOnlyList<FieldError> errors) =>
        new(new { Shown = shown, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
