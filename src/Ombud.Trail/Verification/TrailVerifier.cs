using Ombud.Trail.Notes;

namespace Ombud.Trail.Verification;

/// <summary>
/// Checks an export offline, with nothing but public keys: the checkpoint's signature, the root built anew from the
/// entries, every stored tile, the continuation of an earlier checkpoint, and each receipt.
/// </summary>
public static class TrailVerifier
{
    private const string EarlierPlace = "earlier checkpoint";

    /// <summary>
    /// Verifies an export and reports everything that is wrong with it. Never throws for what the export holds.
    /// Signatures by keys not given are ignored, so nothing vouches for their bytes.
    /// </summary>
    /// <param name="export">The export; it stays open.</param>
    /// <param name="verifiers">The log's keys, named as its origin, and those of any witnesses.</param>
    /// <param name="earlierNote">A checkpoint kept from an earlier day, as a signed note, if there is one.</param>
    public static TrailReport Verify(
        TrailExport export, IReadOnlyList<NoteVerifier> verifiers, string? earlierNote = null)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(verifiers);

        var findings = new List<Finding>();
        var paths = export.Paths();
        if (!paths.IsOk)
            findings.Add(new Finding(FindingKind.Unreadable, "", paths.Reason));

        var index = ExportIndex.Of(paths.Value ?? [], findings);
        var checkpoint = OpenCheckpoint(export, index, verifiers, findings);
        var earlier = OpenEarlier(earlierNote, checkpoint, verifiers, findings);
        var receipts = new ReceiptAudit(export, verifiers, findings);
        foreach (var path in index.Receipts)
            receipts.Read(path);

        // Without a checkpoint to go by, the files are still compared with one another, as far as the entries go.
        var size = checkpoint?.Size ?? index.Extent;
        var tree = new TreeAudit(export, index, size, findings);
        tree.WantRoot(size);
        if (earlier is not null)
            tree.WantRoot(earlier.Size);

        foreach (var treeSize in receipts.TreeSizes)
            tree.WantRoot(treeSize);

        tree.Run();
        CompareRoot(tree, checkpoint, findings);
        CompareEarlier(tree, earlier, size, findings);
        receipts.Compare(tree, checkpoint, size);

        return new TrailReport
        {
            Findings = findings,
            Checkpoint = checkpoint,
            EntriesRead = tree.EntriesRead,
            TilesCompared = tree.TilesCompared,
            ReceiptsIncluded = receipts.Included,
            ReceiptsPending = receipts.Pending,
        };
    }

    private static Checkpoint? OpenCheckpoint(
        TrailExport export, ExportIndex index, IReadOnlyList<NoteVerifier> verifiers, List<Finding> findings)
    {
        var file = index.HasCheckpoint
            ? export.Read(ExportIndex.CheckpointPath)
            : Parsed<byte[]>.Failed("The export has no checkpoint.");

        var checkpoint = file.IsOk
            ? Checkpoint.Open(SignedNote.Parse(file.Value), verifiers)
            : Parsed<Checkpoint>.Failed(file.Reason);

        if (!checkpoint.IsOk)
            findings.Add(new Finding(FindingKind.CheckpointRefused, ExportIndex.CheckpointPath, checkpoint.Reason));

        return checkpoint.Value;
    }

    private static Checkpoint? OpenEarlier(
        string? note, Checkpoint? checkpoint, IReadOnlyList<NoteVerifier> verifiers, List<Finding> findings)
    {
        if (note is null)
            return null;

        var earlier = Checkpoint.Open(note, verifiers);
        var fault = earlier.Reason;
        if (earlier.IsOk && checkpoint is not null
            && !string.Equals(earlier.Value.Origin, checkpoint.Origin, StringComparison.Ordinal))
            fault = "The earlier checkpoint is of another origin.";

        if (fault is null)
            return earlier.Value;

        findings.Add(new Finding(FindingKind.EarlierRefused, EarlierPlace, fault));
        return null;
    }

    private static void CompareRoot(TreeAudit tree, Checkpoint? checkpoint, List<Finding> findings)
    {
        if (checkpoint is null)
            return;

        if (tree.Root(checkpoint.Size) is not { } root)
            findings.Add(NotChecked(ExportIndex.CheckpointPath));
        else if (root != checkpoint.Root)
            findings.Add(new Finding(
                FindingKind.RootDiffers, ExportIndex.CheckpointPath, "The entries give another root."));
    }

    private static void CompareEarlier(TreeAudit tree, Checkpoint? earlier, long size, List<Finding> findings)
    {
        if (earlier is null)
            return;

        if (earlier.Size > size)
            findings.Add(new Finding(
                FindingKind.HistoryRewritten, EarlierPlace, "The earlier tree has more entries than the export."));
        else if (tree.Root(earlier.Size) is not { } root)
            findings.Add(NotChecked(EarlierPlace));
        else if (root != earlier.Root)
            findings.Add(new Finding(
                FindingKind.HistoryRewritten, EarlierPlace, "The entries give another root than the earlier one."));
    }

    private static Finding NotChecked(string place) =>
        new(FindingKind.NotChecked, place, "The entries up to its size are not all known.");
}
