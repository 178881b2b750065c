using Ombud.Database;
using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Notices;

/// <summary>The law's data and the pack, sound.</summary>
internal sealed record LoadedNotice(LegalData Law, Pack Pack, IReadOnlyList<PackError> Warnings);

/// <summary>Loads pack and law at start: the shipped ones beside the program, or those that the configuration names.</summary>
internal static partial class NoticeSource
{
    /// <summary>Configuration key of the pack's folder.</summary>
    internal const string PackKey = "Ombud:Pack";

    /// <summary>Configuration key of the folder of the law's data.</summary>
    internal const string LawKey = "Ombud:Law";

    /// <exception cref="ConfigurationException">The law's data or the pack does not load; every error is named.</exception>
    internal static LoadedNotice Load(IConfiguration configuration)
    {
        var law = LawLoader.Load(Folder(configuration, LawKey, "law"));
        if (law.Law is not { } data)
            throw Failure(law.Errors);
        var pack = PackLoader.Load(Folder(configuration, PackKey, "packs/allegis-group"), data);
        return pack.Pack is { } loaded ? new LoadedNotice(data, loaded, pack.Warnings) : throw Failure(pack.Errors);
    }

    /// <summary>Tells what the pack is warned of.</summary>
    internal static void Warn(IServiceProvider services, IReadOnlyList<PackError> warnings)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(NoticeSource).FullName!);
        foreach (var warning in warnings)
            LogWarning(log, warning);
        if (warnings.Count > 0)
            LogWarnings(log, warnings.Count);
    }

    private static string Folder(IConfiguration configuration, string key, string shipped) =>
        configuration[key] is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, shipped);

    private static ConfigurationException Failure(IReadOnlyList<PackError> errors) =>
        new([.. errors.Select(error => error.ToString())]);

    // One line at start; what it counts is the history of earlier versions too, and would bury everything else.
    [LoggerMessage(Level = LogLevel.Information, Message = "The pack loads with {Count} warnings; level Debug shows them")]
    private static partial void LogWarnings(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pack: {Warning}")]
    private static partial void LogWarning(ILogger log, PackError warning);
}
