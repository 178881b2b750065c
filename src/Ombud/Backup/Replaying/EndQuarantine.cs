using System.Data.Common;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Shared;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Backup.Replaying;

/// <summary>What was replayed, and how the trail stood to the journal.</summary>
internal sealed record Replayed(RestoreMark Mark, TrailCheck Check, int Erased, int Told, int Ended);

/// <summary>
/// Lifts the mark with the fact that says so, in one commit. Where leaves were lost, that fact opens a trail of a new name: the
/// old one never gets a second history.
/// </summary>
/// <remarks>
/// The leaves that are left are leaves of the new trail too, at their places, so that whoever holds a receipt of one can still
/// prove it; what was signed over them before stays consistent with it. Only the lost ones are in none.
/// </remarks>
internal sealed class EndQuarantine(Db db, TrailKey key, Journal journal, FactBodies bodies, TimeProvider time)
{
    /// <summary>Ends it.</summary>
    /// <returns>The fact.</returns>
    public async Task<DatabaseRestored> RunAsync(Replayed replayed, CancellationToken cancel)
    {
        var fact = await FactOfAsync(replayed, cancel);
        var now = Micros.Truncate(time.GetUtcNow());
        var written = bodies.Write(Guid.CreateVersion7(now), null, fact, now);
        // Before the commit: a name that was once meant is never used for another tree, killed in between or not.
        if (fact.Missing > 0)
            await journal.AppendAsync([TrailNames.LineOf(fact.Origin)], cancel);

        string? note = null;
        using (await db.Gate.EnterAsync(cancel))
        {
            await using var connection = await db.OpenAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var rows = new LedgerRows();
            rows.AddClear(written);
            await LedgerStatements.For(connection, transaction).WriteAsync(rows, now, cancel);
            if (fact.Missing > 0)
                note = await OpenTrailAsync(connection, transaction, fact, written, cancel);
            await RestoreMark.LiftAsync(connection, transaction, cancel);
            await transaction.CommitAsync(cancel);
        }
        if (note is not null)
            await journal.AppendAsync([Journal.LineOf(note)], cancel);
        key.Forget();
        return fact;
    }

    private async Task<DatabaseRestored> FactOfAsync(Replayed replayed, CancellationToken cancel)
    {
        var (mark, check) = (replayed.Mark, replayed.Check);
        var names = await TrailNames.ReadAsync(journal, key, cancel);
        var missing = check.Standing is TrailStanding.Behind ? Math.Max(1, check.Signed - check.Size) : 0;
        var origin = missing > 0 ? key.OriginOf(names.NewestEra + 1) : (await key.SignerAsync(cancel)).Verifier.Name;
        return new DatabaseRestored(
            mark.Backup, mark.MadeAt, check.Size, missing, origin, names.NewestNote, replayed.Erased, replayed.Told, replayed.Ended);
    }

    // The fact is taken into the tree before all that waits, as the sequencer would, but under the new name.
    private async Task<string> OpenTrailAsync(
        DbConnection connection, DbTransaction transaction, DatabaseRestored fact, WrittenFact written, CancellationToken cancel)
    {
        var size = await TrailRows.SizeAsync(connection, transaction, cancel);
        var tiles = TileBuilder.Resume(size, await TrailRows.RightEdgeAsync(connection, transaction, size, cancel));
        var changed = tiles.Append([new Commitment(Hash32.From(written.Commitment)).LeafHash()]);
        var signer = await key.SignerOfAsync(key.EraOf(fact.Origin), cancel);
        var note = Checkpoint.Of(fact.Origin, tiles.Size, tiles.Root()).Sign(signer).ToString();
        var leaf = new UnsequencedRow { Bucket = Bucket.Of(written.Id), FactId = written.Id, Commitment = written.Commitment };
        await TrailRows.WriteAsync(connection, transaction, size, [leaf], changed, note, time.GetUtcNow(), cancel);
        return note;
    }
}
