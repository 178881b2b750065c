using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Retention.Ends;

/// <summary>Notes what periods run from, and works out anew when the person's records end, in one commit.</summary>
internal sealed class NoteAnchor(Changes changes, KeyRing keys, FactHistory history, RecordEnds ends)
{
    /// <summary>Notes that something happened.</summary>
    /// <returns>How many records end otherwise than before; null where the person has been erased or was never met.</returns>
    /// <exception cref="ArgumentException">The anchor is not an event of its own: collection and withdrawal are facts already.</exception>
    public async Task<int?> HappenedAsync(SubjectId subject, AnchorHappened happened, CancellationToken cancel)
    {
        if (happened.Anchor is Anchor.Collected or Anchor.EndOfFinancialYear or Anchor.ConsentWithdrawn)
            throw new ArgumentException("Such a moment is known without being noted.", nameof(happened));

        // Nobody we know: begin nothing, since beginning would make a key.
        if (await keys.FindAsync(KeyName.Facts(subject), cancel) is null)
            return null;
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased)
            return null;
        // Inside the change: whoever notes at the same time has committed before or waits.
        var anchors = await PersonAnchors.ReadAsync(history, subject, cancel);
        anchors.Add(happened);
        var changed = await ApplyAsync(change.Db, subject, anchors, change.Standing, cancel);
        await change.CommitAsync([happened], cancel);
        return changed;
    }

    /// <summary>Works out the ends of a person's records; the caller saves.</summary>
    /// <returns>How many changed.</returns>
    public async Task<int> ApplyAsync(
        OmbudContext context, SubjectId subject, PersonAnchors anchors, StandingState standing, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        var records = await context.Set<RecordRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).OrderBy(row => row.RecordId).ToListAsync(cancel);
        return records.Count(record => ends.Apply(record, anchors, standing));
    }
}
