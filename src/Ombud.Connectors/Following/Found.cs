namespace Ombud.Connectors.Following;

/// <summary>A row of the person's.</summary>
/// <param name="Table">The table, as the dataset file names it.</param>
/// <param name="Values">The described fields' values, in their order.</param>
public sealed record FoundRow(string Table, object?[] Values);

/// <summary>What erasing did in one table.</summary>
/// <param name="Kept">How many rows stay whole, by the description.</param>
public sealed record ErasedTable(string Table, int Deleted, int Overwritten, int Kept);

/// <summary>What erasing did in one system.</summary>
/// <param name="Left">
/// What a second look still found that should be gone, by table; empty where the erasure is verified. Rows that stay by the
/// description do not count.
/// </param>
public sealed record SystemErased(IReadOnlyList<ErasedTable> Tables, IReadOnlyDictionary<string, int> Left)
{
    /// <summary>Whether somebody looked again and found nothing.</summary>
    public bool IsVerified => Left.Count == 0;
}
