using Ombud.Bench.Reporting;
using Ombud.Bench.Running;
using Ombud.Database;

namespace Ombud.Bench.Starting;

/// <summary>How soon the published product answers its first page, and what it holds of memory while nobody asks.</summary>
internal static class StartBench
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Start of the published build on an existing database, and memory after 10 s idle");
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            using var storage = new Storage(engine, settings.Postgres);
            using (await Published.StartAsync(settings.Product, storage))
                await Task.Delay(TimeSpan.FromSeconds(1));

            var starts = new List<double>();
            for (var round = 0; round < (settings.Quick ? 1 : 4); round++)
            {
                using var again = await Published.StartAsync(settings.Product, storage);
                starts.Add(again.StartedIn.TotalSeconds);
            }
            using var last = await Published.StartAsync(settings.Product, storage);
            starts.Add(last.StartedIn.TotalSeconds);
            var seconds = Timings.Median(starts);
            report.Row($"{engine}: to the first page answered", Report.Number(seconds) + " s", seconds, Bar.AtMost(2));
            await Task.Delay(Idle);
            var memory = last.Megabytes();
            report.Row($"{engine}: resident memory, idle", Report.Number(memory) + " MB", memory, Bar.AtMost(200));
        }
    }
}
