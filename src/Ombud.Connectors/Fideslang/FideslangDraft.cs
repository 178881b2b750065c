using Ombud.Connectors.Describing;
using Ombud.Policies.Model;

namespace Ombud.Connectors.Fideslang;

/// <summary>A dataset of the file that is a part of the system: fides has one for each database schema.</summary>
/// <param name="Schema">The schema of its tables; null for the default one.</param>
internal sealed record DraftDataset(string Key, string? Schema, FideslangNode Node);

/// <summary>A collection on its way to a table.</summary>
internal sealed class DraftTable
{
    internal required DraftDataset Dataset { get; init; }

    internal required string Collection { get; init; }

    /// <summary>The table's name with its schema.</summary>
    internal required string Name { get; init; }

    internal required SourceSpan At { get; init; }

    /// <summary>What stands of it under <c>meta: ombud:</c>; then nothing is guessed.</summary>
    internal required FideslangNode? Ours { get; init; }

    internal required bool IsDeleted { get; init; }

    internal required IReadOnlyList<string> EraseAfter { get; init; }

    internal required IReadOnlyList<DraftField> Fields { get; init; }

    internal IEnumerable<DraftField> Key => Fields.Where(one => one.IsKey);
}

/// <summary>A field on its way.</summary>
internal sealed class DraftField
{
    internal required string Name { get; init; }

    internal required SourceSpan At { get; init; }

    /// <summary>What stands of it under <c>meta: ombud:</c>.</summary>
    internal required FideslangNode? Ours { get; init; }

    internal required bool IsKey { get; init; }

    internal required bool IsReadOnly { get; init; }

    internal required bool HoldsFields { get; init; }

    internal required IdentifierKind? Identifies { get; init; }

    internal required string? Category { get; set; }

    /// <summary>What its own strategy does; null where it has none.</summary>
    internal required FieldErasure? Masking { get; init; }

    internal required IReadOnlyList<DraftReference> Stated { get; init; }

    /// <summary>The references that it has here, the kept one first.</summary>
    internal List<FieldReference> References { get; } = [];
}

/// <summary>A reference as the file has it.</summary>
internal sealed record DraftReference(SourceSpan At, string Dataset, string Field, string? Direction);
