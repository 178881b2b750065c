using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Loading;
using Ombud.Database;
using Ombud.Policies.Model;

namespace Ombud.Systems;

/// <summary>A system of the organisation's in which data of people lies, and the way to it.</summary>
/// <param name="Connection">The connection string; a secret, so that nothing shows it.</param>
internal sealed record ConnectedSystem(SystemPlan Plan, string Connection)
{
    public SystemDescription Description => Plan.System;

    public string Id => Plan.System.Id;

    // A record would print its connection string.
    public override string ToString() => Id;
}

/// <summary>
/// The connected systems: one dataset file each, in the folder <c>Systems:Folder</c>, by default <c>systems</c> in that of the data.
/// Read once at start.
/// </summary>
internal sealed class ConnectedSystems(IReadOnlyList<ConnectedSystem> all)
{
    /// <summary>Configuration key of the folder.</summary>
    internal const string FolderKey = "Systems:Folder";

    /// <summary>All of them, in the order of their ids.</summary>
    public IReadOnlyList<ConnectedSystem> All => all;

    /// <summary>The system with an id; null where it is not connected, or not any more.</summary>
    public ConnectedSystem? Find(string id) => all.FirstOrDefault(one => one.Id == id);

    /// <summary>Reads the configuration and the dataset files; says everything that is wrong with them at once.</summary>
    /// <param name="storage">Where data lies; null where that is wrong itself, which is told for itself.</param>
    /// <param name="pack">The pack whose categories and companies are meant; null where it does not load.</param>
    /// <exception cref="ConfigurationException">A file is wrong, or the connection string of a system is missing.</exception>
    public static ConnectedSystems From(IConfiguration configuration, StorageOptions? storage, Pack? pack)
    {
        if (FolderOf(configuration, storage) is not { } folder)
            return new([]);
        if (!Directory.Exists(folder))
        {
            return configuration[FolderKey] is { Length: > 0 }
                ? throw new ConfigurationException([$"Systems__Folder names {folder}, which is not there."])
                : new([]);
        }
        var loading = DatasetLoader.LoadFolder(folder, pack is null ? null : PackWords.Of(pack));
        var errors = loading.Errors.Select(error => $"{folder}: {error}").ToList();
        errors.AddRange(loading.Systems.Where(system => ConnectionOf(configuration, system) is null).Select(system =>
            $"ConnectionStrings__{system.Connection} is not set: the system {system.Id} is reached by it."));
        return errors.Count == 0
            ? new([.. loading.Systems.Select(system => new ConnectedSystem(PlanSystem.Run(system), ConnectionOf(configuration, system)!))
                .OrderBy(one => one.Id, StringComparer.Ordinal)])
            : throw new ConfigurationException(errors);
    }

    /// <summary>The folder of the dataset files; null where none can be told.</summary>
    public static string? FolderOf(IConfiguration configuration, StorageOptions? storage) =>
        configuration[FolderKey] is { Length: > 0 } named ? Path.GetFullPath(named)
            : storage is null ? null : Path.Combine(storage.DataFolder, "systems");

    /// <summary>The connection string of a system; empty where only people reach it, null where it is not set.</summary>
    internal static string? ConnectionOf(IConfiguration configuration, SystemDescription system) =>
        system.Kind is SystemKind.Manual ? ""
            : configuration.GetConnectionString(system.Connection) is { Length: > 0 } known ? known : null;
}
