using System.Diagnostics;
using System.Globalization;
using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.MyData.Elsewhere;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;

namespace Ombud.Bench.Connecting;

/// <summary>
/// One person's thousand rows among ten million in three connected systems: what access and erasure cost beside the same queries and
/// deletes written by hand.
/// </summary>
internal sealed class SystemsBench(Settings settings, Report report) : IDisposable
{
    private const double Factor = 1.3;
    private const double StepsMs = 100;
    private const double MegabytesMax = 200;
    private const int RowsOfOne = 3 * BenchSystem.RowsEach;
    private readonly string _folder = Directory.CreateTempSubdirectory("ombud-bench-systems-").FullName;
    private readonly int _customers = settings.Quick ? 60 : 10_020;
    private readonly int _people = settings.Quick ? 6 : 40;

    public async Task RunAsync()
    {
        report.Section("One person in three connected systems: read for them, erased and looked at again; by hand side by side too");
        using var postgres = new PostgresSystem(settings.Postgres);
        using var mariaDb = new MariaDbSystem(settings.MariaDb);
        using var sqlite = new SqliteSystem(_folder);
        BenchSystem[] systems = [postgres, mariaDb, sqlite];
        await Task.WhenAll(systems.Select(system => Task.Run(() => system.FillAsync(_customers))));
        var rows = 0L;
        foreach (var system in systems)
        {
            rows += await system.CountAsync();
            await File.WriteAllTextAsync(Path.Combine(_folder, system.Id + ".yaml"), system.Description());
        }
        report.Note(string.Create(
            CultureInfo.InvariantCulture, $"{rows:N0} rows, {RowsOfOne} of each person; medians of {_people / 2} people"));

        using var storage = new Storage(Engine.Sqlite, settings.Postgres);
        await using var product = await InProcess.StartAsync(storage, settings.Product,
            [$"--Systems:Folder={_folder}", .. systems.Select(system => $"--ConnectionStrings:{system.Id}={system.Connection}")]);
        var people = new List<(SubjectId Id, int Customer)>();
        for (var customer = 1; customer <= _people; customer++)
        {
            var id = await product.Get<ProveAddress>().RunAsync(BenchSystem.AddressOf(customer), CancellationToken.None)
                ?? throw new InvalidOperationException("The person is being erased.");
            people.Add((id, customer));
        }
        await AccessAsync(product, systems, people);
        await EraseAsync(product, systems, people);
        foreach (var system in systems)
            rows -= await system.CountAsync();
        var gone = 2L * _people * RowsOfOne;
        report.Row("rows gone less those that were to go", $"{rows - gone}", Math.Abs(rows - gone), Bar.AtMost(0));
    }

    private async Task AccessAsync(InProcess product, BenchSystem[] systems, List<(SubjectId Id, int Customer)> people)
    {
        var (hand, ours) = (new List<double>(), new List<double>());
        using var memory = new PeakMemory();
        foreach (var (id, customer) in people)
        {
            hand.Add(await TimeAsync(() => AllAsync(systems, system => system.ReadAsync(customer))));
            ours.Add(await TimeAsync(async () =>
                (await product.Get<OwnSystemsReader>().ReadAsync(id, CancellationToken.None))!.Sum(system => system.Holdings?.Rows ?? 0)));
        }
        Tell("access", hand, ours);
        report.Row("access: memory added at its peak", Megabytes(memory), memory.AddedMegabytes, Bar.AtMost(MegabytesMax));
    }

    private async Task EraseAsync(InProcess product, BenchSystem[] systems, List<(SubjectId Id, int Customer)> people)
    {
        var (hand, ours) = (new List<double>(), new List<double>());
        using var memory = new PeakMemory();
        foreach (var (id, customer) in people)
        {
            // By hand somebody else of as many rows: nobody is deleted twice.
            hand.Add(await TimeAsync(() => AllAsync(systems, system => system.DeleteAsync(_people + customer))));
            var erase = product.Get<EraseSubject>();
            await erase.AskAsync(id, ErasureReason.Asked, "self", CancellationToken.None);
            ours.Add(await TimeAsync(async () => (await erase.RunAsync(id, CancellationToken.None)).Step is ErasureStep.Done
                ? RowsOfOne : 0));
        }
        Tell("erasure, looked at again", hand, ours);
        report.Row("erasure: memory added at its peak", Megabytes(memory), memory.AddedMegabytes, Bar.AtMost(MegabytesMax));
    }

    // The first half warms the code up.
    private void Tell(string what, List<double> hand, List<double> ours)
    {
        var (bare, measured) = (Timings.Median(hand.Skip(hand.Count / 2)), Timings.Median(ours.Skip(ours.Count / 2)));
        report.Row($"{what}: against 1.3 x by hand + 100 ms", Report.Milliseconds(measured), Report.Milliseconds((Factor * bare) + StepsMs),
            measured / ((Factor * bare) + StepsMs), Bar.AtMost(1));
        report.Row($"{what}: against by hand", Report.Milliseconds(measured), Report.Milliseconds(bare), measured / bare);
    }

    private static async Task<int> AllAsync(BenchSystem[] systems, Func<BenchSystem, Task<int>> work) =>
        (await Task.WhenAll(systems.Select(system => Task.Run(() => work(system))))).Sum();

    private static async Task<double> TimeAsync(Func<Task<int>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = await work();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return rows == RowsOfOne ? took
            : throw new InvalidOperationException($"{rows} rows came instead of {RowsOfOne}.");
    }

    private static string Megabytes(PeakMemory memory) =>
        string.Create(CultureInfo.InvariantCulture, $"{memory.AddedMegabytes:0} MB");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
