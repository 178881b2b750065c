using Ombud.Policies.Model;

namespace Ombud.Connectors.Describing;

/// <summary>What erasing a person does to the rows of a table that are theirs.</summary>
public enum TableErasure
{
    /// <summary>The rows are deleted.</summary>
    Delete,

    /// <summary>The rows stay, and each field says what becomes of it.</summary>
    Fields,

    /// <summary>The rows stay as they are, for the reason given.</summary>
    Keep,
}

/// <summary>A table, and whose its rows are.</summary>
public sealed record TableDescription
{
    /// <summary>Its name as the system has it; with its schema, <c>sales.orders</c>, where it is not in the default one.</summary>
    public required string Name { get; init; }

    /// <summary>The fields by which a row is told from every other, in the order of the table's key. At least one.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Its fields that are read or that lead somewhere; those not listed are never read.</summary>
    public required IReadOnlyList<FieldDescription> Fields { get; init; }

    /// <summary>What erasing does to its rows.</summary>
    public required TableErasure Erase { get; init; }

    /// <summary>The law or the ground on which rows or fields stay; null where none do.</summary>
    public string? Because { get; init; }

    /// <summary>Calls of its own, where it is asked over HTTP in another way than the other tables; else null.</summary>
    public HttpCalls? Http { get; init; }

    /// <summary>How long its rows are kept, whosever they are; null where it is not said, and nothing ends by itself.</summary>
    public RetentionDescription? Retention { get; init; }

    /// <summary>How the rows of whoever is restricted are marked; null where the table has no mark.</summary>
    public RestrictingDescription? Restricting { get; init; }

    /// <summary>The place in the file.</summary>
    public SourceSpan At { get; init; }
}
