using Ombud.Assurance.Measuring;
using Ombud.Backup.Replaying;
using Ombud.Backup.Trying;
using Ombud.Database;
using Ombud.Log;

namespace Ombud.Backup;

internal static class BackupModule
{
    /// <param name="build">Puts the product together, for trying a backup apart from this installation.</param>
    public static IServiceCollection AddBackup(this IServiceCollection services, BuildApart build)
    {
        services.AddSingleton(build);
        services.AddSingleton<IControl, BackupsBringNobodyBack>();
        services.AddSingleton(FactType.Of("database.restored", () => BackupFactsJson.Default.DatabaseRestored));
        services.AddSingleton<FoldersInUse>();
        services.AddSingleton<ReplayErasures>();
        services.AddSingleton<ReplayWills>();
        services.AddSingleton<ReplayEnds>();
        services.AddSingleton<EndQuarantine>();
        services.AddSingleton<ReplayJournal>();
        return services;
    }

    /// <summary>Keeps a restore out as long as this process lives; before keys and data are opened.</summary>
    /// <exception cref="ConfigurationException">A restore is at work.</exception>
    public static void UseFolders(this IServiceProvider services) => services.GetRequiredService<FoldersInUse>().Take();

    /// <summary>Replays the journal over a database that was put back, before anything is answered.</summary>
    public static Task PrepareBackupAsync(this IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<ReplayJournal>().RunAsync(cancel);
}
