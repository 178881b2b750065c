using System.Collections.Immutable;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>A record as the retention rules see it: what it is, and what has happened that a period runs from.</summary>
public sealed record KeptRecord
{
    /// <summary>Id of the data category.</summary>
    public required string Category { get; init; }

    /// <summary>Id of the kind of person as whom it was given.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the collection point, which tells the purposes.</summary>
    public required string Point { get; init; }

    /// <summary>Country of the controller's establishment.</summary>
    public required string Country { get; init; }

    /// <summary>When it was collected.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>The last thing the person did with us; null for nothing since the collection.</summary>
    public DateTimeOffset? LastContact { get; init; }

    /// <summary>The decision in the recruitment it belongs to; null while there is none.</summary>
    public DateTimeOffset? RecruitmentDecision { get; init; }

    /// <summary>When the event was held that the person registered for; null while it was not.</summary>
    public DateTimeOffset? EventHeld { get; init; }

    /// <summary>When the account or case was closed; null while it is open.</summary>
    public DateTimeOffset? Closed { get; init; }

    /// <summary>The person's latest answers by purpose or topic.</summary>
    public IReadOnlyDictionary<string, ConsentState> Consents { get; init; } = ImmutableDictionary<string, ConsentState>.Empty;

    /// <summary>The month, 1 to 12, with which the controller's financial year ends.</summary>
    public int FinancialYearEndMonth { get; init; } = 12;

    /// <summary>The same record once the person is erased: every consent has ended, every account is closed.</summary>
    public KeptRecord Erased(DateTimeOffset at) => this with
    {
        Closed = Closed ?? at,
        Consents = Consents.ToImmutableDictionary(
            pair => pair.Key,
            pair => pair.Value.Answer is ConsentAnswer.Given ? pair.Value with { Answer = ConsentAnswer.Withdrawn, At = at } : pair.Value,
            StringComparer.Ordinal),
    };

    /// <summary>The moment from which a period runs; null while it does not run.</summary>
    internal DateTimeOffset? MomentOf(Anchor anchor, RecordReasons reasons, RetentionRule rule) => anchor switch
    {
        Anchor.Collected => CollectedAt,
        Anchor.LastContact => Later(LastContact),
        Anchor.RecruitmentDecision => Later(RecruitmentDecision),
        Anchor.EventHeld => EventHeld,
        Anchor.EndOfFinancialYear => EndOfFinancialYear(),
        // Closed before it was collected: opened again since.
        Anchor.Closed => Closed is { } closed && closed >= CollectedAt ? closed : Later(LastContact),
        Anchor.ConsentWithdrawn => reasons.ConsentEnded(rule),
        _ => throw new ArgumentOutOfRangeException(nameof(anchor), anchor, "An anchor that nobody has thought of."),
    };

    private DateTimeOffset Later(DateTimeOffset? moment) => moment is { } at && at > CollectedAt ? at : CollectedAt;

    private DateTimeOffset EndOfFinancialYear()
    {
        var collected = CollectedAt.UtcDateTime;
        var year = collected.Month <= FinancialYearEndMonth ? collected.Year : collected.Year + 1;
        return new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
