using System.Globalization;
using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Bench.Seeding;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Bench.Answering;

/// <summary>Consents over HTTP, durable and with their trail, beside the bare insert of one such row.</summary>
internal sealed class ConsentBench(Settings settings, Report report)
{
    private readonly TimeSpan _length = TimeSpan.FromSeconds(settings.Quick ? 2 : 6);
    private readonly int _rounds = settings.Quick ? 1 : 3;

    public async Task RunAsync()
    {
        report.Section("Consent over HTTP, 16 connections on loopback, durable, with its trail; the client on the same cores");
        await RunAsync(Engine.Postgres, "PostgreSQL", Bar.AtLeast(0.35));
        await RunAsync(Engine.Sqlite, "SQLite", Bar.AtLeast(0.60));
    }

    private async Task RunAsync(Engine engine, string name, Bar bar)
    {
        using var empty = new Storage(engine, settings.Postgres);
        using var full = new Storage(engine, settings.Postgres);
        var people = settings.Quick ? 20_000 : 1_000_000;
        var (version, known) = await SeedAsync(full, people);
        using var onEmpty = await Published.StartAsync(settings.Product, empty);
        using var onFull = await Published.StartAsync(settings.Product, full);
        var load = new ConsentLoad(onEmpty.Address, onEmpty.ApiKey, version);
        var loadOnFull = new ConsentLoad(onFull.Address, onFull.ApiKey, version);
        await WarmAsync(load);
        await WarmAsync(loadOnFull);

        using var bare = new BareInserts(empty, settings.PgBench, await BodyLengthAsync(empty));
        var before = (Empty: await CountAsync(empty), Full: await CountAsync(full));
        var (bareRates, anew, grown, returning) = (new List<double>(), new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        var used = onEmpty.ProcessorTime();
        for (var round = 0; round < _rounds; round++)
        {
            bareRates.Add(engine is Engine.Postgres ? await bare.PgBenchAsync((int)_length.TotalSeconds) : bare.SqliteLoop(_length));
            anew.Add(await load.RunAsync(_length, []));
            grown.Add(await loadOnFull.RunAsync(_length, []));
            returning.Add(await loadOnFull.RunAsync(_length, known));
        }

        var reference = Timings.Median(bareRates);
        var rate = Timings.Median(anew.Select(result => result.Rate));
        var what = engine is Engine.Postgres ? "pgbench -c 16, one insert a commit" : "loop of one insert a commit, FULL";
        report.Note($"{name}: baseline is {what}; median of {_rounds} interleaved rounds of {_length.TotalSeconds:0} s");
        report.Row($"{name}: new visitors, none there", Report.PerSecond(rate), Report.PerSecond(reference), rate / reference, bar);
        Latency(name, "new visitors, none there", anew);
        var onMany = Timings.Median(grown.Select(result => result.Rate));
        var there = string.Create(CultureInfo.InvariantCulture, $"{people:N0} there");
        report.Row($"{name}: new visitors, {there}, against none", Report.PerSecond(onMany), Report.PerSecond(rate), onMany / rate, Bar.AtLeast(0.90));
        Latency(name, "new visitors, " + there, grown);
        var again = Timings.Median(returning.Select(result => result.Rate));
        report.Row($"{name}: known people, {there}, against baseline", Report.PerSecond(again), Report.PerSecond(reference), again / reference);
        Latency(name, "known people, " + there, returning);
        var cost = (onEmpty.ProcessorTime() - used).TotalMicroseconds / anew.Sum(result => result.Acknowledged);
        report.Row($"{name}: processor time of the product, a consent", string.Create(CultureInfo.InvariantCulture, $"{cost:0} µs"));
        Compare(name, await CountAsync(empty) - before.Empty, anew);
        Compare(name + ", grown", await CountAsync(full) - before.Full, [.. grown, .. returning]);
    }

    // Until its code is compiled at its best, the product's rate says nothing.
    private async Task WarmAsync(ConsentLoad load)
    {
        var (left, tries) = (settings.Quick ? 1_000 : 40_000, 40);
        while (left > 0 && tries-- > 0)
            left -= (await load.RunAsync(TimeSpan.FromSeconds(1), [])).Acknowledged;
    }

    private void Latency(string name, string what, IReadOnlyList<LoadResult> results)
    {
        var times = results.SelectMany(result => result.Milliseconds).ToList();
        report.Row(
            $"{name}: {what}: p50, p99", Report.Milliseconds(Timings.Percentile(times, 0.5)), Report.Milliseconds(Timings.Percentile(times, 0.99)));
        var errors = results.Sum(result => result.Errors);
        report.Row($"{name}: {what}: errors", $"{errors}", errors, Bar.AtMost(0));
    }

    private void Compare(string name, long rows, IReadOnlyList<LoadResult> results)
    {
        var acknowledged = results.Sum(result => result.Acknowledged);
        report.Row($"{name}: rows counted less acknowledged", $"{rows - acknowledged}", Math.Abs(rows - acknowledged), Bar.AtMost(0));
    }

    private async Task<(string Version, IReadOnlyList<Guid> Known)> SeedAsync(Storage storage, int people)
    {
        await using var product = await InProcess.StartAsync(storage, settings.Product);
        var version = product.Get<Policy>().Pack.Versions[^1].Version;
        var seeder = new Seeder(product, storage, version);
        var known = await seeder.GrowAsync(0, people);
        await seeder.SettleAsync();
        return (version, known);
    }

    private static async Task<long> CountAsync(Storage storage) => (long)(await ScalarAsync(
        storage, "select count(*) from fact_body where kind = 'consent.answered'"))!;

    private static async Task<int> BodyLengthAsync(Storage storage) => (int)Convert.ToDouble(
        await ScalarAsync(storage, "select avg(length(sealed)) from fact_body"), CultureInfo.InvariantCulture);

    private static async Task<object?> ScalarAsync(Storage storage, string sql)
    {
        await using var db = new Db(storage.Engine, storage.Engine is Engine.Postgres ? storage.OwnerConnection : storage.SqliteConnection);
        await using var connection = await db.OpenAsync(CancellationToken.None);
        await using var command = connection.Command(sql);
        return await command.ExecuteScalarAsync();
    }
}
