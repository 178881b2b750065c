using System.Data.Common;
using Ombud.Database;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Sequencing;

/// <summary>How the stored tree stands to what was signed before, as the journal remembers it.</summary>
internal enum TrailStanding
{
    /// <summary>The tree goes on from the newest checkpoint of the journal: signing is safe.</summary>
    Continues,

    /// <summary>The tree has fewer leaves than were signed: an older copy of the database was put back.</summary>
    Behind,

    /// <summary>The tree has other leaves than were signed.</summary>
    Differs,

    /// <summary>The database knows checkpoints that the journal lacks: an older journal was put back, or it is gone.</summary>
    JournalOlder,
}

/// <summary>What was found when tree and journal were compared.</summary>
/// <param name="Size">Number of leaves in the tree.</param>
/// <param name="Signed">Number of leaves in the journal's newest checkpoint.</param>
/// <param name="Missing">The newest checkpoint where a kill kept its line from the journal, and no more than that.</param>
internal sealed record TrailCheck(TrailStanding Standing, long Size, long Signed, string? Missing = null)
{
    /// <summary>What to do about it, for the operator's log.</summary>
    public string Advice => Standing switch
    {
        TrailStanding.Continues => "Nothing.",
        TrailStanding.Behind => "The database is older than the journal: put back the newest backup of the data.",
        TrailStanding.Differs => "The database is not the one that was signed: put back the newest backup of the data.",
        TrailStanding.JournalOlder => "The journal is older than the database, or gone: put back the newest journal.jsonl.",
    };
}

/// <summary>
/// Compares the stored tree with the newest checkpoint of the journal, which lies beside the keys and in no backup set with
/// the data. Whoever signs a tree that does not go on from it would show two histories under one name.
/// </summary>
internal sealed class JournalAgreement(Db db, Journal journal, TrailKey key)
{
    private const int TriesMax = 3;

    /// <summary>Compares now, while others may sequence.</summary>
    public async Task<TrailCheck> CheckAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        for (var attempt = 1; ; attempt++)
        {
            // The journal first: what is committed after it was read can only make the tree longer.
            var signed = await NewestSignedAsync(cancel);
            await using var snapshot = await connection.BeginSnapshotAsync(cancel);
            var check = await CompareAsync(signed, connection, snapshot, cancel);
            if (check.Standing is not TrailStanding.JournalOlder || attempt == TriesMax)
                return check;
        }
    }

    /// <summary>Compares in a transaction that keeps others from sequencing.</summary>
    public async Task<TrailCheck> CheckAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
        await CompareAsync(await NewestSignedAsync(cancel), connection, transaction, cancel);

    private async Task<TrailCheck> CompareAsync(
        (int Era, Checkpoint Checkpoint)? newest, DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        var size = await TrailRows.SizeAsync(connection, transaction, cancel);
        var notes = await TrailRows.CheckpointsAsync(connection, transaction, 2, cancel);
        var signed = newest?.Checkpoint;
        var known = new List<(int Era, Checkpoint Checkpoint)>();
        foreach (var note in notes)
        {
            if (await key.OpenAsync(note, cancel) is not { } opened)
                return new TrailCheck(TrailStanding.Differs, size, signed?.Size ?? 0);
            known.Add(opened);
        }

        // What was signed under a later name: the database is from before the trail was begun anew.
        var era = known.Count > 0 ? known[0].Era : 1;
        if (signed is not null && newest!.Value.Era > era)
            return new TrailCheck(TrailStanding.Behind, size, signed.Size);
        if (signed is not null && newest!.Value.Era == era)
        {
            if (signed.Size > size)
                return new TrailCheck(TrailStanding.Behind, size, signed.Size);
            var edge = await TrailRows.RightEdgeAsync(connection, transaction, signed.Size, cancel);
            if (TileBuilder.Resume(signed.Size, edge).Root() != signed.Root)
                return new TrailCheck(TrailStanding.Differs, size, signed.Size);
        }

        // A kill between the commit and the journal's line loses one line; it is written then. More is no kill.
        var lacks = known.TakeWhile(one => newest is not { } last || one.Era > last.Era || one.Checkpoint.Size > last.Checkpoint.Size)
            .Count();
        return lacks > 1
            ? new TrailCheck(TrailStanding.JournalOlder, size, signed?.Size ?? 0)
            : new TrailCheck(TrailStanding.Continues, size, signed?.Size ?? 0, lacks == 1 ? notes[0] : null);
    }

    // By era and size, not by place: a process that was slow may have appended an older line after a newer one.
    private async Task<(int Era, Checkpoint Checkpoint)?> NewestSignedAsync(CancellationToken cancel)
    {
        (int Era, Checkpoint Checkpoint)? newest = null;
        foreach (var note in await journal.NewestCheckpointsAsync(cancel))
        {
            if (await key.OpenAsync(note, cancel) is { } one
                && (newest is not { } best || (one.Era, one.Checkpoint.Size).CompareTo((best.Era, best.Checkpoint.Size)) > 0))
                newest = one;
        }
        return newest;
    }
}
