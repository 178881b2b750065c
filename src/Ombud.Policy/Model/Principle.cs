namespace Ombud.Policies.Model;

/// <summary>A principle of a framework that the group has joined, and the promises that carry it.</summary>
public sealed record Principle : PackEntry
{
    public required LocalizedText Name { get; init; }

    /// <summary>What it asks for, in a sentence.</summary>
    public required LocalizedText Says { get; init; }

    /// <summary>Ids of the promises that carry it, the foremost first; at least one.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }
}
