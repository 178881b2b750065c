using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Ombud.Assurance.Measuring;
using Ombud.Backup.Checking;
using Ombud.Backup.Folder;
using Ombud.Backup.Restoring;
using Ombud.Backup.Taking;
using Ombud.Database;

namespace Ombud.Backup;

/// <summary>The commands <c>backup</c>, <c>backup keys</c>, <c>restore</c>, and what <c>verify</c> does with a backup.</summary>
internal static class BackupCommands
{
    private const int KeepDaysDefault = 30;
    private const int KeepDaysMax = 365;

    public static Command Backup()
    {
        var folder = new Argument<string>("folder") { Description = "A new folder, apart from data and keys." };
        var command = new Command("backup", "Copy the data while the product serves. Copy the keys after it: ombud backup keys FOLDER.")
        {
            folder, Keys(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => SayAsync(parsed.UnmatchedTokens, async (storage, _) =>
        {
            var into = Path.GetFullPath(parsed.GetValue(folder)!);
            var made = await new BackUpData(storage, TimeProvider.System, Progress.OfConsole()).RunAsync(into, cancel);
            return string.Create(CultureInfo.InvariantCulture,
                $"Backed up {made.Tables.Sum(table => table.Rows)} rows and a tree of {made.TreeSize} leaves to {into}.");
        }));
        return command;
    }

    private static Command Keys()
    {
        var folder = new Argument<string>("folder") { Description = "A folder of copies of the keys; each run makes one in it." };
        var keep = new Option<int>("--keep-days")
        {
            Description = "Days after which a later run deletes the copy, 1 to 365.", DefaultValueFactory = _ => KeepDaysDefault,
        };
        keep.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > KeepDaysMax)
                result.AddError($"--keep-days must be from 1 to {KeepDaysMax}.");
        });
        var command = new Command("keys", "Copy the key store and the master key, and delete the copies whose time is over.")
        {
            folder, keep,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => SayAsync(parsed.UnmatchedTokens, async (storage, _) =>
        {
            var run = new BackUpKeys(storage, TimeProvider.System, Progress.OfConsole());
            var made = await run.RunAsync(Path.GetFullPath(parsed.GetValue(folder)!), TimeSpan.FromDays(parsed.GetValue(keep)), cancel);
            var lines = made.Deleted.Select(copy => $"Deleted {copy}, whose time was over.")
                .Append($"Copied the keys to {made.Folder}, to be kept until {made.Manifest.KeepUntil:u}.");
            return string.Join(Environment.NewLine, lines);
        }));
        return command;
    }

    public static Command Restore()
    {
        var folder = new Argument<string>("folder") { Description = "A backup of the data." };
        var keys = new Option<string?>("--keys")
        {
            Description = "A copy of the keys, or the folder of copies; without it the key store that is there is used.",
        };
        var replace = new Option<bool>("--replace") { Description = "Move aside what is there; it is never deleted." };
        var command = new Command("restore", "Put a backup back. The next start replays the journal before it answers.")
        {
            folder, keys, replace,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => SayAsync(parsed.UnmatchedTokens, async (storage, configuration) =>
        {
            var order = new RestoreOrder(Full(parsed.GetValue(folder))!, Full(parsed.GetValue(keys)), parsed.GetValue(replace));
            var restore = new RestoreBackup(storage, configuration, TimeProvider.System, Progress.OfConsole());
            var done = await restore.RunAsync(order, cancel);
            var lines = done.Aside.Select(aside => $"What was there lies in {aside}; delete it when it is of no more use.")
                .Append($"Put back the backup of {done.Data.MadeAt:u}. Start Ombud: it replays the journal before it answers.");
            return string.Join(Environment.NewLine, lines);
        }));
        return command;
    }

    /// <summary>Checks a backup, or the living installation where no folder is named; null for an export.</summary>
    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Func<string?, string[], CancellationToken, Task<int?>> Verify(Func<string[], Task<WebApplication>> build) =>
        async (folder, args, cancel) =>
        {
            if (folder is null)
                return await LivingAsync(build, args, cancel);
            var path = Path.GetFullPath(folder);
            return CheckBackup.IsBackup(path)
                ? await RefusableAsync(async () => (await new CheckBackup(Progress.OfConsole()).RunAsync(path, cancel)).ToString())
                : null;
        };

    private static async Task<int> LivingAsync(Func<string[], Task<WebApplication>> build, string[] args, CancellationToken cancel)
    {
        await using var app = await build(args);
        return await CheckLiving.RunAsync(app.Services.GetRequiredService<ControlRunner>(), Console.Out, cancel);
    }

    // The configuration alone: a restore must not begin an installation where it is to put one, nor a backup migrate what it copies.
    private static Task<int> SayAsync(IEnumerable<string> settings, Func<StorageOptions, IConfiguration, Task<string>> run) =>
        RefusableAsync(async () =>
        {
            var configuration = WebApplication.CreateSlimBuilder([.. settings]).Configuration;
            return await run(StorageOptions.From(configuration), configuration);
        });

    private static async Task<int> RefusableAsync(Func<Task<string>> run)
    {
        try
        {
            await Console.Out.WriteLineAsync(await run());
            return 0;
        }
        catch (BackupRefusedException refused)
        {
            foreach (var says in refused.Says)
                await Console.Error.WriteLineAsync("Refused: " + says);
            return 1;
        }
        catch (DbException failure) when (DbFailure.Explain(failure, "OMBUD_DATA, OMBUD_KEYS and the ConnectionStrings") is { } explained)
        {
            await Console.Error.WriteLineAsync("Refused: " + explained);
            return 1;
        }
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}
