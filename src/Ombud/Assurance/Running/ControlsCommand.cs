using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ombud.Assurance.Measuring;

namespace Ombud.Assurance.Running;

/// <summary>The command <c>ombud controls run [ID…]</c>: measures now, prints what was found and keeps it as evidence.</summary>
internal static class ControlsCommand
{
    /// <param name="build">
    /// Puts the product together for a command, with what it replaces; the pages are served on this machine while it measures.
    /// </param>
    public static Command Create(Func<string[], Action<WebApplicationBuilder>, Task<WebApplication>> build)
    {
        var run = new Command("run", "Run all controls now, or those named: ombud controls run [ID…]. Exit code 1 where one fails.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        run.SetAction(async (parsed, cancel) =>
        {
            var (ids, settings) = Split(parsed.UnmatchedTokens);
            await using var app = await build(settings, ServeHere);
            await app.StartAsync(cancel);
            try
            {
                return await RunAsync(app.Services.GetRequiredService<ControlRunner>(), ids, parsed.InvocationConfiguration.Output, cancel);
            }
            finally
            {
                await app.StopAsync(CancellationToken.None);
            }
        });
        return new Command("controls", "Measure whether the promises are kept.") { run };
    }

    /// <summary>Runs them and prints a table.</summary>
    /// <returns>0 where all hold; 1 where one does not, or there is none of a name.</returns>
    public static async Task<int> RunAsync(
        ControlRunner runner, IReadOnlyCollection<string> ids, TextWriter output, CancellationToken cancel)
    {
        var unknown = ids.Except(runner.Controls.Select(control => control.Id), StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            await output.WriteLineAsync($"There is no control {string.Join(", ", unknown)}. There are:");
            foreach (var control in runner.Controls)
                await output.WriteLineAsync("  " + control.Id);
            return 1;
        }

        var wanted = runner.Controls.Where(control => ids.Count == 0 || ids.Contains(control.Id, StringComparer.Ordinal));
        var (count, failing) = (0, 0);
        foreach (var control in wanted)
        {
            var found = (await runner.RunAsync([control], cancel)).Single();
            count++;
            failing += found.Holds ? 0 : 1;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{(found.Holds ? "holds" : "FAILS")}  {found.Control,-26} {found.TookMicros / 1000,7} ms  {found.FigureEn}"));
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} controls, {failing} failing."));
        return failing == 0 ? 0 : 1;
    }

    /// <summary>Names of controls, and the settings among them, which begin with two dashes.</summary>
    internal static (IReadOnlyList<string> Ids, string[] Settings) Split(IReadOnlyList<string> tokens)
    {
        var (ids, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
            {
                ids.Add(tokens[i]);
                continue;
            }
            settings.Add(tokens[i]);
            if (!tokens[i].Contains('=', StringComparison.Ordinal) && i + 1 < tokens.Count)
                settings.Add(tokens[++i]);
        }
        return (ids, [.. settings]);
    }

    // On a free port of this machine, beside the process that serves the world; the schedule is that process's.
    private static void ServeHere(WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(new ControlSchedule(IsOn: false));
        var told = (builder.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var isTls = told.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        builder.Services.AddSingleton(new ToldAddresses(told));
        builder.WebHost.UseUrls(isTls ? "https://127.0.0.1:0" : "http://127.0.0.1:0");
    }
}

/// <summary>Where the product serves the world, where this process serves on another address for a while.</summary>
internal sealed record ToldAddresses(IReadOnlyList<string> Addresses);
