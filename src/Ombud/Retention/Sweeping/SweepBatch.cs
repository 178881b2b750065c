using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention.Ends;

namespace Ombud.Retention.Sweeping;

/// <summary>One commit of a sweep: some due records of one bucket go, and each person's receipt says so.</summary>
internal sealed class SweepBatch(Db db, RecordEnds ends, FactBodies bodies, TimeProvider time)
{
    /// <summary>Most records in one commit, so that no write of a person waits long.</summary>
    public const int RowsMax = 200;

    /// <summary>Ends what is due.</summary>
    /// <param name="lease">Name of the lease under which it is done.</param>
    /// <returns>What went; null where another has taken the lease.</returns>
    public async Task<SweptBatch?> RunAsync(short bucket, string lease, long fence, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        var now = Micros.Truncate(time.GetUtcNow());
        if (!await SweepStatements.HasDueAsync(connection, bucket, now, cancel))
            return default(SweptBatch);

        using var pass = await db.Gate.EnterAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var statements = SweepStatements.For(db.Engine, connection, transaction, bucket);
        var due = await statements.ReadDueAsync(now, RowsMax, cancel);
        if (due.Count == 0)
            return default(SweptBatch);
        if (!await Leases.HoldsAsync(connection, transaction, lease, fence, cancel))
            return null;

        var anonymised = due.Where(record => ends.RuleOf(record.NoticeVersion, record.Rule)?.Then is EndAction.Anonymise).ToHashSet();
        var swept = new SweptBatch(due.Count, due.Count(record => !record.OfCanary));
        var rows = new LedgerRows();
        statements.Count(Counts(anonymised.Where(record => !record.OfCanary)), rows);
        await statements.DeleteAsync(due, rows, cancel);
        AddReceipts(due, anonymised, now, rows);
        SweepState.AddEnded(swept.Ended, now, rows);
        await LedgerStatements.For(connection, transaction).CommitAsync(rows, now, cancel);
        return swept;
    }

    private IEnumerable<AnonymousCount> Counts(IEnumerable<DueRecord> anonymised) => anonymised
        .GroupBy(record => (
            record.Rule, record.Category, Country: ends.CountryOf(record.Controller),
            Month: new DateOnly(record.CollectedAt.UtcDateTime.Year, record.CollectedAt.UtcDateTime.Month, 1)))
        .Select(group => new AnonymousCount(group.Key.Rule, group.Key.Category, group.Key.Country, group.Key.Month, group.Count()));

    private void AddReceipts(List<DueRecord> due, HashSet<DueRecord> anonymised, DateTimeOffset now, LedgerRows rows)
    {
        foreach (var person in due.GroupBy(record => record.SubjectId))
        {
            var receipt = new RecordsEnded(
                person.Count(), person.Count(anonymised.Contains),
                [.. person.Select(record => record.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            {
                Ended = [.. person.Select(record => record.RecordId)],
            };
            rows.AddClear(bodies.Write(Guid.CreateVersion7(now), new SubjectId(person.Key), receipt, now));
        }
    }
}
