using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases;

/// <summary>A case without what was written in it: a line of a list.</summary>
public record CaseLine
{
    public required Guid Id { get; init; }
    public required CaseState State { get; init; }
    public required CaseChannel Channel { get; init; }

    /// <summary>Id of the company that is asked.</summary>
    public required string Controller { get; init; }

    /// <summary>Id of the country in which the person says they live; null for unknown.</summary>
    public string? Residence { get; init; }

    /// <summary>Code of the language in which they are written to.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The person who has shown that it is theirs.</summary>
    public SubjectId? Person { get; init; }

    /// <summary>Id of the staff account that works on it.</summary>
    public string? Owner { get; init; }

    /// <summary>The request of which it is the part that a client answers.</summary>
    public Guid? PartOf { get; init; }

    /// <summary>Counts the case's changes, so that whoever goes by what they saw learns that it has changed.</summary>
    public int Version { get; init; }
}

/// <summary>A case with its file.</summary>
public sealed record CaseFile : CaseLine
{
    /// <summary>Who asked, and where letters go.</summary>
    public required Personal<CaseContact> Contact { get; init; }

    /// <summary>What happened and was written, oldest first.</summary>
    public required IReadOnlyList<CaseEntry> Entries { get; init; }

    /// <summary>Ids of the further steps that the person is noted to have taken.</summary>
    public IReadOnlyList<string> Taken => NotedAbout(CaseNote.RecourseTaken);

    /// <summary>What notes of a kind are about, oldest first.</summary>
    public IReadOnlyList<string> NotedAbout(CaseNote note) =>
        [.. Entries.Where(entry => entry.Note == note).Select(entry => entry.About).OfType<string>()];
}

/// <summary>Something that happened in a case or was written into its file.</summary>
/// <param name="By">Id of the staff account; <c>person</c>, <c>mail</c> or <c>system</c>.</param>
/// <param name="Step">The step; null for a message or note alone.</param>
/// <param name="IsInternal">Whether it is for the staff alone.</param>
/// <param name="Text">What was written; null for nothing.</param>
public sealed record CaseEntry(
    DateTimeOffset At, CaseAuthor Author, string By, CaseStep? Step, string? Reason, bool IsInternal, Personal<string>? Text)
{
    /// <summary>What was noted; null for a step, message or note of the staff.</summary>
    public CaseNote? Note { get; init; }

    /// <summary>Id of what the note is about; null for nothing.</summary>
    public string? About { get; init; }
}
