using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Collection.Submitting;

/// <summary>One filled-in collection point as it came in, by whichever way. Nothing of it has been checked yet.</summary>
internal sealed record Submission
{
    /// <summary>Id of the collection point.</summary>
    public required string Point { get; init; }

    public SubjectIdentifiers Subject { get; init; } = new();

    /// <summary>Value by field.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>File by field; null where the reference leads to none.</summary>
    public IReadOnlyDictionary<string, FileInHand?> Files { get; init; } = new Dictionary<string, FileInHand?>(StringComparer.Ordinal);

    public required ShownNotice Shown { get; init; }

    /// <summary>What was confirmed, by word: <see cref="OthersAgreed"/>.</summary>
    public IReadOnlyCollection<string> Confirmations { get; init; } = [];

    /// <summary>Answer by choice.</summary>
    public IReadOnlyDictionary<string, bool> Choices { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>The confirmation that the other person agreed and that their data may be used as the notice says.</summary>
    public const string OthersAgreed = "other-person-agreed";

    /// <summary>No value of it is ever printed.</summary>
    public override string ToString() => nameof(Submission);
}

/// <summary>How the person says they can be found, and where they live. Not proved.</summary>
internal sealed record SubjectIdentifiers(string? Email = null, string? Phone = null, string? Residence = null)
{
    public override string ToString() => nameof(SubjectIdentifiers);
}

/// <summary>What the person was shown.</summary>
/// <param name="NoticeVersion">Version of the notice.</param>
/// <param name="Language">Language it was shown in.</param>
internal sealed record ShownNotice(string NoticeVersion, string Language);

/// <summary>A file as it came in.</summary>
internal sealed record FileInHand(string Name, byte[] Content)
{
    /// <summary>The upload it came from; null where it came with the submission itself.</summary>
    public Guid? Upload { get; init; }

    public override string ToString() => nameof(FileInHand);
}

/// <summary>Who hands a submission in.</summary>
/// <param name="Scope">Who they are for keys and uploads: an API key, a sign-in, a form.</param>
internal sealed record Submitter(string Scope)
{
    /// <summary>The signed-in person, whose submission it then is; null for anybody else, who is always new.</summary>
    public SubjectId? Person { get; init; }

    /// <summary>What staff recorded of an offline collection; null for any other.</summary>
    public OfflineRecord? Offline { get; init; }

    /// <summary>Whether it is a made-up person of a control, left out of counts and mailings.</summary>
    public bool IsCanary { get; init; }
}

/// <summary>What staff record of data given to them by phone or in person.</summary>
/// <param name="Staff">Id of the staff account.</param>
/// <param name="Channel">By which way the data came.</param>
/// <param name="CollectedOn">The day on which it was given.</param>
/// <param name="Told">How the person was told what the notice says.</param>
internal sealed record OfflineRecord(Guid Staff, Channel Channel, DateOnly CollectedOn, ToldBy Told);

/// <summary>How somebody was told what the notice says.</summary>
internal enum ToldBy
{
    /// <summary>The point's information was read out.</summary>
    ReadOut,

    /// <summary>The notice was handed over on paper.</summary>
    HandedOver,

    /// <summary>The person is not there: the data is public, and they are informed by letter.</summary>
    LetterFollows,
}
