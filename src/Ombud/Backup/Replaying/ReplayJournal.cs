using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Database.Locking;
using Ombud.Log.Sequencing;

namespace Ombud.Backup.Replaying;

/// <summary>
/// What a start does with a database that was put back: tells it of everything the journal knows and it does not, before
/// anything is answered (promise <c>retention.backups</c>). Killed in the middle, the next start does it again.
/// </summary>
internal sealed partial class ReplayJournal(
    Db db, StorageOptions storage, Journal journal, JournalAgreement agreement, TrailKey key, ReplaySuppressions suppressions,
    ReplayErasures erasures, ReplayWills wills, ReplayEnds ends, EndQuarantine end, ILogger<ReplayJournal> logger)
{
    private const string Lock = "replay";

    // Clocks of processes differ, and a moment is taken before its commit; what is known already is passed over anyway.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>Replays where the database bears the mark.</summary>
    /// <exception cref="ConfigurationException">The journal is missing, older than the database or of another history.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await RestoreMark.ReadAsync(db, cancel) is null)
            return;
        // Of several processes that start at once one replays, and the others wait for it.
        await using var only = await StartLock.TakeAsync(db, storage, Lock, cancel);
        if (await RestoreMark.ReadAsync(db, cancel) is not { } mark)
        {
            key.Forget();
            return;
        }

        LogQuarantined(mark.MadeAt);
        await RestoreMark.FreeLeasesAsync(db, Lock, cancel);
        var check = await CheckAsync(cancel);
        var replayed = await ReplayAsync(mark, check, cancel);
        var fact = await end.RunAsync(replayed, cancel);
        LogRestored(mark.MadeAt, fact.Erased, fact.Told, fact.Ended);
        if (fact.Missing > 0)
            LogReopened(fact.Missing, fact.Origin);
    }

    private async Task<TrailCheck> CheckAsync(CancellationToken cancel)
    {
        if (!File.Exists(journal.File))
        {
            throw new ConfigurationException([
                $"The database was put back from a backup, but there is no journal {journal.File}. Put the newest journal.jsonl there: "
                + "without it people who were erased since the backup would come back."]);
        }
        var check = await agreement.CheckAsync(cancel);
        return check.Standing is TrailStanding.Continues or TrailStanding.Behind
            ? check
            : throw new ConfigurationException([$"The database was put back from a backup. {check.Advice}"]);
    }

    private async Task<Replayed> ReplayAsync(RestoreMark mark, TrailCheck check, CancellationToken cancel)
    {
        var (erased, said, ended) = (new Dictionary<Guid, JournalReceipt>(), new Dictionary<object, JournalReceipt>(),
            new List<JournalReceipt>());
        await foreach (var line in JournalReceipt.ReadAsync(journal, mark.MadeAt - Margin, cancel))
        {
            if (line.Kind is "subject.erased")
                erased[line.Subject.Value] = line;
            else if (ReplayWills.Kinds.Contains(line.Kind))
                said[ReplayWills.About(line)] = line;
            else if (line.Records.Count > 0 && ReplayEnds.Kinds.Contains(line.Kind, StringComparer.Ordinal))
                ended.Add(line);
        }

        var (people, told) = (0, 0);
        // The newest first: who had been joined into another since is erased after that one, whose receipt theirs is.
        foreach (var line in erased.Values.OrderByDescending(line => line.At))
        {
            if (!await erasures.IsDoneAsync(line.Subject, cancel) && await erasures.RunAsync(line, cancel))
                people++;
        }
        await suppressions.ReplayAsync(cancel);
        foreach (var line in said.Values.OrderBy(line => line.At))
            told += await wills.RunAsync(line, cancel) ? 1 : 0;
        var gone = await ends.SweepAsync(cancel);
        foreach (var line in ended)
            gone += await ends.RunAsync(line, cancel);
        return new Replayed(mark, check, people, told, gone);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The database was put back from the backup of {MadeAt:u}; nothing is answered until the journal was replayed")]
    private partial void LogQuarantined(DateTimeOffset madeAt);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Replayed the journal over the backup of {MadeAt:u}: {Erased} people erased again, {Told} answers told again, "
            + "{Ended} records ended")]
    private partial void LogRestored(DateTimeOffset madeAt, int erased, int told, int ended);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Missing} signed leaves of the trail are lost: it goes on as {Origin}, whose first fact says so")]
    private partial void LogReopened(long missing, string origin);
}
