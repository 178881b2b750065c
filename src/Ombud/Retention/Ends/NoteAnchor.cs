using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Retention.Ends;

/// <summary>What came of noting an event.</summary>
internal abstract record AnchorOutcome
{
    private AnchorOutcome() { }

    /// <summary>It is on the trail.</summary>
    /// <param name="Changed">How many records end otherwise than before.</param>
    public sealed record Noted(Guid FactId, int Changed) : AnchorOutcome;

    /// <summary>Nobody has that id.</summary>
    public sealed record NobodyKnown : AnchorOutcome;

    /// <summary>The person has been erased.</summary>
    public sealed record Erased : AnchorOutcome;

    /// <summary>The call's idempotency key was used for another.</summary>
    public sealed record KeyReused : AnchorOutcome;
}

/// <summary>Notes what periods run from, and works out anew when the person's records end, in one commit.</summary>
internal sealed class NoteAnchor(
    Changes changes, KeyRing keys, Standings standings, FactHistory history, IdempotencyKeys requests, RecordEnds ends,
    TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Notes that something happened.</summary>
    /// <param name="mark">By which a repeated call is known; null where it has no key.</param>
    /// <exception cref="ArgumentException">The anchor is not an event of its own: collection and withdrawal are facts already.</exception>
    public async Task<AnchorOutcome> HappenedAsync(
        SubjectId subject, AnchorHappened happened, CancellationToken cancel, RequestMark? mark = null)
    {
        if (happened.Anchor is Anchor.Collected or Anchor.EndOfFinancialYear or Anchor.ConsentWithdrawn)
            throw new ArgumentException("Such a moment is known without being noted.", nameof(happened));

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (mark is not null && await requests.FindAsync(mark, cancel) is { } before)
                    return before.IsSame(mark) ? new AnchorOutcome.Noted(before.Ids[0], 0) : new AnchorOutcome.KeyReused();
                return await TryAsync(subject, happened, mark, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // A record was swept away in between: what is left is worked out anew.
            }
            catch (Exception failure) when (mark is not null && attempt < TriesMax && LedgerStatements.IsCollision(failure))
            {
                // The same call, sent twice at once: the other one has noted it.
            }
        }
    }

    private async Task<AnchorOutcome> TryAsync(
        SubjectId subject, AnchorHappened happened, RequestMark? mark, CancellationToken cancel)
    {
        // Nobody we know: begin nothing, since beginning would make a key.
        if (await keys.FindAsync(KeyName.Facts(subject), cancel) is null)
        {
            return await standings.FindAsync(subject, cancel) is { IsErased: true }
                ? new AnchorOutcome.Erased() : new AnchorOutcome.NobodyKnown();
        }
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased)
            return new AnchorOutcome.Erased();
        // Inside the change: whoever notes at the same time has committed before or waits.
        var anchors = await PersonAnchors.ReadAsync(history, subject, cancel);
        anchors.Add(happened);
        var changed = await ApplyAsync(change.Db, subject, anchors, change.Standing, cancel);
        var fact = Guid.CreateVersion7(time.GetUtcNow());
        if (mark is not null)
            await requests.ClaimInAsync(change.Db, requests.Claim(mark, StatusCodes.Status201Created, fact), cancel);
        await change.CommitAsync([happened], cancel, [fact]);
        return new AnchorOutcome.Noted(fact, changed);
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
