using System.Data.Common;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Sweeping;
using Ombud.Database;
using Ombud.Log.Writing;

namespace Ombud.Systems.Sweeping;

/// <summary>
/// Erases in the connected systems what is past its time, by the periods of their descriptions (promise
/// <c>retention.delete-or-anonymise</c>): all that are due at once and each for itself, table by table, in small transactions, under a
/// lease. Killed in the middle, the next one goes on with the table at which it was, in which what went is not found again.
/// </summary>
internal sealed partial class SweepInSystems(
    SystemSweepState state, SpareHeld spare, ReachSystem reach, Ledger ledger, Leases leases, TimeProvider time,
    ILogger<SweepInSystems> logger)
{
    private const string Lease = "system-sweep";
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(60);

    private int _isSweeping;

    /// <summary>Sweeps every system that is due.</summary>
    /// <param name="only">Id of the one that is swept now, due or not; null for all that are.</param>
    /// <returns>How many rows went, or lost what was personal; null where somebody else sweeps.</returns>
    public async Task<int?> RunAsync(CancellationToken cancel, string? only = null)
    {
        if (state.Swept.Count == 0)
            return 0;
        // The lease is the process's: within it, staff and the night do not sweep at once either.
        if (Interlocked.Exchange(ref _isSweeping, 1) == 1)
            return null;
        try
        {
            return await RunAloneAsync(only, cancel);
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }

    private async Task<int?> RunAloneAsync(string? only, CancellationToken cancel)
    {
        if (await leases.TakeAsync(Lease, LeaseLength, cancel) is not { } fence)
            return null;

        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var keeping = KeepAsync(fence, mine);
        try
        {
            var due = new List<(ConnectedSystem System, SystemSweepRow Row)>();
            foreach (var system in state.Swept)
            {
                var row = await state.OfAsync(system.Id, mine.Token);
                if (only is null ? row.DueAt <= time.GetUtcNow() : system.Id == only)
                    due.Add((system, row));
            }
            return (await Task.WhenAll(due.Select(one => SweepAsync(one.System, one.Row, mine.Token)))).Sum();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Taken over: the other goes on from what was written down.
            return null;
        }
        finally
        {
            await mine.CancelAsync();
            await keeping;
        }
    }

    // However long a system takes for a batch, nobody else begins.
    private async Task KeepAsync(long fence, CancellationTokenSource mine)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LeaseLength / 3, time, mine.Token);
                if (await leases.TakeAsync(Lease, LeaseLength, mine.Token) != fence)
                    break;
            }
            await mine.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // Done.
        }
#pragma warning disable CA1031 // Whatever it was: without the lease nothing is gone on with.
        catch (Exception failure)
        {
            LogLost(failure.GetType().Name);
            await mine.CancelAsync();
        }
#pragma warning restore CA1031
    }

    private async Task<int> SweepAsync(ConnectedSystem system, SystemSweepRow row, CancellationToken cancel)
    {
        var reached = await reach.RunLongAsync(system, connector => RunTablesAsync(system, connector, row, cancel), cancel);
        return reached.Problem is { } problem ? await PutOffAsync(row, reached.Table ?? row.TableName, problem, cancel) : reached.Result;
    }

    private async Task<int> RunTablesAsync(
        ConnectedSystem system, IConnector connector, SystemSweepRow row, CancellationToken cancel)
    {
        row.RunDay ??= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var tables = system.Plan.EraseOrder.Where(table => table.Retention is not null).ToList();
        var first = Math.Max(0, tables.FindIndex(table => table.Name == row.TableName));
        foreach (var table in tables[first..])
            await RunTableAsync(system, connector, table, row, cancel);

        (row.LastRunAt, row.DueAt) = (Micros.Truncate(time.GetUtcNow()), state.NextNight());
        (row.LastGone, row.LastStayed, row.LastLeft) = (row.RunGone, row.RunStayed, row.RunLeft);
        (row.RunDay, row.TableName, row.ReceiptId, row.RunGone, row.RunStayed, row.RunLeft) = (null, null, null, 0, 0, 0);
        await state.SaveAsync(row, cancel);
        return row.LastGone;
    }

    private async Task RunTableAsync(
        ConnectedSystem system, IConnector connector, TableDescription table, SystemSweepRow row, CancellationToken cancel)
    {
        if (row.TableName != table.Name || row.ReceiptId is null)
        {
            (row.TableName, row.ReceiptId) = (table.Name, Guid.CreateVersion7(time.GetUtcNow()));
            (row.Deleted, row.Overwritten, row.Left) = (0, 0, 0);
        }
        // Those that stay are met again after a kill, those that went are not.
        (row.Spared, row.Referred) = (0, 0);
        await NoteAsync(row, cancel);
        object[]? after = null;
        do
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(ReachSystem.AtMost);
            var swept = await SweepTable.RunAsync(system.Plan, connector, table, row.RunDay!.Value, after, spare.RunAsync, limit.Token);
            (row.Deleted, row.Overwritten) = (row.Deleted + swept.Deleted, row.Overwritten + swept.Overwritten);
            (row.Spared, row.Referred, row.Left) = (row.Spared + swept.Spared, row.Referred + swept.Referred, row.Left + swept.Left);
            await NoteAsync(row, cancel);
            after = swept.Next;
        }
        while (after is not null);

        await GiveReceiptAsync(row, cancel);
        (row.RunGone, row.RunStayed, row.RunLeft) = (
            row.RunGone + row.Deleted + row.Overwritten, row.RunStayed + row.Spared + row.Referred, row.RunLeft + row.Left);
        row.ReceiptId = null;
    }

    private async Task NoteAsync(SystemSweepRow row, CancellationToken cancel)
    {
        (row.TriedAt, row.Attempts, row.ProblemTable, row.Problem) = (Micros.Truncate(time.GetUtcNow()), 0, null, null);
        await state.SaveAsync(row, cancel);
    }

    private async Task GiveReceiptAsync(SystemSweepRow row, CancellationToken cancel)
    {
        if (row.Deleted + row.Overwritten + row.Left == 0)
            return;
        try
        {
            await ledger.AppendAsync(
                new Append(null, new SweptInSystem(
                    row.System, row.TableName!, row.Deleted, row.Overwritten, row.Spared, row.Referred, row.Left))
                {
                    Id = row.ReceiptId,
                }, cancel);
        }
        catch (DbException failure) when (DbFailure.IsUnique(failure))
        {
            // Given before a kill.
        }
    }

    private async Task<int> PutOffAsync(SystemSweepRow row, string? table, string problem, CancellationToken cancel)
    {
        row.Attempts++;
        var now = Micros.Truncate(time.GetUtcNow());
        (row.TriedAt, row.DueAt) = (now, now + ReachSystem.AgainAfter(row.Attempts));
        (row.ProblemTable, row.Problem) = (table, problem);
        await state.SaveAsync(row, cancel);
        return row.RunGone + row.Deleted + row.Overwritten;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the sweep of connected systems was lost ({Error})")]
    private partial void LogLost(string error);
}
