using Ombud.Policies.Model;

namespace Ombud.Connectors.Describing;

/// <summary>How the rows of a person whose data is restricted are marked in a table, so that the system leaves them alone.</summary>
public sealed record RestrictingDescription
{
    /// <summary>The field of the table that is the mark. It marks that and nothing else.</summary>
    public required string Field { get; init; }

    /// <summary>What stands in it while the person is restricted: a text, a truth or a number.</summary>
    public required object? To { get; init; }

    /// <summary>What stands in it otherwise, and again when the restriction is lifted; null is nothing.</summary>
    public required object? Back { get; init; }

    /// <summary>The place in the file.</summary>
    public SourceSpan At { get; init; }
}
