using Ombud.Trail.Notes;

namespace Ombud.Trail.Verification;

/// <summary>Everything that verifying an export has found, and how much was looked at.</summary>
public sealed record TrailReport
{
    /// <summary>
    /// Every finding, in the order: checkpoint, receipts by themselves, entries, tiles, root, receipts in the tree.
    /// </summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The export's checkpoint if it is signed by a known key; otherwise null.</summary>
    public required Checkpoint? Checkpoint { get; init; }

    /// <summary>Number of entries whose bundle could be read and that were hashed.</summary>
    public required long EntriesRead { get; init; }

    /// <summary>Number of tiles and partial bundles compared with what the entries give.</summary>
    public required long TilesCompared { get; init; }

    /// <summary>Number of receipts that verify by themselves and are in this export's tree.</summary>
    public required int ReceiptsIncluded { get; init; }

    /// <summary>
    /// Number of receipts whose body is the one committed, but which say themselves that they are in no tree yet.
    /// They are no findings: an export may fall into the second between a fact and its checkpoint.
    /// </summary>
    public required int ReceiptsPending { get; init; }

    /// <summary>True when there is nothing to find fault with.</summary>
    public bool IsClean => Findings.Count == 0;
}
