using System.CommandLine;
using Ombud.Assurance.Running;
using Ombud.Backup;
using Ombud.Consents.Receipts;
using Ombud.Database;
using Ombud.Decisions.Commands;
using Ombud.Keys.Rotation;
using Ombud.Log.Publishing;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.Staff;
using Ombud.Systems.Commands;

namespace Ombud;

/// <summary>The <c>ombud</c> command: serving is the default, the rest are its sub-commands.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <returns>0 when all went well; 1 when what was asked for failed; 2 when configuration, files or folders cannot work.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args is [] || args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")
                ? await ServeAsync(args)
                : await Root().Parse(args).InvokeAsync(OwnErrors);
        }
        catch (ConfigurationException failure)
        {
            await Console.Error.WriteLineAsync("Ombud cannot start:");
            foreach (var error in failure.Errors)
                await Console.Error.WriteLineAsync("  - " + error);
            return 2;
        }
        // A file that is not there, a folder that may not be written, an address that is taken: the operator's to mend.
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Ombud stops: {failure.Message}");
            return 2;
        }
    }

    // The default handler would print a configuration error as a crash.
    private static InvocationConfiguration OwnErrors => new() { EnableDefaultExceptionHandler = false };

    private static Task<WebApplication> OpenAsync(string[] args) => Host.BuildAsync(args, isServing: false);

    private static RootCommand Root()
    {
        var serve = new Command("serve", "Serve the Privacy Centre, the Console and the API. The default.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction((parsed, _) => ServeAsync([.. parsed.UnmatchedTokens]));
        return new RootCommand("Ombud: a privacy notice that runs.")
        {
            serve,
            CheckCommand.Create(),
            ExplainCommand.Create(TimeProvider.System),
            TrailCommands.Export(OpenAsync),
            TrailCommands.Verify(ConsentRecordCheck.Differing, BackupCommands.Verify(OpenAsync)),
            BackupCommands.Backup(),
            BackupCommands.Restore(),
            KeyCommands.Keys(OpenAsync),
            ApiKeyCommands.ApiKeys(OpenAsync),
            StaffCommand.Staff(OpenAsync),
            SweepCommand.Create(OpenAsync),
            ConnectCommand.Create(OpenAsync),
            ConnectCommand.Systems(OpenAsync),
            DiscoverCommand.Create(OpenAsync),
            ControlsCommand.Create((args, configure) => Host.BuildAsync(args, configure, isServing: false)),
        };
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = await Host.BuildAsync(
            args, builder => builder.Services.AddSingleton(CalmStart.Serving).AddHostedService<TrimAfterStart>());
        await app.StartAsync();
        foreach (var address in app.Urls)
            await Console.Out.WriteLineAsync($"Ombud is ready. Open {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
