using System.CommandLine;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Policies.Model;

namespace Ombud.Systems.Commands;

/// <summary>
/// The command <c>discover</c>: reads the schema of a living system and drafts its dataset file, with a mark at everything that a
/// person must decide. Reads names and types alone, no value of anybody's.
/// </summary>
internal static class DiscoverCommand
{
    /// <summary>It could not be read.</summary>
    private const int NotReached = 1;

    /// <summary>What was written cannot be meant.</summary>
    private const int Unfit = 2;

    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command Create(Func<string[], Task<WebApplication>> build)
    {
        var system = new Argument<string>("system") { Description = "The id that the system shall have: lower case with hyphens." };
        var kind = new Option<SystemKind>("--kind")
        {
            Description = "PostgreSql, MySql (also MariaDB), SqlServer, Sqlite, Folder (of CSV and JSON Lines files), or Http (JSON; "
                + "tables by hand).",
            Required = true,
        };
        var connection = new Option<string>("--connection")
        {
            Description = "The name of its connection string: X for ConnectionStrings__X.", Required = true,
        };
        var controller = new Option<string>("--controller")
        {
            Description = "The company whose data it is, by the pack's id.", Required = true,
        };
        var command = new Command("discover", "Draft the dataset file of a system from its living schema; to the standard output.")
        {
            system, kind, connection, controller,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            return await DraftAsync(
                app, new DraftOrder(
                    parsed.GetValue(system)!, parsed.GetValue(kind), parsed.GetValue(connection)!, parsed.GetValue(controller)!), cancel);
        });
        return command;
    }

    private static async Task<int> DraftAsync(WebApplication app, DraftOrder order, CancellationToken cancel)
    {
        var words = PackWords.Of(app.Services.GetRequiredService<Pack>());
        if (order.Kind is SystemKind.Manual)
        {
            await Console.Error.WriteLineAsync(
                "Only people reach a system of the kind manual: write its dataset file by hand (docs/dataset-format.md).");
            return Unfit;
        }
        if (app.Configuration.GetConnectionString(order.Connection) is not { Length: > 0 } connection)
        {
            await Console.Error.WriteLineAsync($"ConnectionStrings__{order.Connection} is not set.");
            return Unfit;
        }
        if (!words.Controllers.Contains(order.Controller))
        {
            await Console.Error.WriteLineAsync($"The pack has no company '{order.Controller}'.");
            return Unfit;
        }
        try
        {
            await using var connector = await OpenSystem.RunAsync(order.System, order.Kind, connection, cancel);
            await Console.Out.WriteAsync(DraftDataset.Of(order, await connector.DiscoverAsync(cancel), words));
            return 0;
        }
        catch (ConnectorException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return NotReached;
        }
    }
}
