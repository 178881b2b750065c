using System.Diagnostics;
using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Erasure.Steps;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Bench.People;

/// <summary>A person with 1,000 records: what access and erasure cost beside the bare statements.</summary>
internal sealed class PersonBench(Settings settings, Report report)
{
    // Rounds in which the code is compiled at its best, and as many that count.
    private const int Warming = 3;

    // Nobody is erased twice, so that code which is run once for each is compiled at its best by people alone.
    private const int Readers = 96;
    private readonly int _records = settings.Quick ? 200 : 1_000;
    private readonly int _people = settings.Quick ? 6 : 240;

    public async Task RunAsync()
    {
        report.Section($"A person with {_records} records: access decided, decrypted and written as JSON; erasure");
        foreach (var engine in (Engine[])[Engine.Postgres, Engine.Sqlite])
            await RunAsync(engine);
    }

    private async Task RunAsync(Engine engine)
    {
        using var storage = new Storage(engine, settings.Postgres);
        await using var product = await InProcess.StartAsync(storage, settings.Product);
        var records = new PersonRecords(product);
        var people = new List<SubjectId>();
        for (var i = 0; i < _people; i++)
            people.Add(await records.AddAsync(_records, null));
        await AccessAsync(engine, records, people);
        await EraseAsync(engine, product, people);
    }

    private async Task AccessAsync(Engine engine, PersonRecords records, List<SubjectId> people)
    {
        var (bare, ours) = (new List<double>(), new List<double>());
        people = people[..Math.Min(people.Count, Readers)];
        for (var round = 0; round < 2 * Warming; round++)
        {
            foreach (var subject in people)
            {
                var missing = _records;
                bare.Add(await TimeAsync(() => records.SelectAsync(subject)));
                ours.Add(await TimeAsync(async () => missing = _records - await records.AccessAsync(subject)));
                if (missing != 0)
                    throw new InvalidOperationException("Access did not give every record.");
            }
        }
        var (select, access) = (Timings.Median(bare.Skip(Warming * people.Count)), Timings.Median(ours.Skip(Warming * people.Count)));
        report.Row($"{engine}: access against select into JSON", Report.Milliseconds(access), Report.Milliseconds(select), access / select, Bar.AtMost(2.5));
    }

    private async Task EraseAsync(Engine engine, InProcess product, List<SubjectId> people)
    {
        var (ask, erase) = (product.Get<AskErasure>(), product.Get<EraseSubject>());
        var (unreadable, receipts, gone, bare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i + 1 < people.Count; i += 2)
        {
            bare.Add(await TimeAsync(() => DeleteAsync(product, people[i])));
            // Readable no more from the commit on, from which every decision denies.
            unreadable.Add(await TimeAsync(() => ask.RunAsync(people[i + 1], ErasureReason.Asked, "self", CancellationToken.None)));
            if (!(await Everyday.DecideAsync(product, people[i + 1])).Standing.IsIsolated)
                throw new InvalidOperationException("The person was asked to be erased, and decisions do not know it.");
            var row = await erase.AskAsync(people[i + 1], ErasureReason.Asked, "self", CancellationToken.None)
                ?? throw new InvalidOperationException("There is nobody to erase.");
            receipts.Add(await TimeAsync(async () => row = await erase.StepAsync(row, CancellationToken.None)));
            row = await erase.StepAsync(row, CancellationToken.None);
            gone.Add(await TimeAsync(async () => row = await erase.StepAsync(row, CancellationToken.None)));
            if (row.Step < ErasureStep.RowsDeleted)
                throw new InvalidOperationException("The erasure did not come to the end of its rows.");
        }
        var warm = people.Count / 3;
        var first = Timings.Median(unreadable.Skip(warm));
        report.Row($"{engine}: erasure: unreadable after", Report.Milliseconds(first), first, Bar.AtMost(5));
        report.Row($"{engine}: erasure: receipt after another", Report.Milliseconds(Timings.Median(receipts.Skip(warm))));
        var (rows, delete) = (Timings.Median(gone.Skip(warm)), Timings.Median(bare.Skip(warm)));
        report.Row($"{engine}: erasure: rows gone against the bare delete", Report.Milliseconds(rows), Report.Milliseconds(delete), rows / delete, Bar.AtMost(2.5));
    }

    private static async Task<int> DeleteAsync(InProcess product, SubjectId subject)
    {
        var db = product.Get<Db>();
        await using var connection = await db.OpenAsync(CancellationToken.None);
        await using var delete = connection.Command("delete from record where bucket = @bucket and subject_id = @subject")
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        return await delete.ExecuteNonQueryAsync();
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        _ = await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
