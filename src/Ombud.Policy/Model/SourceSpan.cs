namespace Ombud.Policies.Model;

/// <summary>Where in a pack something stands: file relative to the pack, line and column from 1.</summary>
public readonly record struct SourceSpan(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>What every entry of a pack has: an id that stays for ever, and the place it was read from.</summary>
public abstract record PackEntry
{
    /// <summary>The entry's word, lower case with hyphens and dots; never reused for something else.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the pack.</summary>
    public SourceSpan At { get; init; }
}
