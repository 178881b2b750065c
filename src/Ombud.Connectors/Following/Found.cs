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

/// <summary>What carrying a correction did in one system.</summary>
/// <param name="Corrected">How many rows have the right value now and had the wrong one.</param>
/// <param name="Right">How many fields had the right value already.</param>
/// <param name="Shared">How many fields stay wrong, since their row is somebody else's too.</param>
/// <param name="Other">How many fields hold neither the wrong nor the right value, and stay.</param>
/// <param name="Left">In how many rows that were corrected a second look still found the wrong value.</param>
public sealed record SystemCorrected(int Corrected, int Right, int Shared, int Other, int Left)
{
    /// <summary>Whether somebody looked again and found nothing wrong, nor anything of which only a person can tell.</summary>
    public bool IsVerified => Left == 0 && Shared == 0 && (Other == 0 || Corrected + Right > 0);
}
