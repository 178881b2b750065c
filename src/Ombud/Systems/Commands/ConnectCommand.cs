using System.CommandLine;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Loading;
using Ombud.Database;
using Ombud.Policies.Model;

namespace Ombud.Systems.Commands;

/// <summary>
/// The command <c>connect</c>: checks a dataset file, opens the system, compares the two and puts the file where the product finds
/// it.
/// </summary>
internal static class ConnectCommand
{
    /// <summary>What was looked at cannot be relied upon.</summary>
    private const int Unsound = 1;

    /// <summary>What was written cannot be meant.</summary>
    private const int Unfit = 2;

    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command Create(Func<string[], Task<WebApplication>> build)
    {
        var file = new Argument<FileInfo>("file") { Description = "A dataset file (docs/dataset-format.md)." };
        var command = new Command("connect", "Connect a system that holds people's data, by its dataset file.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            return await ConnectAsync(app, parsed.GetValue(file)!, cancel);
        });
        return command;
    }

    /// <summary>The command <c>systems</c>: looks at everything that is connected.</summary>
    /// <inheritdoc cref="Create"/>
    public static Command Systems(Func<string[], Task<WebApplication>> build)
    {
        var command = new Command("systems", "Look whether the connected systems answer and are as their dataset files describe them.");
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            return await LookAsync(app.Services.GetRequiredService<LookAtSystems>(), cancel);
        });
        return command;
    }

    private static async Task<int> LookAsync(LookAtSystems look, CancellationToken cancel)
    {
        var looks = await look.LookAsync(cancel);
        foreach (var one in looks)
            await TellAsync(one);
        var people = looks.Count(one => one.System.Description.Manual is not null);
        await Console.Out.WriteLineAsync(
            $"{looks.Count} connected, {looks.Count(one => one.IsSound) - people} of them answer and are as described"
            + (people == 0 ? "." : $"; {people} reached by people alone."));
        return looks.All(one => one.IsSound) ? 0 : Unsound;
    }

    private static async Task<int> ConnectAsync(WebApplication app, FileInfo file, CancellationToken cancel)
    {
        var (configuration, storage) = (app.Configuration, app.Services.GetRequiredService<StorageOptions>());
        var loading = DatasetLoader.Load(file.FullName, PackWords.Of(app.Services.GetRequiredService<Pack>()));
        foreach (var error in loading.Errors)
            await Console.Error.WriteLineAsync(error.ToString());
        if (loading.System is not { } system)
            return Unfit;
        if (ConnectedSystems.ConnectionOf(configuration, system) is not { } connection)
        {
            await Console.Error.WriteLineAsync(
                $"ConnectionStrings__{system.Connection} is not set: the system {system.Id} is reached by it.");
            return Unfit;
        }
        var look = await LookAtSystems.LookAsync(new ConnectedSystem(PlanSystem.Run(system), connection), cancel);
        await TellAsync(look);
        if (!look.IsSound)
            return Unsound;
        await PutAsync(system, file, ConnectedSystems.FolderOf(configuration, storage)!);
        return 0;
    }

    private static async Task PutAsync(SystemDescription system, FileInfo file, string folder)
    {
        var target = Path.Combine(folder, system.Id + ".yaml");
        if (Path.GetFullPath(target) != file.FullName)
        {
            Directory.CreateDirectory(folder);
            // Under another name first, so that a start meanwhile never reads half a file.
            var written = target + ".new";
            File.Copy(file.FullName, written, overwrite: true);
            File.Move(written, target, overwrite: true);
        }
        await Console.Out.WriteLineAsync($"Connected: {target}. The product reads it when it starts again.");
    }

    private static async Task TellAsync(SystemLook look)
    {
        if (look.Failure is { } failure)
            await Console.Error.WriteLineAsync(failure.Message);
        foreach (var difference in look.Differences)
        {
            await (difference.Breaks ? Console.Error : Console.Out).WriteLineAsync(
                $"{look.System.Id}: {(difference.Field is { } field ? $"{difference.Table}.{field}" : difference.Table)}: "
                + Pages.SystemTexts.Of(difference.Kind));
        }
        if (look.IsSound)
        {
            await Console.Out.WriteLineAsync(look.System.Description.Manual is null
                ? $"{look.System.Id}: answers and is as described ({look.System.Description.Tables.Count} tables)."
                : $"{look.System.Id}: only people reach it; they are asked in the Console, or by letter where the file says so.");
        }
    }
}
