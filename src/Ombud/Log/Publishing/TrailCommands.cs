using System.CommandLine;
using System.Text.Json;

namespace Ombud.Log.Publishing;

/// <summary>The commands <c>export-trail</c> and <c>verify</c>.</summary>
internal static class TrailCommands
{
    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command Export(Func<string[], Task<WebApplication>> build)
    {
        var folder = new Argument<string>("folder") { Description = "A new or empty folder." };
        var command = new Command("export-trail", "Write the whole trail as files, to be verified offline.")
        {
            folder,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            var into = parsed.GetValue(folder)!;
            await using var app = await build([.. parsed.UnmatchedTokens]);
            var export = app.Services.GetRequiredService<ExportTrail>();
            var entries = await export.RunAsync(into, cancel);
            await Console.Out.WriteLineAsync($"Exported {entries} entries to {into}.");
            await Console.Out.WriteLineAsync($"Verify: ombud verify {into} --key {await export.KeyAsync(cancel)}");
            return 0;
        });
        return command;
    }

    /// <param name="differing">Compares a record with the body of its receipt.</param>
    public static Command Verify(Func<JsonElement, JsonElement, string?> differing)
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "Folder of an export.", Arity = ArgumentArity.ZeroOrOne,
        };
        var receipt = new Option<string?>("--receipt") { Description = "File of a receipt, or of a consent record, in place of a folder." };
        var key = new Option<string>("--key") { Description = "The log's public key (vkey), or a file with it.", Required = true };
        var earlier = new Option<string?>("--earlier") { Description = "File with a checkpoint of an earlier day." };
        var command = new Command("verify", "Check an export or a receipt offline. 0 genuine, 1 refused, 2 unreadable, 3 no proof yet.")
        {
            folder, receipt, key, earlier,
        };
        command.SetAction(parsed => (parsed.GetValue(folder), parsed.GetValue(receipt)) switch
        {
            ({ } path, null) => VerifyTrail.Folder(path, parsed.GetValue(key)!, parsed.GetValue(earlier), Console.Out),
            (null, { } file) => VerifyTrail.Receipt(file, parsed.GetValue(key)!, Console.Out, differing),
            _ => Confused(),
        });
        return command;
    }

    private static int Confused()
    {
        Console.Error.WriteLine("Name either a folder or --receipt FILE.");
        return VerifyTrail.Unreadable;
    }
}
