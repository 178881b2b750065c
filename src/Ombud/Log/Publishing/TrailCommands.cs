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
    /// <param name="other">
    /// Checks what is no export: a backup, or the living installation where no folder is named. Null for an export.
    /// </param>
    public static Command Verify(
        Func<JsonElement, JsonElement, string?> differing, Func<string?, string[], CancellationToken, Task<int?>> other)
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "Folder of an export or a backup; none for the living installation.", Arity = ArgumentArity.ZeroOrOne,
        };
        var receipt = new Option<string?>("--receipt") { Description = "File of a receipt, or of a consent record, in place of a folder." };
        var key = new Option<string?>("--key")
        {
            Description = "The log's public key (vkey), or a file with it; for an export or a receipt.",
        };
        var earlier = new Option<string?>("--earlier") { Description = "File with a checkpoint of an earlier day." };
        var command = new Command("verify", "Check an export, a receipt or a backup. 0 genuine, 1 refused, 2 unreadable, 3 no proof yet.")
        {
            folder, receipt, key, earlier,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            var (path, file, vkey) = (parsed.GetValue(folder), parsed.GetValue(receipt), parsed.GetValue(key));
            IReadOnlyList<string> settings = parsed.UnmatchedTokens;
            // Where no folder is named, the first setting is taken for one.
            if (path is { } setting && setting.StartsWith("--", StringComparison.Ordinal))
                (path, settings) = (null, [setting, .. settings]);
            if (vkey is null && file is null && await other(path, [.. settings], cancel) is { } checkedBy)
                return checkedBy;
            return (path, file, vkey) switch
            {
                ({ } export, null, { } by) => VerifyTrail.Folder(export, by, parsed.GetValue(earlier), Console.Out),
                (null, { } one, { } by) => VerifyTrail.Receipt(one, by, Console.Out, differing),
                _ => Confused(),
            };
        });
        return command;
    }

    private static int Confused()
    {
        Console.Error.WriteLine("Name either a folder or --receipt FILE, and the log's public key after --key.");
        return VerifyTrail.Unreadable;
    }
}
