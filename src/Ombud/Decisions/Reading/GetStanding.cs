using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Consents;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Decisions.Reading;

/// <summary>Where a person stands, now or then, and the events that made it so.</summary>
internal static class GetStanding
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/standing", HandleAsync)
            .WithName("GetStanding")
            .WithSummary("Where a person stands, now or at a moment, with the events that made it.")
            .WithDescription("at is a moment (RFC 3339) or a day, which means its end. After an erasure only that is left, for every "
                + "moment, and a key none of whose controllers had held the person's data finds nobody. A key that is limited sees "
                + "what was answered to its controllers for its purposes, and the marks that bind everybody.");

    internal static async Task<Results<Ok<SubjectStanding>, ProblemAnswer>> HandleAsync(
        Guid id, ApiCaller caller, [AsParameters] Known stored, [AsParameters] Knowledge known, CancellationToken cancel,
        string? at = null)
    {
        if (!caller.Allows(ApiScopes.Read))
            return ApiProblems.ScopeAction.Answer();
        if (!TryRead(at, known.Time, out var moment))
        {
            return ApiProblems.BadRequest.Answer(
                new ProblemError("at", "value-type", "It must be a moment (RFC 3339) or a day, yyyy-MM-dd."));
        }

        var subject = await stored.Persons.MeantByAsync(new SubjectId(id), cancel);
        if (await stored.Standings.FindAsync(subject, cancel) is not { } now)
            return DecisionProblems.SubjectUnknown.Answer();
        var erasure = now.IsErased ? await known.Erased.FindAsync(new SubjectId(id), caller, cancel) : default;
        if (now.IsErased && !erasure.IsSeen)
            return DecisionProblems.SubjectUnknown.Answer();

        // As decisions have it: what is stored for now, and for then what was committed in the order of the versions.
        var state = now.IsErased || at is null ? now : await stored.History.FoldAsync(subject, moment, cancel);
        var view = new StandingView(caller, known.Rules);
        await foreach (var fact in stored.History.ReadAsync(subject, cancel))
        {
            if (fact.At <= moment && fact.Fact.ChangeAt(fact.At) is { } change)
                view.Add(fact, change);
        }
        return TypedResults.Ok(view.Answer(id, moment, state) with { Erasure = erasure.Reference });
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Knowledge(ConsentRules Rules, ErasedPersons Erased, TimeProvider Time);

    /// <summary>What is stored of people.</summary>
    internal readonly record struct Known(JoinedPersons Persons, Standings Standings, FactHistory History);

    private static bool TryRead(string? text, TimeProvider time, out DateTimeOffset moment)
    {
        moment = time.GetUtcNow();
        if (text is null)
            return true;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
            return true;
        }
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out moment);
    }
}

/// <summary>Where a person stands at a moment.</summary>
internal sealed record SubjectStanding
{
    public required Guid Subject { get; init; }

    /// <summary>The moment of which it tells.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many changes made it.</summary>
    public required long Version { get; init; }

    public required bool IsErased { get; init; }
    public required bool IsUnder13 { get; init; }
    public required bool IsRestricted { get; init; }
    public required bool IsIsolated { get; init; }

    /// <summary>Country of residence; left out where unknown.</summary>
    public string? Residence { get; init; }

    /// <summary>Ids of the kinds as which the person was met.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    public required IReadOnlyList<StandingConsent> Consents { get; init; }
    public required IReadOnlyList<StandingObjection> Objections { get; init; }

    /// <summary>Of an erased person: the fact that is left.</summary>
    public ErasureReference? Erasure { get; init; }

    /// <summary>The events that made it, oldest first.</summary>
    public required IReadOnlyList<StandingEvent> Events { get; init; }
}

/// <summary>The latest answer to one purpose or topic.</summary>
internal sealed record StandingConsent(string Key, ConsentAnswer Answer, DateTimeOffset At, string NoticeVersion, bool Explicit);

/// <summary>An objection to one purpose or topic; <c>*</c> is all marketing.</summary>
internal sealed record StandingObjection(string Key, ObjectionState State);

/// <summary>One event.</summary>
/// <param name="FactId">Id of its fact, by which its proof is fetched.</param>
/// <param name="Kind">Word of the fact's type.</param>
/// <param name="Change">What it changes.</param>
internal sealed record StandingEvent(Guid FactId, DateTimeOffset At, string Kind, string Change)
{
    /// <summary>The word of the pack or country it is about.</summary>
    public string? Word { get; init; }

    /// <summary>What it is now.</summary>
    public string? State { get; init; }
}
