using Ombud.Policies.Model;

namespace Ombud.Connectors.Describing;

/// <summary>What erasing does to a field of a row that stays.</summary>
public enum FieldErasure
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>It becomes null.</summary>
    Null,

    /// <summary>
    /// It gets a value that tells of nobody and differs from row to row: text becomes <c>erased-</c> and 16 random hexadecimal
    /// digits (an e-mail address, that before <c>@erased.invalid</c>), a number 0, a day 1900-01-01, a truth false. Null stays
    /// null.
    /// </summary>
    Anonymise,
}

/// <summary>How a field that refers to another table carries ownership.</summary>
public enum ReferenceMeaning
{
    /// <summary>This row is the person's where the row it refers to is: an order belongs to its customer.</summary>
    BelongsTo,

    /// <summary>The row it refers to is the person's where this one is: a customer owns their address.</summary>
    Owns,

    /// <summary>
    /// Nothing follows from it for whose the rows are, as where an order refers to the one it replaces. It counts for the order of
    /// deleting.
    /// </summary>
    RefersTo,
}

/// <summary>A field that refers to another field, of the same system.</summary>
/// <param name="Meaning">What follows from it.</param>
/// <param name="Table">The table it refers to, as the dataset file names it.</param>
/// <param name="Field">The field of that table.</param>
public sealed record FieldReference(ReferenceMeaning Meaning, string Table, string Field);

/// <summary>A field of a table.</summary>
public sealed record FieldDescription
{
    /// <summary>Its name as the system has it.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the pack's data category; null where it is not personal in itself, such as a key.</summary>
    public string? Category { get; init; }

    /// <summary>By what it identifies a person; null where it does not.</summary>
    public IdentifierKind? Identifies { get; init; }

    /// <summary>
    /// Id of the field of the pack's forms whose value it holds, so that a correction of that is carried here; null where it holds none.
    /// </summary>
    public string? Holds { get; init; }

    /// <summary>Where it leads; null where it leads nowhere.</summary>
    public FieldReference? Reference { get; init; }

    /// <summary>What erasing does to it where its row stays.</summary>
    public FieldErasure Erase { get; init; }

    /// <summary>The place in the file.</summary>
    public SourceSpan At { get; init; }
}
