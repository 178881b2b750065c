using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Log.Sequencing;
using Ombud.Trail.Notes;

namespace Ombud.Backup.Restoring;

/// <summary>
/// Looks whether the journal is the one that belongs to a backup and is at least as new as everything else that is known: without it
/// nobody would know who was erased since.
/// </summary>
/// <param name="File">The journal.</param>
/// <param name="First">The trail's first origin.</param>
/// <param name="Seed">The bytes that sign checkpoints; null where nothing was signed.</param>
internal sealed record JournalLook(string File, string First, byte[]? Seed)
{
    private string Remedy => $"Put the newest journal.jsonl at {File} and restore again.";

    /// <summary>Reads it to its end.</summary>
    /// <param name="backup">The backup's newest checkpoint; null where nothing was signed before it.</param>
    /// <param name="present">The newest checkpoint of the database that is there; null where there is none that can be read.</param>
    /// <exception cref="BackupRefusedException">It is missing, of another history, or older.</exception>
    public async Task CheckAsync(string? backup, string? present, CancellationToken cancel)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new BackupRefusedException(
                "There is no journal: without it people who were erased since the backup would come back. " + Remedy);
        }

        var (mine, theirs) = (Read(backup), Read(present));
        var (isThere, newest) = (mine is null, (Known?)null);
        await foreach (var line in System.IO.File.ReadLinesAsync(File, cancel))
        {
            if (Read(Journal.CheckpointIn(line)) is not { } known)
                continue;
            isThere |= known.IsSame(mine);
            if (newest is null || known.IsAtLeast(newest))
                newest = known;
        }

        if (newest is not null && !KeyRows.IsSignedBy(Seed, newest.Note))
            throw new BackupRefusedException("The journal's newest checkpoint is not signed by this installation's key. " + Remedy);
        if (mine is not null && (newest is null || !newest.IsAtLeast(mine)))
        {
            throw new BackupRefusedException(
                $"The journal is older than the backup ({newest?.Size ?? 0} leaves, not {mine.Size}). " + Remedy);
        }
        if (!isThere)
        {
            throw new BackupRefusedException(
                "The journal does not know the backup's checkpoint: it is of another history, or lines are missing. " + Remedy);
        }
        if (theirs is not null && (newest is null || !newest.IsAtLeast(theirs)))
        {
            throw new BackupRefusedException(
                $"The journal is older than the database that is there ({newest?.Size ?? 0} leaves, not {theirs.Size}). " + Remedy);
        }
    }

    private Known? Read(string? note)
    {
        if (note is null || SignedNote.Parse(note) is not { IsOk: true } parsed
            || Checkpoint.Parse(parsed.Value.Text) is not { IsOk: true } checkpoint
            || TrailKey.EraOf(First, checkpoint.Value.Origin) is not (> 0 and var era))
            return null;
        return new Known(era, checkpoint.Value.Size, checkpoint.Value.Root.ToBase64(), note);
    }

    private sealed record Known(int Era, long Size, string Root, string Note)
    {
        public bool IsAtLeast(Known other) => (Era, Size).CompareTo((other.Era, other.Size)) >= 0;

        public bool IsSame(Known? other) => other is not null && (Era, Size, Root) == (other.Era, other.Size, other.Root);
    }
}
