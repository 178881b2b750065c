using System.Diagnostics;
using Ombud.Bench.People;
using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Retention.Sweeping;
using Ombud.Shared;

namespace Ombud.Bench.Sweeping;

/// <summary>Sweeping due records with their receipts, beside bare deletes in the same batches and commits.</summary>
internal sealed class RetentionBench(Settings settings, Report report)
{
    private const int RecordsEach = 10;

    // One sweep lasts for some fifty consents, whose 99th percentile is the worst of them: too few to be compared.
    private const int Rounds = 5;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private readonly int _due = settings.Quick ? 2_000 : 20_000;
    private static readonly DateTimeOffset Ended = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RunAsync()
    {
        report.Section($"Retention: sweeping {_due} due records with receipts, consents and decisions beside it");
        foreach (var engine in (Engine[])[Engine.Postgres, Engine.Sqlite])
            await RunAsync(engine);
    }

    private async Task RunAsync(Engine engine)
    {
        using var storage = new Storage(engine, settings.Postgres);
        await using var product = await InProcess.StartAsync(storage, settings.Product);
        await FillAsync(product, _due / 10);
        await product.Get<Sweeper>().RunAsync(CancellationToken.None);

        var (bares, sweeps, besideBare, besideSweep) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < (settings.Quick ? 1 : Rounds); round++)
        {
            await FillAsync(product, _due);
            bares.Add(await BesideAsync(product, besideBare, () => DeleteAsync(product)));
            await FillAsync(product, _due);
            sweeps.Add(await BesideAsync(
                product, besideSweep, async () => (await product.Get<Sweeper>().RunAsync(CancellationToken.None))?.Ended ?? 0));
        }
        var (bare, swept) = (Timings.Median(bares), Timings.Median(sweeps));
        report.Row($"{engine}: sweep against bare deletes", Report.Milliseconds(swept), Report.Milliseconds(bare), swept / bare, Bar.AtMost(5));
        var (sweepP99, bareP99) = (Timings.Percentile(besideSweep, 0.99), Timings.Percentile(besideBare, 0.99));
        report.Row($"{engine}: foreground p99 beside each", Report.Milliseconds(sweepP99), Report.Milliseconds(bareP99), sweepP99 / bareP99, Bar.AtMost(2));
    }

    private static async Task FillAsync(InProcess product, int due)
    {
        var records = new PersonRecords(product);
        for (var i = 0; i < due / RecordsEach; i++)
            await records.AddAsync(RecordsEach, null);

        // A round first, which works out when each record ends by its rule; then all of them have ended.
        await product.Get<Sweeper>().RunAsync(CancellationToken.None);
        using var pass = await product.Get<Db>().Gate.EnterAsync(CancellationToken.None);
        await using var connection = await product.Get<Db>().OpenAsync(CancellationToken.None);
        await using var end = connection.Command("update record set ends_at = @ended").With("ended", Micros.Of(Ended));
        await end.ExecuteNonQueryAsync();
    }

    // A person's consent and a decision every few milliseconds; those count that began while the work ran.
    private async Task<double> BesideAsync(InProcess product, List<double> foreground, Func<Task<int>> work)
    {
        using var done = new CancellationTokenSource();
        var beside = ForegroundAsync(product, done.Token);
        await Task.Delay(500);
        var began = Stopwatch.GetTimestamp();
        var ended = await Task.Run(work);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await done.CancelAsync();
        if (ended != _due)
            throw new InvalidOperationException($"{ended} records ended instead of {_due}.");
        foreground.AddRange((await beside).Where(each => each.Began >= began).Select(each => each.Milliseconds));
        return took;
    }

    private static async Task<List<(long Began, double Milliseconds)>> ForegroundAsync(InProcess product, CancellationToken cancel)
    {
        var times = new List<(long, double)>();
        while (!cancel.IsCancellationRequested)
        {
            var subject = SubjectId.New(TimeProvider.System);
            var began = Stopwatch.GetTimestamp();
            await Everyday.ConsentAsync(product, subject);
            await Everyday.DecideAsync(product, subject);
            times.Add((began, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            await Task.Delay(Pace, CancellationToken.None);
        }
        return times;
    }

    // Through the gate as the sweep goes, so that on SQLite nobody waits longer for one than for the other.
    private static async Task<int> DeleteAsync(InProcess product)
    {
        var (db, ended) = (product.Get<Db>(), 0);
        for (short bucket = 0; bucket < Bucket.Count; bucket++)
        {
            using var pass = await db.Gate.EnterAsync(CancellationToken.None);
            await using var connection = await db.OpenAsync(CancellationToken.None);
            await using var delete = connection.Command(
                """
                delete from record
                where  bucket = @bucket and (subject_id, record_id) in (
                       select subject_id, record_id from record
                       where  bucket = @bucket and ends_at <= @now and holds = 0
                       order  by ends_at limit @limit)
                """).With("bucket", bucket).With("now", Micros.Of(TimeProvider.System.GetUtcNow())).With("limit", SweepBatch.RowsMax);
            int here;
            do
            {
                here = await delete.ExecuteNonQueryAsync();
                ended += here;
            }
            while (here == SweepBatch.RowsMax);
        }
        return ended;
    }
}
