using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;

namespace Ombud.Consents.Suppression;

/// <summary>
/// Makes the list good from the journal where an older copy of the database was put back, before anything is answered: who
/// said no to marketing since the copy is not written to, whether they were erased since or not.
/// </summary>
internal sealed partial class ReplaySuppressions(
    JournalAgreement agreement, Journal journal, JournalHashes hashes, SuppressionList list, FollowSuppression others,
    Standings standings, Ledger ledger, ILogger<ReplaySuppressions> logger)
{
    /// <summary>Compares and, where the database is not the newest, makes good; repeating it changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        // Where there is no journal nothing was ever signed, or it was lost: which the sequencer refuses.
        if (!File.Exists(journal.File)
            || (await agreement.CheckAsync(cancel)).Standing is not (TrailStanding.Behind or TrailStanding.Differs))
            return;
        await ReplayAsync(cancel);
    }

    /// <summary>Makes good; repeating it changes nothing.</summary>
    public async Task ReplayAsync(CancellationToken cancel)
    {
        // The last word about each counts.
        var last = new Dictionary<(string Hash, byte Kind, string Key), HashLine>();
        await foreach (var line in hashes.ReadAsync(cancel))
            last[(Convert.ToHexStringLower(line.Hash.Hash), line.Hash.Kind, line.Word)] = line;
        var changed = 0;
        foreach (var line in last.Values)
        {
            if (await list.SetAsync(line.Hash, line.Word, line.At, cancel))
                changed++;
            if (line.Hash.IsListed)
                await ObjectAsync(line, cancel);
        }
        LogReplayed(changed);
    }

    // Who is still there may have lost the objection with what came after the copy; who only proved an address has no standing yet.
    private async Task ObjectAsync(HashLine line, CancellationToken cancel)
    {
        var subject = new SubjectId(line.Subject);
        var standing = await standings.FindAsync(subject, cancel);
        if (standing is { IsErased: true } || (standing is null && await list.HashAsync(subject, isListed: true, cancel) is null))
            return;
        if (standing?.Objections.GetValueOrDefault(line.Word) is not ObjectionState.Upheld)
            await ledger.AppendAsync(subject, new ObjectionMade(line.Word, ObjectionState.Upheld) { Hash = line.Hash }, cancel);
        await others.PassOnAsync(subject, cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The database is older than the journal: {Count} entries of the suppression list were made good from it")]
    private partial void LogReplayed(int count);
}
