using System.Data.Common;
using System.Diagnostics.Metrics;
using Ombud.Database;
using Ombud.Shared;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Sequencing;

/// <summary>
/// Takes facts into the tree, in batches, at most about a second after they were committed. One sequencer at a time,
/// under a lease; it reads the rows that wait, never a clock, so that nothing is passed over.
/// </summary>
/// <remarks>
/// A tree that does not go on from the journal's newest checkpoint is never signed: facts wait until the right database or
/// journal is put back. The checkpoint's line is written after the commit, so that no line tells of a tree that never was;
/// a kill in between leaves one line missing, which is made up for before anything else is signed.
/// </remarks>
internal sealed partial class Sequencer(
    Db db, Leases leases, TrailKey trailKey, Journal journal, JournalAgreement agreement, TimeProvider time,
    ILogger<Sequencer> logger) : BackgroundService
{
    private const string Lease = "sequencer";
    private const int BatchMax = 4096;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly Counter<long> Entries = Telemetry.Meter.CreateCounter<long>(
        "ombud.trail.entries", "{fact}", "Facts that were taken into the tree.");

    // The builder as it was after the last commit; thrown away whenever anything went otherwise than planned.
    private TileBuilder? _tiles;

    // Size of the tree with which the journal was last known to agree.
    private long? _agreed;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Why nothing is signed; null while all is well.</summary>
    public TrailCheck? Refusal { get; private set; }

    /// <summary>When it last looked for facts that wait, or null before the first time.</summary>
    public DateTimeOffset? LookedAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // At the start even where no fact waits, so that the operator hears of it then and not with the first visitor.
                var taken = LookedAt is null ? await BeginAsync(stoppingToken) : await SequenceAsync(stoppingToken);
                LookedAt = time.GetUtcNow();
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
                pause = LongestPause;
                LogFailed(failure.GetType().Name);
            }
#pragma warning restore CA1031
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    /// <summary>Takes one batch into the tree.</summary>
    /// <returns>How many facts; 0 where none wait or somebody else sequences.</returns>
    public async Task<int> SequenceAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Looked at before the lease is taken, which writes: an idle machine idles.
            return await AnyWaitAsync(cancel) && await leases.TakeAsync(Lease, LeaseLength, cancel) is { } fence
                ? await TakeBatchAsync(fence, cancel)
                : 0;
        }
        catch
        {
            (_tiles, _agreed) = (null, null);
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<int> BeginAsync(CancellationToken cancel)
    {
        if (await agreement.CheckAsync(cancel) is { Standing: not TrailStanding.Continues } refusal)
            Refuse(refusal);
        return await SequenceAsync(cancel);
    }

    private async Task<int> TakeBatchAsync(long fence, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await Leases.HoldsAsync(connection, transaction, Lease, fence, cancel))
            return 0;

        var batch = await ReadBatchAsync(connection, transaction, cancel);
        if (batch.Count == 0)
            return 0;

        var size = await TrailRows.SizeAsync(connection, transaction, cancel);
        if (_agreed != size && !await AgreesAsync(connection, transaction, cancel))
            return 0;

        using var span = Telemetry.Source.StartActivity("sequence");
        var tiles = _tiles is { } known && known.Size == size
            ? known
            : TileBuilder.Resume(size, await TrailRows.RightEdgeAsync(connection, transaction, size, cancel));
        _tiles = null;

        var changed = tiles.Append(batch.Select(fact => new Commitment(Hash32.From(fact.Commitment)).LeafHash()).ToArray());
        var signer = await trailKey.SignerAsync(cancel);
        var note = Checkpoint.Of(signer.Verifier.Name, tiles.Size, tiles.Root()).Sign(signer).ToString();
        await TrailRows.WriteAsync(connection, transaction, size, batch, changed, note, time.GetUtcNow(), cancel);

        // Before the commit: what the journal lacks after a crash is still waiting here and is taken again.
        if (batch.Where(fact => fact.Journal is not null).Select(fact => fact.Journal!).ToList() is { Count: > 0 } lines)
            await journal.AppendAsync(lines, cancel);
        await transaction.CommitAsync(cancel);
        await journal.AppendAsync([Journal.LineOf(note)], cancel);
        (_tiles, _agreed) = (tiles, tiles.Size);
        Entries.Add(batch.Count);
        span?.SetTag("ombud.rows", batch.Count);
        return batch.Count;
    }

    private async Task<bool> AgreesAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        var check = await agreement.CheckAsync(connection, transaction, cancel);
        if (check.Standing is not TrailStanding.Continues)
        {
            Refuse(check);
            return false;
        }
        if (check.Missing is { } note)
            await journal.AppendAsync([Journal.LineOf(note)], cancel);
        Refusal = null;
        return true;
    }

    private void Refuse(TrailCheck check)
    {
        if (Refusal?.Standing != check.Standing)
            LogRefused(check.Standing, check.Size, check.Signed, check.Advice);
        Refusal = check;
    }

    private async Task<bool> AnyWaitAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.AnyWaiting.Sql("select 1 from unsequenced limit 1"));
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task<List<UnsequencedRow>> ReadBatchAsync(
        DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var select = connection.Command(FanOut.WaitingFacts.Sql(
            """
            select bucket, fact_id, commitment, journal
            from   unsequenced
            order  by fact_id
            limit  @batch
            """), transaction).With("batch", BatchMax);
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

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Nothing is signed ({Standing}): the tree has {Size} leaves, the journal's newest checkpoint {Signed}. {Advice}")]
    private partial void LogRefused(TrailStanding standing, long size, long signed, string advice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Facts could not be taken into the tree ({Error}); trying again")]
    private partial void LogFailed(string error);
}
