using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Retention;

/// <summary>How much a sweep has to do for many records: commits by the batch, receipts by the person, not by the record.</summary>
public sealed class SweepWorkTests
{
    private const int Persons = 300;
    private const int RecordsOfEach = 4;
    private const short Buckets = 2;
    private const string Lease = "retention-sweep";
    private static readonly CancellationToken None = CancellationToken.None;

    // By this clock the sweeper's own first round is followed by no other.
    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_sweep_commits_by_the_batch_and_writes_one_receipt_a_person(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        while ((await app.Get<SweepState>().EvidenceAsync(None)).LastRunAt is null)
            await Task.Delay(20, None);
        var dueByBucket = await FillAsync(app);
        var receiptsBefore = await CountAsync(app, "select count(*) from clear_fact");

        var batches = await EndAllAsync(app);

        Assert.Equal(Persons * RecordsOfEach, batches.Sum());
        Assert.All(batches, rows => Assert.InRange(rows, 0, SweepBatch.RowsMax));
        // The last of each bucket is the one that finds less than a whole batch.
        Assert.Equal(dueByBucket.Sum(due => (due / SweepBatch.RowsMax) + 1), batches.Count);
        // A person whose records two batches share has a receipt of each.
        var receipts = await CountAsync(app, "select count(*) from clear_fact") - receiptsBefore;
        Assert.InRange(receipts, Persons, Persons + batches.Count);
        Assert.Equal(0, await CountAsync(app, "select count(*) from record"));
    }

    private static async Task<int[]> FillAsync(OmbudApp app)
    {
        var due = new int[Buckets];
        using var pass = await app.Get<Db>().Gate.EnterAsync(None);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var ended = app.Get<TimeProvider>().GetUtcNow().AddDays(-1);
        for (var person = 0; person < Persons; person++)
        {
            var subject = Guid.CreateVersion7(ended);
            var bucket = (short)(Bucket.Of(subject) % Buckets);
            due[bucket] += RecordsOfEach;
            for (var i = 0; i < RecordsOfEach; i++)
            {
                context.Add(new RecordRow
                {
                    Bucket = bucket, SubjectId = subject, RecordId = Guid.CreateVersion7(ended),
                    Controller = StoredPerson.UsController, Category = "cv-document", Kind = "job-seeker", Field = "cv",
                    Point = "job-seeker-account", NoticeVersion = StoredPerson.Notice, RetentionRule = "accounts", Source = "web",
                    // One person's end together, so that a batch splits one person at most.
                    CollectedAt = ended, EndsAt = ended.AddSeconds(person), Sealed = new byte[200],
                });
            }
        }
        await context.SaveChangesAsync(None);
        return due;
    }

    /// <summary>Ends everything that is due.</summary>
    /// <returns>Rows of each commit.</returns>
    private static async Task<List<int>> EndAllAsync(OmbudApp app)
    {
        var fence = await app.Get<Leases>().TakeAsync(Lease, TimeSpan.FromMinutes(5), None);
        var batches = new List<int>();
        for (short bucket = 0; bucket < Buckets; bucket++)
        {
            do
                batches.Add((await app.Get<SweepBatch>().RunAsync(bucket, Lease, fence!.Value, None))!.Value.Rows);
            while (batches[^1] == SweepBatch.RowsMax);
        }
        return batches;
    }

    private static async Task<long> CountAsync(OmbudApp app, string sql)
    {
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using var count = connection.Command(sql);
        return (long)(await count.ExecuteScalarAsync(None))!;
    }
}
