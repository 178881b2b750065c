using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Keys;
using Ombud.Policies.Model;

namespace Ombud.Collection.Checking;

/// <summary>One field with what was filled in.</summary>
/// <param name="Value">The value; of a file its name.</param>
/// <param name="File">The file's content and type, where it is one.</param>
internal sealed record FilledField(CollectionField Field, string Value, CheckedFile? File = null)
{
    public override string ToString() => nameof(FilledField);
}

/// <summary>An identifier that was given.</summary>
internal sealed record GivenIdentifier(IdentifierKind Kind, string Value)
{
    public override string ToString() => nameof(GivenIdentifier);
}

/// <summary>A submission that keeps all rules of its point.</summary>
internal sealed record CheckedSubmission
{
    public required NoticeVersion Version { get; init; }
    public required CollectionPoint Point { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<FilledField> Filled { get; init; }

    /// <summary>The answer to every choice that the point offers.</summary>
    public required IReadOnlyDictionary<string, bool> Choices { get; init; }

    public required IReadOnlyList<string> Confirmations { get; init; }

    /// <summary>Code of the country in which the person says they live.</summary>
    public string? Residence { get; init; }

    public required IReadOnlyList<GivenIdentifier> Identifiers { get; init; }

    /// <summary>Identifiers of the other person.</summary>
    public required IReadOnlyList<GivenIdentifier> OthersIdentifiers { get; init; }

    public OfflineRecord? Offline { get; init; }

    /// <summary>Whether it is a made-up person of a control.</summary>
    public bool IsCanary { get; init; }

    /// <summary>The way by which it came.</summary>
    public Channel Channel => Offline?.Channel ?? Point.Channel;

    public bool NamesAnother => Filled.Any(filled => filled.Field.OfOther);

    public override string ToString() => nameof(CheckedSubmission);
}

/// <summary>What came of checking.</summary>
internal abstract record CheckOutcome
{
    private CheckOutcome() { }

    public sealed record Valid(CheckedSubmission Submission) : CheckOutcome;

    public sealed record Invalid(IReadOnlyList<SubmissionError> Errors) : CheckOutcome;

    /// <summary>The person is under 13.</summary>
    public sealed record Under13 : CheckOutcome;
}
