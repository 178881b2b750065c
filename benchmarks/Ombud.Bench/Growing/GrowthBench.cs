using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ombud.Bench.People;
using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Bench.Seeding;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Bench.Growing;

/// <summary>What one person's decision, consent and access cost while the number of other people grows a hundredfold.</summary>
internal sealed class GrowthBench(Settings settings, Report report)
{
    private const int Asked = 300;
    private readonly StringBuilder _table = new();

    public async Task RunAsync()
    {
        report.Section("Growth: median cost for one person, whose key is in no cache, by the number of people there");
        foreach (var engine in (Engine[])[Engine.Postgres, Engine.Sqlite])
            await RunAsync(engine);
        if (!settings.Quick)
            await WriteAsync();
    }

    private async Task RunAsync(Engine engine)
    {
        using var storage = new Storage(engine, settings.Postgres);
        await using var product = await InProcess.StartAsync(storage, settings.Product);
        var version = product.Get<Policy>().Pack.Versions[^1].Version;
        var seeder = new Seeder(product, storage, version);
        var (there, known) = (0, new List<Guid>());
        double? first = null;
        foreach (var people in settings.Quick ? (int[])[1_000, 10_000] : [10_000, 100_000, 1_000_000])
        {
            known.AddRange(await seeder.GrowAsync(there, people));
            there = people;
            await seeder.SettleAsync();
            var dice = new Deciding.Dice((uint)people);
            var chosen = Enumerable.Range(0, Asked).Select(_ => new SubjectId(known[dice.Next(known.Count)])).ToList();
            var decision = await TimeAsync(product, chosen, subject => Everyday.DecideAsync(product, subject));
            var consent = await TimeAsync(product, chosen, subject => Everyday.ConsentAsync(product, subject));
            var access = await AccessAsync(product);
            var total = decision + consent + access;
            first ??= total;
            var row = string.Create(CultureInfo.InvariantCulture, $"{engine}, {people:N0} people");
            report.Row(
                row + ": decision, consent", Report.Milliseconds(decision), Report.Milliseconds(consent));
            report.Row(row + ": access to 20 records; all three, to the first", Report.Milliseconds(access), Report.Milliseconds(total), total / first);
            _table.AppendLine(CultureInfo.InvariantCulture,
                $"| {engine} | {people:N0} | {Report.Number(decision)} | {Report.Number(consent)} | {Report.Number(access)} |");
        }
    }

    private static async Task<double> TimeAsync(InProcess product, List<SubjectId> people, Func<SubjectId, Task> work)
    {
        var times = new List<double>();
        foreach (var subject in people)
        {
            product.Get<KeyRing>().ForgetOpenKeys();
            var began = Stopwatch.GetTimestamp();
            await work(subject);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return Timings.Median(times.Skip(people.Count / 4));
    }

    private static async Task<double> AccessAsync(InProcess product)
    {
        var records = new PersonRecords(product);
        var people = new List<SubjectId>();
        for (var i = 0; i < 40; i++)
            people.Add(await records.AddAsync(20, null));
        return await TimeAsync(product, people, subject => records.AccessAsync(subject));
    }

    private async Task WriteAsync() => await File.WriteAllTextAsync(Path.Combine("docs", "growth.md"), string.Create(
        CultureInfo.InvariantCulture, $"""
        # Growth

        What it costs to decide about one person, to take one consent from them and to give them access to 20 records,
        while the number of people in the database grows a hundredfold. Milliseconds, median, one after the other in one
        process, the person's key in no cache. Written by `./bench growth`.

        {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {settings.Machine}.

        | storage | people | decision | consent | access |
        | --- | ---: | ---: | ---: | ---: |
        {_table.ToString().TrimEnd()}

        """));
}
