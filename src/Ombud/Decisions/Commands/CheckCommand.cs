using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Policies.Loading;

namespace Ombud.Decisions.Commands;

/// <summary><c>ombud check</c>: is a pack sound? All errors and warnings, each with its place and rule.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var pack = new Argument<string>("PACK") { Description = "The pack's folder." };
        var law = LawOption();
        var json = new Option<bool>("--json") { Description = "Answer in JSON." };
        var check = new Command("check", "Check a pack: every error and warning, with file, line, column and rule.") { pack, law, json };
        check.SetAction(parsed => Run(
            parsed.GetRequiredValue(pack), parsed.GetRequiredValue(law), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return check;
    }

    /// <summary>The folder of the law's data, which every command about packs needs.</summary>
    internal static Option<string> LawOption() => new("--law")
    {
        Description = "The folder of the law's data.",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "law"),
    };

    /// <summary>Checks.</summary>
    /// <returns>0 where the pack loads, warnings or not; 1 where it does not.</returns>
    internal static int Run(string pack, string law, bool isJson, TextWriter output)
    {
        var loadedLaw = LawLoader.Load(law);
        var loaded = loadedLaw.Law is { } data ? PackLoader.Load(pack, data) : null;
        var (errors, warnings) = (loaded?.Errors ?? loadedLaw.Errors, loaded?.Warnings ?? []);
        if (isJson)
            WriteJson(errors, warnings, output);
        else
            WriteLines(errors, warnings, output);
        return errors.Count == 0 ? 0 : 1;
    }

    private static void WriteLines(IReadOnlyList<PackError> errors, IReadOnlyList<PackError> warnings, TextWriter output)
    {
        foreach (var error in errors)
            output.WriteLine($"error {error}");
        foreach (var warning in warnings)
            output.WriteLine($"warning {warning}");
        output.WriteLine(errors.Count == 0
            ? $"The pack loads. Warnings: {warnings.Count}."
            : $"The pack does not load. Errors: {errors.Count}. Warnings: {warnings.Count}.");
    }

    private static void WriteJson(IReadOnlyList<PackError> errors, IReadOnlyList<PackError> warnings, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(
            new CheckReport(errors.Count == 0, [.. errors.Select(FoundFault.Of)], [.. warnings.Select(FoundFault.Of)]),
            CommandsJson.Default.CheckReport));
}

/// <summary>What checking a pack found.</summary>
internal sealed record CheckReport(bool Loads, IReadOnlyList<FoundFault> Errors, IReadOnlyList<FoundFault> Warnings);

/// <summary>One thing that is wrong.</summary>
internal sealed record FoundFault(string File, int Line, int Column, string Rule, string Message)
{
    public static FoundFault Of(PackError error) => new(error.At.File, error.At.Line, error.At.Column, error.Rule, error.Message);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CommandsJson : JsonSerializerContext;
