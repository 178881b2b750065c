using System.Data.Common;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;
using Ombud.Trail.Tree;

namespace Ombud.Log.Receipts;

/// <summary>Makes receipts of facts, and finds where facts are in the trail.</summary>
internal sealed class FactReceipts(Db db)
{
    /// <summary>The receipt of a fact that was just written, or whose proof is not wanted.</summary>
    public static ReceiptProof Pending(WrittenFact fact) => new()
    {
        FactId = fact.Id,
        Body = fact.Body,
        Salt = fact.Salt,
        Commitment = new Commitment(Hash32.From(fact.Commitment)),
        State = ReceiptState.Pending,
    };

    /// <summary>The receipt of a fact, with its proof where it is in the tree. For the fact's owner alone: it holds the body.</summary>
    public async Task<ReceiptProof> OfAsync(WrittenFact fact, CancellationToken cancel)
    {
        var pending = Pending(fact);
        return await FindAsync(fact.Id, cancel) is { Proof: { } proof }
            ? pending with
            {
                State = ReceiptState.Included,
                LeafIndex = proof.LeafIndex,
                TreeSize = proof.TreeSize,
                Inclusion = proof.Inclusion,
                Checkpoint = proof.Checkpoint,
            }
            : pending;
    }

    /// <summary>Where a fact is; null where there is none of that id.</summary>
    public async Task<TrailPlace?> FindAsync(Guid fact, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        // The tree again after the waiting: between the two looks the fact may have been taken.
        return await InTreeAsync(connection, fact, cancel)
            ?? await WaitingAsync(connection, fact, cancel)
            ?? await InTreeAsync(connection, fact, cancel);
    }

    /// <summary>Ids of facts in a bucket that are not in the tree yet.</summary>
    public async Task<IReadOnlySet<Guid>> WaitingAsync(short bucket, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command("select fact_id from unsequenced where bucket = @bucket").With("bucket", bucket);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var waiting = new HashSet<Guid>();
        while (await reader.ReadAsync(cancel))
            waiting.Add(reader.GuidAt(0));
        return waiting;
    }

    private static async Task<TrailPlace?> InTreeAsync(DbConnection connection, Guid fact, CancellationToken cancel)
    {
        // One snapshot, so that leaf, tiles and checkpoint are of one tree.
        await using var snapshot = await connection.BeginSnapshotAsync(cancel);
        if (await LeafAsync(connection, snapshot, fact, cancel) is not { } leaf
            || await TrailRows.CheckpointAsync(connection, snapshot, cancel) is not { } note)
            return null;

        var size = Checkpoint.Parse(SignedNote.Parse(note).Value!.Text).Value!.Size;
        var tiles = await TrailRows.ReaderAsync(connection, snapshot, InclusionProof.TilesFor(leaf.Index, size), cancel);
        var proof = InclusionProof.Compute(leaf.Index, size, tiles);
        return new TrailPlace(fact, leaf.Commitment, new InclusionOf(leaf.Index, size, proof, note));
    }

    private static async Task<(long Index, Commitment Commitment)?> LeafAsync(
        DbConnection connection, DbTransaction snapshot, Guid fact, CancellationToken cancel)
    {
        await using var select = connection.Command(
            "select position, commitment from trail_entry where fact_id = @fact", snapshot).With("fact", fact);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? (reader.GetInt64(0), new Commitment(Hash32.From(reader.BytesAt(1))))
            : null;
    }

    // A fan-out read: those who wait are few and gone within a second, and the id alone does not tell the bucket.
    private static async Task<TrailPlace?> WaitingAsync(DbConnection connection, Guid fact, CancellationToken cancel)
    {
        await using var select = connection.Command(
            FanOut.WaitingFact.Sql("select commitment from unsequenced where fact_id = @fact")).With("fact", fact);
        return await select.ExecuteScalarAsync(cancel) is byte[] commitment
            ? new TrailPlace(fact, new Commitment(Hash32.From(commitment)), null)
            : null;
    }
}
