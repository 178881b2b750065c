using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;

namespace Ombud.Trail.Verification;

/// <summary>Checks an export's receipts, first each by itself, then against the tree built from the entries.</summary>
internal sealed class ReceiptAudit(
    TrailExport export, IReadOnlyList<NoteVerifier> verifiers, List<Finding> findings)
{
    private readonly List<Held> _included = [];

    internal int Included { get; private set; }

    internal int Pending { get; private set; }

    /// <summary>Sizes of the trees that the receipts are of.</summary>
    internal IEnumerable<long> TreeSizes => _included.Select(held => held.Checkpoint.Size);

    internal void Read(string path)
    {
        var file = export.Read(path);
        if (!file.IsOk)
        {
            findings.Add(new Finding(FindingKind.Unreadable, path, file.Reason));
            return;
        }

        var receipt = ReceiptProof.Parse(file.Value);
        if (!receipt.IsOk)
        {
            findings.Add(new Finding(FindingKind.ReceiptMalformed, path, receipt.Reason));
            return;
        }

        if (!file.Value.AsSpan().SequenceEqual(receipt.Value.ToJson()))
            findings.Add(new Finding(FindingKind.ReceiptMalformed, path, "The receipt is not in its one spelling."));

        if (!string.Equals(path, ExportIndex.ReceiptPath(receipt.Value.FactId), StringComparison.Ordinal))
            findings.Add(new Finding(FindingKind.ReceiptMisnamed, path, "The receipt holds another fact id."));

        Judge(path, receipt.Value);
    }

    /// <summary>
    /// Sets the receipts that verified by themselves against the tree. A receipt proves its place under its own
    /// checkpoint's root, so that root is all that has to be the same.
    /// </summary>
    internal void Compare(TreeAudit tree, Checkpoint? checkpoint, long size)
    {
        foreach (var held in _included)
        {
            var fault = held switch
            {
                _ when checkpoint is not null && !SameOrigin(held.Checkpoint, checkpoint) =>
                    new Finding(FindingKind.ReceiptOfAnotherTree, held.Path, "The receipt is of another log."),
                _ when held.Checkpoint.Size > size =>
                    new Finding(FindingKind.ReceiptOfAnotherTree, held.Path, "The receipt is of a longer tree."),
                _ when tree.Root(held.Checkpoint.Size) is null =>
                    new Finding(FindingKind.NotChecked, held.Path, "The entries it depends on are not all known."),
                _ when tree.Root(held.Checkpoint.Size) != held.Checkpoint.Root =>
                    new Finding(FindingKind.ReceiptOfAnotherTree, held.Path, "The entries give another root."),
                _ => null,
            };

            if (fault is null)
                Included++;
            else
                findings.Add(fault);
        }
    }

    private void Judge(string path, ReceiptProof receipt)
    {
        var outcome = receipt.Verify(verifiers);
        if (outcome is ReceiptOutcome.Pending)
        {
            Pending++;
            return;
        }

        if (outcome is not ReceiptOutcome.Included)
        {
            findings.Add(new Finding(FindingKind.ReceiptRefused, path, outcome.Sentence));
            return;
        }

        // Verified a moment ago, so reading it once more cannot fail.
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(receipt.Checkpoint!).OrThrow().Text).OrThrow();
        _included.Add(new Held(path, checkpoint));
    }

    private static bool SameOrigin(Checkpoint one, Checkpoint other) =>
        string.Equals(one.Origin, other.Origin, StringComparison.Ordinal);

    private sealed record Held(string Path, Checkpoint Checkpoint);
}
