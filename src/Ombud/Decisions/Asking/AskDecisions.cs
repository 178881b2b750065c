using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Decisions.Asking;

/// <summary>May I? One question or up to a thousand, answered and logged; nothing is read.</summary>
internal static class AskDecisions
{
    private const int BytesMax = 512 * 1024;

    internal static void Map(RouteGroupBuilder api) =>
        api.MapLate(HttpMethods.Post, "/decisions", HandleAsync)
            .Needs(ApiScopes.Decide)
            .WithName("AskDecisions")
            .WithMetadata(new BodyLimit(BytesMax))
            .Produces<DecisionWords>()
            .WithSummary("May I? One question, or an array of up to 1,000.")
            .WithDescription("Answers with verdict, reason, clause, legal basis, rank, obligations and safeguard. A question about another "
                + "day than today is answered and explained, but mayActNow is false. After an erasure every question "
                + "answers subject-erased with the fact that is left, to keys one of whose controllers had held the person's data.");

    internal static async Task<Results<JsonHttpResult<DecisionWords>, JsonHttpResult<DecisionWords[]>, ProblemAnswer>> HandleAsync(
        Batch<DecisionQuestion> body, ApiCaller caller, QuestionDesk desk, CancellationToken cancel)
    {
        foreach (var question in body.Items)
        {
            if (caller.Refusal(question.Controller, question.Purpose, ApiScopes.Decide) is { } refusal)
                return refusal;
        }

        var answers = await desk.AnswerAsync(body.Items, caller, cancel);
        return body.IsArray ? TypedResults.Json(answers) : TypedResults.Json(answers[0]);
    }
}

/// <summary>A question. Words are ids of the pack; a word it does not have is denied, not an error.</summary>
internal sealed record DecisionQuestion
{
    /// <summary>The person; leave it out to ask about a stranger.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Of a stranger: country of residence; unknown counts as the European Union.</summary>
    [MaxLength(10)]
    public string? Residence { get; init; }

    /// <summary>Of a stranger: as which kinds of person they are met.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>What would be done.</summary>
    public required UseAction Action { get; init; }

    /// <summary>Id of the purpose.</summary>
    [MaxLength(100)]
    public required string Purpose { get; init; }

    /// <summary>Id of the topic, where the purpose is marketing and the message has one.</summary>
    [MaxLength(100)]
    public string? Topic { get; init; }

    /// <summary>Ids of all data categories that would be touched.</summary>
    [MaxLength(127)]
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Id of the controller.</summary>
    [MaxLength(100)]
    public required string Controller { get; init; }

    /// <summary>Id of the recipient; needed for <c>disclose</c>.</summary>
    [MaxLength(100)]
    public string? Recipient { get; init; }

    /// <summary>Country in which the data is held; the controller's where it is left out.</summary>
    [MaxLength(10)]
    public string? From { get; init; }

    /// <summary>Country to which it goes; the recipient's where it is left out.</summary>
    [MaxLength(10)]
    public string? Country { get; init; }

    /// <summary>Id of the collection point; needed for <c>collect</c>.</summary>
    [MaxLength(100)]
    public string? Point { get; init; }

    /// <summary>The day of which is asked; today where it is left out.</summary>
    public DateOnly? At { get; init; }

    /// <summary>Whether the browser sends Global Privacy Control.</summary>
    public bool GlobalPrivacyControl { get; init; }

    /// <summary>The question as the policy takes it.</summary>
    public WordQuestion On(Day day) => new()
    {
        Action = Action, Purpose = Purpose, Topic = Topic, Categories = Categories.ToArray(), Controller = Controller,
        Recipient = Recipient, From = From, To = Country, Point = Point, On = day,
        Signals = GlobalPrivacyControl ? Signals.GlobalPrivacyControl : Signals.None,
    };
}

/// <summary>Answers questions on the standing of the day of which is asked, and writes each to the decision log.</summary>
internal sealed class QuestionDesk(
    Policy policy, Standings standings, FactHistory history, ErasedPersons erased, DecisionLog log, TimeProvider time)
{
    /// <summary>Answers in the order of the questions, once all are in the log.</summary>
    public async Task<DecisionWords[]> AnswerAsync(
        IReadOnlyList<DecisionQuestion> questions, ApiCaller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = Day.Of(now);
        var known = new Dictionary<(Guid, Day), (Standing, ErasureReference?)>();
        var answers = new DecisionWords[questions.Count];
        var rows = new DecisionRow[questions.Count];
        for (var i = 0; i < questions.Count; i++)
        {
            var day = questions[i].At is { } at ? Day.Of(at) : today;
            var (standing, erasure) = await StandingAsync(questions[i], day, today, caller, known, cancel);
            var question = questions[i].On(day);
            var decision = policy.Decide(in question, standing);
            DecisionTelemetry.Count(question.Action, in decision);
            answers[i] = DecisionWords.Of(policy, in decision, day, today) with
            {
                Erasure = decision.Reason is DenialReason.SubjectErased ? erasure : null,
            };
            rows[i] = DecisionRow.Of(policy, in question, in decision, questions[i].Subject, caller.ReaderId(), now);
        }
        await log.WriteAsync(rows, cancel);
        return answers;
    }

    private async ValueTask<(Standing Standing, ErasureReference? Erasure)> StandingAsync(
        DecisionQuestion question, Day day, Day today, ApiCaller caller,
        Dictionary<(Guid, Day), (Standing, ErasureReference?)> known, CancellationToken cancel)
    {
        if (question.Subject is not { } id)
        {
            return (question.Kinds is null && question.Residence is null ? policy.Stranger : policy.Compile(StrangerOf(question)), null);
        }
        if (known.TryGetValue((id, day), out var found))
            return found;
        var state = await StateAsync(new SubjectId(id), day, today, cancel);
        if (!state.IsErased)
            return known[(id, day)] = (policy.Compile(state), null);
        // Who may not know of the erasure is answered as about an id that was never given out.
        var seen = await erased.FindAsync(new SubjectId(id), caller, cancel);
        return known[(id, day)] = (policy.Compile(seen.IsSeen ? state : StandingState.Empty), seen.Reference);
    }

    // Of the past the standing of that day's end answers; but who has been erased is so for every day. An id that was joined
    // means the person into whom it was, from the day it was.
    private async Task<StandingState> StateAsync(SubjectId subject, Day day, Day today, CancellationToken cancel)
    {
        var state = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        if (state.JoinedInto is { } into && await StateAsync(new SubjectId(into), day, today, cancel) is var person
            && (person.IsErased || day >= today))
            return person;
        if (state.IsErased || day >= today)
            return state;
        var then = await history.FoldAsync(subject, new DateTimeOffset(day.Date.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero), cancel);
        return then.JoinedInto is { } joined ? await StateAsync(new SubjectId(joined), day, today, cancel) : then;
    }

    private static StandingState StrangerOf(DecisionQuestion question) => StandingState.Empty with
    {
        Residence = question.Residence,
        Kinds = StandingState.Empty.Kinds.Union(question.Kinds ?? []),
    };
}
