namespace Ombud.Policies.Model;

/// <summary>A section of the notice with its text, which is one Markdown file a language.</summary>
public sealed record NoticeSection : PackEntry
{
    /// <summary>The heading.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Text before the first clause, Markdown; often empty.</summary>
    public required LocalizedText Lead { get; init; }
}

/// <summary>How strongly a rule speaks. Within a step of a decision the highest that speaks decides.</summary>
public enum Rank
{
    /// <summary>The notice itself.</summary>
    Notice,

    /// <summary>A supplement for a brand or a service.</summary>
    Supplement,

    /// <summary>A framework the organisation has joined, which prevails over its notice.</summary>
    Framework,

    /// <summary>The law; nothing lifts its denials.</summary>
    Law,
}

/// <summary>A clause: one promise, its text in each language and what shows that it is kept.</summary>
public sealed record Clause : PackEntry
{
    /// <summary>Id of the section it stands in.</summary>
    public required string Section { get; init; }

    /// <summary>Whether it is the notice's, a supplement's, a framework's or the law's.</summary>
    public Rank Rank { get; init; } = Rank.Notice;

    /// <summary>For a supplement: ids of the parties it applies to; empty means all.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Heading of the clause's text.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The text, Markdown.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>What must be true for the promise to be kept, one by one; at least one.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }
}

/// <summary>One thing that must be true for a clause to be kept, and what measures it.</summary>
public sealed record Statement
{
    /// <summary>The statement, a sentence.</summary>
    public required LocalizedText Says { get; init; }

    /// <summary>Id of the control that measures it; null while none is built.</summary>
    public string? Control { get; init; }

    /// <summary>Who vouches for it, where software cannot measure.</summary>
    public Attestation? Attested { get; init; }

    /// <summary>The place in the pack.</summary>
    public SourceSpan At { get; init; }
}

/// <summary>A person's word for what software cannot measure.</summary>
/// <param name="By">Name or office.</param>
/// <param name="On">The day it was given.</param>
/// <param name="Until">The last day on which it counts.</param>
public sealed record Attestation(string By, DateOnly On, DateOnly Until);
