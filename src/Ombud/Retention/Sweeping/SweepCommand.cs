using System.CommandLine;
using System.Globalization;

namespace Ombud.Retention.Sweeping;

/// <summary>The command <c>ombud sweep</c>: ends what is due now, or only says what is.</summary>
internal static class SweepCommand
{
    /// <param name="build">Puts the product together without serving.</param>
    public static Command Create(Func<string[], Task<WebApplication>> build)
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Change nothing; list what is due by rule. "
            + "Exit code 1 where anything is."
        };
        var sweep = new Command("sweep", "End the records and logged answers whose time has run out.") { dryRun };
        sweep.TreatUnmatchedTokensAsErrors = false;
        sweep.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            return parsed.GetValue(dryRun)
                ? await ListAsync(app.Services, parsed.InvocationConfiguration.Output, cancel)
                : await RunAsync(app.Services, parsed.InvocationConfiguration.Output, cancel);
        });
        return sweep;
    }

    private static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        if (await services.GetRequiredService<Sweeper>().RunAsync(cancel) is not { } round)
        {
            await output.WriteLineAsync("Another process is sweeping; nothing was done here.");
            return 1;
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{round.Ended} records and logged answers ended."));
        return 0;
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output, CancellationToken cancel)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var due = await services.GetRequiredService<SweepState>().DueAsync(null, now, cancel);
        foreach (var rule in due)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{rule.Rule,-24} {rule.Count,10}  oldest {rule.Oldest:yyyy-MM-dd}"));
        }
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{due.Sum(rule => rule.Count)} records and logged answers are due."));
        return due.Count == 0 ? 0 : 1;
    }
}
