using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Retention.Holds;

/// <summary>What a hold is to name.</summary>
internal sealed record HoldOrder
{
    public required HoldReason Reason { get; init; }

    /// <summary>What the staff write about it: which matter, who decided.</summary>
    public required Personal<string> Note { get; init; }

    /// <summary>Id of the staff account or API key that places it.</summary>
    public required string By { get; init; }

    /// <summary>Ids of the records; with <see cref="Categories"/> it names both.</summary>
    public IReadOnlyList<Guid> Records { get; init; } = [];

    /// <summary>Ids of categories: it names the records of them that are there now.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>A hold in force, for the list.</summary>
internal sealed record HoldInForce(
    SubjectId Subject, Guid HoldId, HoldReason Reason, string PlacedBy, DateTimeOffset PlacedAt, int Records, Personal<string>? Note);

/// <summary>
/// Legal holds: each suspends deletion of exactly the records it names, until it is lifted (promise
/// <c>third-parties.vital-and-legal</c>). A hold outlives an erasure; so do the records that it names.
/// </summary>
internal sealed class LegalHolds(
    Changes changes, JoinedPersons persons, IDbContextFactory<OmbudContext> contexts, KeyRing keys, KeyStore store, TimeProvider time)
{
    private const int ListMax = 500;
    private const int TriesMax = 3;

    /// <summary>Places a hold.</summary>
    /// <returns>Its id; null where it names no record that is there.</returns>
    public async Task<Guid?> PlaceAsync(SubjectId subject, HoldOrder order, CancellationToken cancel)
    {
        var person = await persons.MeantByAsync(subject, cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryPlaceAsync(person, order, cancel);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // A record that it names was swept away in between: what is left is named anew.
            }
        }
    }

    private async Task<Guid?> TryPlaceAsync(SubjectId subject, HoldOrder order, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        var bucket = Bucket.Of(subject.Value);
        var named = await change.Db.Set<RecordRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value
                && (order.Records.Contains(row.RecordId) || order.Categories.Contains(row.Category)))
            .OrderBy(row => row.RecordId).ToListAsync(cancel);
        if (named.Count == 0)
            return null;

        // Only where it holds something: an id of nobody must not come to a key.
        var key = await keys.GetOrCreateAsync(HoldNotes.KeyOf(subject), cancel);
        var hold = Guid.CreateVersion7(time.GetUtcNow());
        foreach (var record in named)
        {
            record.Holds++;
            change.Db.Add(new HeldRecordRow { Bucket = bucket, SubjectId = subject.Value, HoldId = hold, RecordId = record.RecordId });
        }
        change.Db.Add(new HoldRow
        {
            Bucket = bucket, SubjectId = subject.Value, HoldId = hold, Reason = order.Reason, PlacedBy = order.By,
            PlacedAt = Micros.Truncate(time.GetUtcNow()),
            SealedNote = HoldNotes.Seal(store, subject, hold, order.Note, key),
        });
        await change.CommitAsync([new HoldPlaced(hold, order.Reason, order.By, named.ConvertAll(record => record.RecordId))], cancel);
        return hold;
    }

    /// <summary>Lifts a hold; what was due meanwhile goes with the next sweep.</summary>
    /// <returns>False where there is no such hold in force.</returns>
    public async Task<bool> LiftAsync(SubjectId subject, Guid hold, string by, CancellationToken cancel)
    {
        // Who was joined took their holds along, and the list may have been read before.
        var person = await persons.MeantByAsync(subject, cancel);
        return await TryLiftAsync(person, hold, by, cancel) || (person != subject && await TryLiftAsync(subject, hold, by, cancel));
    }

    private async Task<bool> TryLiftAsync(SubjectId subject, Guid hold, string by, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        var bucket = Bucket.Of(subject.Value);
        var row = await change.Db.Set<HoldRow>().FindAsync([bucket, subject.Value, hold], cancel);
        if (row is null or { LiftedAt: not null })
            return false;

        var held = change.Db.Set<HeldRecordRow>()
            .Where(one => one.Bucket == bucket && one.SubjectId == subject.Value && one.HoldId == hold);
        var ids = await held.Select(one => one.RecordId).ToListAsync(cancel);
        var records = await change.Db.Set<RecordRow>()
            .Where(one => one.Bucket == bucket && one.SubjectId == subject.Value && ids.Contains(one.RecordId)).ToListAsync(cancel);
        foreach (var record in records)
            record.Holds--;
        change.Db.RemoveRange(await held.ToListAsync(cancel));
        row.LiftedAt = Micros.Truncate(time.GetUtcNow());
        // The matter is over, and so is the reason for keeping what was written about it.
        row.SealedNote = [];
        await change.CommitAsync([new HoldLifted(hold, by, records.Count)], cancel);
        return true;
    }

    /// <summary>Holds in force, newest first, but for those with which a control tries: a fan-out read for the Console.</summary>
    public async Task<IReadOnlyList<HoldInForce>> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var canaries = context.Set<SubjectRow>().Where(subject => subject.IsCanary);
        var rows = await context.Set<HoldRow>().AsNoTracking().Over(FanOut.Holds).Where(row => row.LiftedAt == null
                && !canaries.Any(subject => subject.Bucket == row.Bucket && subject.SubjectId == row.SubjectId))
            .OrderByDescending(row => row.PlacedAt).Take(ListMax).ToListAsync(cancel);
        var list = new List<HoldInForce>(rows.Count);
        foreach (var row in rows)
        {
            var subject = new SubjectId(row.SubjectId);
            var count = await context.Set<HeldRecordRow>()
                .CountAsync(held => held.Bucket == row.Bucket && held.SubjectId == row.SubjectId && held.HoldId == row.HoldId, cancel);
            Personal<string>? note = await keys.FindAsync(HoldNotes.KeyOf(subject), cancel) is { } key
                ? HoldNotes.Open(store, subject, row, key)
                : null;
            list.Add(new HoldInForce(subject, row.HoldId, row.Reason, row.PlacedBy, row.PlacedAt, count, note));
        }
        return list;
    }
}
