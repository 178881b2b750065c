namespace Ombud.Policies.Deciding;

/// <summary>Where a person stands, compiled for one policy: what decisions read. Immutable; reuse it as often as you
/// like.</summary>
/// <remarks>Made by <see cref="Policy.Compile(StandingState)"/>. It counts only in the policy that made it.</remarks>
public sealed class Standing
{
    internal Standing(Policy policy, StandingState state, WillEntry[] wills)
    {
        Owner = policy;
        Version = state.Version;
        Wills = wills;
        Marks = (state.IsErased ? StandingMarks.Erased : StandingMarks.None)
            | (state.IsIsolated ? StandingMarks.Isolated : StandingMarks.None)
            | (state.IsUnder13 ? StandingMarks.Under13 : StandingMarks.None)
            | (state.IsRestricted ? StandingMarks.Restricted : StandingMarks.None)
            | (state.JoinedInto is not null ? StandingMarks.Joined : StandingMarks.None);
        Kinds = policy.Words.KnownKinds(state.Kinds);
        Residence = state.Residence is { } country ? policy.Words.Countries.Find(country) : (ushort)0;
    }

    private Standing(Standing whole, SubjectKindSet kinds)
    {
        (Owner, Version, Wills, Marks, Residence) = (whole.Owner, whole.Version, whole.Wills, whole.Marks, whole.Residence);
        Kinds = kinds;
    }

    /// <summary>
    /// Where the same person stands as one kind alone: what their data of that kind is decided on (promise
    /// <c>collection.subjects</c>).
    /// </summary>
    /// <param name="kind">Id of the kind; one that the pack does not have is nobody's, and denied.</param>
    public Standing MetOnlyAs(string kind) => new(this, Owner.Words.KnownKinds([kind]));

    /// <summary>Version of the state it was made from; what a permit carries.</summary>
    public long Version { get; }

    /// <summary>The policy it counts in.</summary>
    public Policy Owner { get; }

    internal StandingMarks Marks { get; }
    internal SubjectKindSet Kinds { get; }

    /// <summary>Country of residence; 0 for unknown.</summary>
    internal ushort Residence { get; }

    /// <summary>By purpose, and behind the purposes by topic.</summary>
    internal WillEntry[] Wills { get; }
}

/// <summary>What stops nearly everything.</summary>
[Flags]
internal enum StandingMarks : byte
{
    None = 0,
    Under13 = 1,
    Erased = 2,
    Isolated = 4,
    Restricted = 8,
    Joined = 16,
}

/// <summary>What objections and opt-outs do to a purpose or topic.</summary>
[Flags]
internal enum ObjectionMarks : byte
{
    None = 0,
    Pending = 1,
    Upheld = 2,

    /// <summary>No marketing.</summary>
    OptedOut = 4,
}

/// <summary>What the person wants of one purpose or topic, as decisions read it.</summary>
internal struct WillEntry
{
    /// <summary>Version of the notice shown; -1 where the pack has none of that name.</summary>
    public const short NoVersion = -1;

    public ConsentMark Consent;
    public ObjectionMarks Objections;

    /// <summary>Whether it was answered while the restriction stood, and so is for what that stops.</summary>
    public bool IsUnderRestriction;

    /// <summary>Version of the notice under which the consent was given.</summary>
    public short Version;

    /// <summary>First day on which it stood.</summary>
    public int Since;

    /// <summary>First day on which it was explicit; the last of all days where it is not.</summary>
    public int ExplicitSince;

    /// <summary>The day of the latest answer, from which its months run.</summary>
    public int At;

    /// <summary>First day on which the version shown lets it count no more.</summary>
    public int Expires;
}

/// <summary>How a consent was answered.</summary>
internal enum ConsentMark : byte { None, Given, Refused, Withdrawn }
