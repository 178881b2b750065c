using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Incidents.Affected;

/// <summary>Finds in one bucket whom an incident may affect: from the register of disclosures, the trail and the records held.</summary>
internal sealed class SearchBucket(IDbContextFactory<OmbudContext> contexts, Db db, KeyRing keys, KeyStore store, FactBodies bodies)
{
    private const string Readings =
        """
        select f.subject_id, f.fact_id, b.sealed
        from   fact f join fact_body b on b.bucket = f.bucket and b.subject_id = f.subject_id and b.fact_id = f.fact_id
        where  f.bucket = @bucket and f.at >= @from and f.at <= @to and b.kind = 'reading.made'
        """;

    /// <summary>People, each once, with about how many of their records are concerned.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> FindAsync(SearchOrder order, short bucket, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, int>();
        switch (order.Kind)
        {
            case SearchKind.Reader:
                await GivenAsync(order, bucket, found, cancel);
                await ReadAsync(order, bucket, found, cancel);
                break;
            case SearchKind.Recipient:
                await GivenAsync(order, bucket, found, cancel);
                break;
            case SearchKind.Held or SearchKind.Person:
                await HeldAsync(order, bucket, found, cancel);
                break;
        }
        return found;
    }

    private async Task GivenAsync(SearchOrder order, short bucket, Dictionary<Guid, int> found, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = context.Set<DisclosureRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.At >= order.From && row.At <= order.To);
        rows = order.Kind is SearchKind.Reader ? rows.Where(row => row.MadeBy == order.Word)
            : rows.Where(row => row.Recipient == order.Word);
        foreach (var row in await rows.Select(row => new { row.SubjectId, row.Fields, row.Categories }).ToListAsync(cancel))
        {
            if (Concerns(order, DisclosureRegister.Words(row.Categories)))
                Add(found, row.SubjectId, DisclosureRegister.Words(row.Fields).Length);
        }
    }

    // What was read stands in facts under the keys of those whose data it was: of whoever was erased nothing can be opened.
    private async Task ReadAsync(SearchOrder order, short bucket, Dictionary<Guid, int> found, CancellationToken cancel)
    {
        var facts = new List<(Guid Subject, Guid Fact, byte[] Sealed)>();
        await using (var connection = await db.OpenAsync(cancel))
        {
            await using var select = connection.Command(Readings).With("bucket", bucket)
                .With("from", Micros.Of(order.From)).With("to", Micros.Of(order.To));
            await using var reader = await select.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                facts.Add((reader.GuidAt(0), reader.GuidAt(1), reader.BytesAt(2)));
        }
        foreach (var (id, fact, body) in facts)
        {
            var subject = new SubjectId(id);
            if (await keys.FindAsync(KeyName.Facts(subject), cancel) is { } key
                && bodies.Read(FactSeal.Open(store, subject, fact, body, key)).Fact is ReadingMade reading
                && reading.Reader == order.Word && Concerns(order, reading.Categories))
                Add(found, id, reading.Records);
        }
    }

    private async Task HeldAsync(SearchOrder order, short bucket, Dictionary<Guid, int> found, CancellationToken cancel)
    {
        if (order.Person is { } person && Bucket.Of(person) != bucket)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.CollectedAt <= order.To && (row.EndsAt == null || row.EndsAt >= order.From));
        rows = order.Person is { } one ? rows.Where(row => row.SubjectId == one) : rows.Where(row => row.Controller == order.Word);
        if (order.Categories.Count > 0)
            rows = rows.Where(row => order.Categories.Contains(row.Category));
        foreach (var held in await rows.GroupBy(row => row.SubjectId).Select(rows => new { Id = rows.Key, Count = rows.Count() })
            .ToListAsync(cancel))
            Add(found, held.Id, held.Count);
        if (order.Person is { } known)
            Add(found, known, 0);
    }

    private static bool Concerns(SearchOrder order, IEnumerable<string> categories) =>
        order.Categories.Count == 0 || categories.Any(category => order.Categories.Contains(category, StringComparer.Ordinal));

    private static void Add(Dictionary<Guid, int> found, Guid subject, int records) =>
        found[subject] = found.GetValueOrDefault(subject) + records;
}
