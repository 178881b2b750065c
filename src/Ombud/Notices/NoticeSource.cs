using Ombud.Database;
using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Notices;

/// <summary>Loads pack and law at start: the shipped ones beside the program, or those that the configuration names.</summary>
internal static partial class NoticeSource
{
    /// <summary>Configuration key of the pack's folder.</summary>
    internal const string PackKey = "Ombud:Pack";

    /// <summary>Configuration key of the folder of the law's data.</summary>
    internal const string LawKey = "Ombud:Law";

    /// <exception cref="ConfigurationException">The law's data does not load; every error is named.</exception>
    internal static LegalData LoadLaw(IServiceProvider services)
    {
        var loading = LawLoader.Load(Folder(services, LawKey, "law"));
        return loading.Law ?? throw Failure(loading.Errors);
    }

    /// <exception cref="ConfigurationException">The pack does not load; every error is named.</exception>
    internal static Pack LoadPack(IServiceProvider services)
    {
        var loading = PackLoader.Load(
            Folder(services, PackKey, "packs/allegis-group"), services.GetRequiredService<LegalData>());
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(NoticeSource).FullName!);
        foreach (var warning in loading.Warnings)
            LogWarning(log, warning);
        if (loading.Warnings.Count > 0)
            LogWarnings(log, loading.Warnings.Count);
        return loading.Pack ?? throw Failure(loading.Errors);
    }

    private static string Folder(IServiceProvider services, string key, string shipped) =>
        services.GetRequiredService<IConfiguration>()[key] ?? Path.Combine(AppContext.BaseDirectory, shipped);

    private static ConfigurationException Failure(IReadOnlyList<PackError> errors) =>
        new([.. errors.Select(error => error.ToString())]);

    // One line at start; what it counts is the history of earlier versions too, and would bury everything else.
    [LoggerMessage(Level = LogLevel.Information, Message = "The pack loads with {Count} warnings; level Debug shows them")]
    private static partial void LogWarnings(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pack: {Warning}")]
    private static partial void LogWarning(ILogger log, PackError warning);
}
