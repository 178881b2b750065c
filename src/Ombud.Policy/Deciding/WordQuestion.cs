namespace Ombud.Policies.Deciding;

/// <summary>A <see cref="Question"/> in the words of the pack, as it comes over the wire.</summary>
public readonly record struct WordQuestion
{
    public required UseAction Action { get; init; }
    public required string Purpose { get; init; }
    public string? Topic { get; init; }

    /// <summary>All categories that would be touched.</summary>
    public required ReadOnlyMemory<string> Categories { get; init; }

    public required string Controller { get; init; }
    public string? Recipient { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Point { get; init; }
    public required Day On { get; init; }
    public Day EndsOn { get; init; }
    public Day CollectedOn { get; init; }
    public Signals Signals { get; init; }
}
