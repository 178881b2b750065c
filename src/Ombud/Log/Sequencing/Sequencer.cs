using System.Data.Common;
using Ombud.Database;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Sequencing;

/// <summary>
/// Takes facts into the tree, in batches, at most about a second after they were committed. One sequencer at a time,
/// under a lease; it reads the rows that wait, never a clock, so that nothing is passed over.
/// </summary>
internal sealed partial class Sequencer(
    Db db, Leases leases, TrailKey trailKey, Journal journal, TimeProvider time, ILogger<Sequencer> logger) : BackgroundService
{
    private const string Lease = "sequencer";
    private const int BatchMax = 4096;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // The builder as it was after the last commit; thrown away whenever anything went otherwise than planned.
    private TileBuilder? _tiles;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var taken = await SequenceAsync(stoppingToken);
                pause = taken > 0 ? ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                if (taken == BatchMax)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A full disk under the journal, or a server that is away: whatever it was, serving goes on.
            catch (Exception failure)
            {
                _tiles = null;
                pause = LongestPause;
                LogFailed(failure);
            }
#pragma warning restore CA1031
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>Takes one batch into the tree.</summary>
    /// <returns>How many facts; 0 where none wait or somebody else sequences.</returns>
    public async Task<int> SequenceAsync(CancellationToken cancel)
    {
        // Looked at before the lease is taken, which writes: an idle machine idles.
        if (!await AnyWaitAsync(cancel) || await leases.TakeAsync(Lease, LeaseLength, cancel) is not { } fence)
            return 0;

        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await Leases.HoldsAsync(connection, transaction, Lease, fence, cancel))
            return 0;

        var batch = await ReadBatchAsync(connection, transaction, cancel);
        if (batch.Count == 0)
            return 0;

        var size = await TrailRows.SizeAsync(connection, transaction, cancel);
        var tiles = _tiles is { } known && known.Size == size
            ? known
            : TileBuilder.Resume(size, await TrailRows.RightEdgeAsync(connection, transaction, size, cancel));
        _tiles = null;

        var changed = tiles.Append(batch.Select(fact => new Commitment(Hash32.From(fact.Commitment)).LeafHash()).ToArray());
        var checkpoint = Checkpoint.Of(trailKey.Origin, tiles.Size, tiles.Root());
        var note = checkpoint.Sign(await trailKey.SignerAsync(cancel)).ToString();
        await TrailRows.WriteAsync(connection, transaction, size, batch, changed, note, time.GetUtcNow(), cancel);

        // Before the commit: what the journal lacks after a crash is still waiting here and is taken again.
        await journal.AppendAsync([.. batch.Where(fact => fact.Journal is not null).Select(fact => fact.Journal!),
            Journal.LineOf(note)], cancel);
        await transaction.CommitAsync(cancel);
        _tiles = tiles;
        return batch.Count;
    }

    private async Task<bool> AnyWaitAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command("select 1 from unsequenced limit 1");
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task<List<UnsequencedRow>> ReadBatchAsync(
        DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select bucket, fact_id, commitment, journal
            from   unsequenced
            order  by fact_id
            limit  @batch
            """, transaction).With("batch", BatchMax);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var batch = new List<UnsequencedRow>();
        while (await reader.ReadAsync(cancel))
        {
            batch.Add(new UnsequencedRow
            {
                Bucket = reader.GetInt16(0), FactId = reader.GuidAt(1), Commitment = reader.BytesAt(2),
                Journal = await reader.IsDBNullAsync(3, cancel) ? null : reader.GetString(3),
            });
        }
        return batch;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Facts could not be taken into the tree; trying again")]
    private partial void LogFailed(Exception failure);
}
