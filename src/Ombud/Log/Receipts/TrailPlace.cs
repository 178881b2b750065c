using Ombud.Trail;

namespace Ombud.Log.Receipts;

/// <summary>Where a fact is in the trail: what anybody may know who knows its id, and nothing of what it says.</summary>
/// <param name="Proof">The way to the signed checkpoint; null while the fact waits to be taken into the tree.</param>
internal sealed record TrailPlace(Guid FactId, Commitment Commitment, InclusionOf? Proof);

/// <summary>That a leaf is in a signed tree.</summary>
/// <param name="LeafIndex">Number of the leaf, from 0.</param>
/// <param name="TreeSize">Number of leaves in the checkpoint's tree.</param>
/// <param name="Inclusion">The siblings on the way to the root, the leaf's own first.</param>
/// <param name="Checkpoint">The signed checkpoint's whole note.</param>
internal sealed record InclusionOf(long LeafIndex, long TreeSize, IReadOnlyList<Hash32> Inclusion, string Checkpoint);
