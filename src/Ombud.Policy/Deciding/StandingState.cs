using System.Collections.Immutable;

namespace Ombud.Policies.Deciding;

/// <summary>Where a person stands, folded from changes: words and moments, fit to be stored. Immutable.</summary>
/// <remarks>The policy makes of it the compiled standing that decisions read.</remarks>
public sealed record StandingState
{
    /// <summary>Nothing has happened yet.</summary>
    public static StandingState Empty { get; } = new();

    /// <summary>How many changes made it; what a permit and the vault compare.</summary>
    public long Version { get; init; }

    public bool IsErased { get; init; }
    public bool IsUnder13 { get; init; }
    public bool IsRestricted { get; init; }

    /// <summary>When the restriction was last asked for: consents answered before it were not given for what it
    /// stops. Null where there is none.</summary>
    public DateTimeOffset? RestrictedSince { get; init; }

    public bool IsIsolated { get; init; }

    /// <summary>The person into whom this one was joined; null where it was not.</summary>
    public Guid? JoinedInto { get; init; }

    /// <summary>Id of the country of residence; null for unknown, which counts as the European Union.</summary>
    public string? Residence { get; init; }

    /// <summary>Ids of the kinds as which the person was met.</summary>
    public ImmutableSortedSet<string> Kinds { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The latest answer by purpose or topic.</summary>
    public ImmutableSortedDictionary<string, ConsentState> Consents { get; init; } =
        ImmutableSortedDictionary.Create<string, ConsentState>(StringComparer.Ordinal);

    /// <summary>The latest state of an objection by purpose or topic; <c>*</c> is all marketing.</summary>
    public ImmutableSortedDictionary<string, ObjectionState> Objections { get; init; } =
        ImmutableSortedDictionary.Create<string, ObjectionState>(StringComparer.Ordinal);

    /// <summary>The standing after one more change.</summary>
    public StandingState Apply(StandingChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (IsErased)
            return this;

        var next = change switch
        {
            StandingChange.Consent consent =>
                this with
                {
                    Consents = Consents.SetItem(consent.Key, After(consent)),
                    Kinds = consent.MetAs is { } kind ? Kinds.Add(kind) : Kinds,
                },
            StandingChange.Objection objection =>
                this with { Objections = Objections.SetItem(objection.Key, objection.State) },
            StandingChange.Restriction restriction =>
                this with { IsRestricted = restriction.IsOn, RestrictedSince = Since(restriction) },
            StandingChange.Child child => this with { IsUnder13 = child.IsOn },
            StandingChange.Isolation isolation => this with { IsIsolated = isolation.IsOn },
            StandingChange.Joined joined => this with { JoinedInto = joined.Into.Value },
            StandingChange.Met met => this with { Kinds = Kinds.Add(met.Kind) },
            StandingChange.Residence residence => this with { Residence = residence.Country },
            StandingChange.Corrected => this,
            StandingChange.Erased => Empty with { IsErased = true },
            _ => throw new ArgumentException("A change of an unknown type.", nameof(change)),
        };
        return next with { Version = Version + 1 };
    }

    // Who asks again after a consent wants it stopped again; a change that comes late makes no restriction older.
    private DateTimeOffset? Since(StandingChange.Restriction restriction) =>
        !restriction.IsOn ? null
        : RestrictedSince is { } since && since > restriction.At ? since
        : restriction.At;

    private ConsentState After(StandingChange.Consent consent)
    {
        var before = Consents.GetValueOrDefault(consent.Key);
        var isGiven = consent.Answer is ConsentAnswer.Given;
        var continues = isGiven && before is { Answer: ConsentAnswer.Given };
        return new(consent.Answer, consent.At, Newest(continues ? before : null, consent.NoticeVersion),
            consent.Explicit)
        {
            Since = continues ? before!.Since : consent.At,
            ExplicitSince = (continues ? before!.ExplicitSince : null)
                ?? (isGiven && consent.Explicit ? consent.At : null),
        };
    }

    // An old page that repeats a consent takes nothing back. Versions are named by their dates, so they sort as words.
    private static string Newest(ConsentState? before, string version) =>
        before is not null && string.CompareOrdinal(before.NoticeVersion, version) > 0 ? before.NoticeVersion : version;

    /// <summary>The standing after all changes, in their order.</summary>
    public static StandingState Fold(IEnumerable<StandingChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Aggregate(Empty, (standing, change) => standing.Apply(change));
    }
}

/// <summary>The latest answer to one consent.</summary>
/// <param name="Answer">Which it is.</param>
/// <param name="At">When it was given; a repeated consent is renewed from then.</param>
/// <param name="NoticeVersion">The newest version that was shown while it stood.</param>
/// <param name="Explicit">Whether the latest answer was an explicit statement.</param>
public sealed record ConsentState(ConsentAnswer Answer, DateTimeOffset At, string NoticeVersion, bool Explicit)
{
    /// <summary>Since when this answer has stood unbroken, repeated or not.</summary>
    public DateTimeOffset Since { get; init; } = At;

    /// <summary>Since when an explicit consent has stood unbroken; null where none does.</summary>
    public DateTimeOffset? ExplicitSince { get; init; } = Answer is ConsentAnswer.Given && Explicit ? At : null;
}
