using System.Data.Common;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Shared;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Assurance.Controls;

/// <summary>
/// The tree computed anew from its entries has the root that the newest checkpoint signs, its stored tiles are those of
/// that tree, and every fact stands in it with the commitment it has. What was verified before is carried on for a day;
/// then everything is read again from the first entry.
/// </summary>
internal sealed class TrailVerifies(Db db, TrailKey key, TimeProvider time) : IControl
{
    private const int PageSize = 5_000;
    private static readonly TimeSpan FullEvery = TimeSpan.FromDays(1);
    private TileBuilder _verified = new();
    private DateTimeOffset _fullAt = DateTimeOffset.MinValue;

    public string Id => "trail-verifies";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var isFull = time.GetUtcNow() - _fullAt > FullEvery;
        if (isFull)
            (_verified, _fullAt) = (new TileBuilder(), time.GetUtcNow());

        await using var connection = await db.OpenAsync(cancel);
        await using var snapshot = await connection.BeginSnapshotAsync(cancel);
        var size = await TrailRows.SizeAsync(connection, snapshot, cancel);
        if (await TrailRows.CheckpointAsync(connection, snapshot, cancel) is not { } note)
            return size == 0 ? Measurement.Good("ingen händelse än", "no fact yet")
                : Amiss("ingen signerad kontrollpunkt finns kvar", "no checkpoint is left");

        var signer = await key.SignerAsync(cancel);
        var opened = Checkpoint.Open(note, signer.Verifier);
        if (!opened.IsOk)
            return Amiss("signaturen stämmer inte", "the signature is wrong");
        if (opened.Value.Size < _verified.Size)
            return Amiss("liggaren har krympt", "the trail has shrunk");
        if (opened.Value.Size != size)
            return Amiss($"{size} poster, {opened.Value.Size} undertecknade", $"{size} entries, {opened.Value.Size} signed");
        if (!await ReadOnAsync(connection, snapshot, size, cancel))
            return Amiss($"en ruta stämmer inte före post {_verified.Size}", $"a tile differs before entry {_verified.Size}");
        if (_verified.Size != size || _verified.Root() != opened.Value.Root)
            return Amiss($"roten stämmer inte vid post {_verified.Size}", $"the root differs at entry {_verified.Size}");
        if (isFull && await StrayFactsAsync(connection, snapshot, cancel) is > 0 and var stray)
            return Amiss($"{stray} händelser stämmer inte med liggaren", $"{stray} facts differ from the trail");
        return Measurement.Good($"verifierad till post {size}", $"verified to entry {size}");
    }

    // What was found amiss is not carried on: the next time everything is read again.
    private Measurement Amiss(string sv, string en)
    {
        _fullAt = DateTimeOffset.MinValue;
        return Measurement.Bad(sv, en);
    }

    /// <returns>False where a stored tile is not the tree's.</returns>
    private async Task<bool> ReadOnAsync(DbConnection connection, DbTransaction snapshot, long size, CancellationToken cancel)
    {
        while (_verified.Size < size)
        {
            var leaves = await LeavesAsync(connection, snapshot, _verified.Size, Math.Min(size, _verified.Size + PageSize), cancel);
            if (leaves.Length == 0)
                return true;
            foreach (var tile in _verified.Append(leaves))
            {
                var stored = await TrailRows.TileAsync(connection, snapshot, tile.Id, cancel);
                if (stored is null || !stored.AsSpan().StartsWith(tile.Bytes.Span))
                    return false;
            }
        }
        return true;
    }

    private static async Task<Hash32[]> LeavesAsync(
        DbConnection connection, DbTransaction snapshot, long from, long to, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select commitment
            from   trail_entry
            where  position >= @from and position < @to
            order  by position
            """, snapshot).With("from", from).With("to", to);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var leaves = new List<Hash32>();
        while (await reader.ReadAsync(cancel))
            leaves.Add(new Commitment(Hash32.From(reader.BytesAt(0))).LeafHash());
        return [.. leaves];
    }

    /// <summary>Facts that stand in the tree with another commitment, or neither stand in it nor wait for it.</summary>
    private static async Task<long> StrayFactsAsync(DbConnection connection, DbTransaction snapshot, CancellationToken cancel)
    {
        var stray = 0L;
        for (var bucket = (short)0; bucket < Bucket.Count; bucket++)
        {
            stray += await CountAsync(
                """
                select count(*)
                from   fact f left join trail_entry t on t.fact_id = f.fact_id
                where  f.bucket = @bucket
                and    (t.commitment <> f.commitment or t.fact_id is null
                        and not exists (select 1 from unsequenced u where u.bucket = @bucket and u.fact_id = f.fact_id))
                """, bucket);
            stray += await CountAsync(
                """
                select count(*)
                from   clear_fact f left join trail_entry t on t.fact_id = f.fact_id
                where  f.bucket = @bucket
                and    (t.commitment <> f.commitment or t.fact_id is null
                        and not exists (select 1 from unsequenced u where u.bucket = @bucket and u.fact_id = f.fact_id))
                """, bucket);
        }
        return stray;

        async Task<long> CountAsync(string sql, short bucket)
        {
            await using var count = connection.Command(sql, snapshot).With("bucket", bucket);
            return (long)(await count.ExecuteScalarAsync(cancel))!;
        }
    }
}
