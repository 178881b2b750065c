using System.Globalization;
using Ombud.Bench;
using Ombud.Bench.Answering;
using Ombud.Bench.Connecting;
using Ombud.Bench.Deciding;
using Ombud.Bench.Growing;
using Ombud.Bench.People;
using Ombud.Bench.Reporting;
using Ombud.Bench.Starting;
using Ombud.Bench.Sweeping;

if (Settings.Read(args, Console.Error) is not { } settings)
    return 2;

using var report = new Report(Console.Out, Path.Combine("artifacts", "bench.txt"));
report.Line(string.Create(CultureInfo.InvariantCulture,
    $"Ombud benchmarks, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {settings.Machine}{(settings.Quick ? ", quick" : "")}"));
if (settings.Sections.Contains("decision"))
    await DecisionBench.RunAsync(settings, report);
if (settings.Sections.Contains("consent"))
    await new ConsentBench(settings, report).RunAsync();
if (settings.Sections.Contains("person"))
    await new PersonBench(settings, report).RunAsync();
if (settings.Sections.Contains("retention"))
    await new RetentionBench(settings, report).RunAsync();
if (settings.Sections.Contains("start"))
    await StartBench.RunAsync(settings, report);
if (settings.Sections.Contains("systems"))
{
    using var systems = new SystemsBench(settings, report);
    await systems.RunAsync();
}
if (settings.Sections.Contains("growth"))
    await new GrowthBench(settings, report).RunAsync();
report.Line("");
report.Line($"{report.Bars - report.Missed} of {report.Bars} bars met.");
return 0;
