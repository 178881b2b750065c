using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ombud.Database.Guarding;

namespace Ombud.Database.Migrating;

/// <summary>Brings the database to this version of the product, as its owner, and grants the serving role its rights.</summary>
internal sealed partial class Migrator(
    IDbContextFactory<OmbudContext> contexts, StorageOptions storage, ServingRole servingRole, ILogger<Migrator> logger)
{
    private readonly ContextFactory _contexts = (ContextFactory)contexts;

    private string Names => storage.Engine is Engine.Sqlite
        ? "OMBUD_DATA (ombud.db)"
        : "ConnectionStrings__Ombud and ConnectionStrings__OmbudOwner";

    /// <summary>Migrates, and looks at the role that will serve.</summary>
    /// <exception cref="ConfigurationException">
    /// The database is from a newer version, damaged or out of reach, or would be served as its owner.
    /// </exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        storage.CreateFolders();
        var known = KnownMigrations.Of(storage.Engine);
        try
        {
            if (!await IsCurrentAsync(known, cancel))
                await UpgradeAsync(cancel);
            await GuardAsync(cancel);
            await servingRole.CheckAsync(cancel);
        }
        catch (DbException failure) when (DbFailure.Explain(failure, Names) is { } explained)
        {
            throw new ConfigurationException([explained]);
        }
        LogMigrated(known.Count);
    }

    /// <summary>Whether nothing is to be migrated; found out without EF Core, whose model takes longest of all at a start.</summary>
    private async Task<bool> IsCurrentAsync(IReadOnlyList<string> known, CancellationToken cancel)
    {
        var applied = await AppliedAsync(cancel);
        if (applied.LastOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } newer)
        {
            throw new ConfigurationException([
                $"The database is from a newer version of Ombud (it has {newer}). Start that version, or restore a backup."]);
        }
        return applied.Count == known.Count;
    }

    private async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = await _contexts.OpenOwnerAsync(cancel);
            await using var select = connection.Command("""select "MigrationId" from "__EFMigrationsHistory" order by "MigrationId" """);
            await using var reader = await select.ExecuteReaderAsync(cancel);
            var names = new List<string>();
            while (await reader.ReadAsync(cancel))
                names.Add(reader.GetString(0));
            return names;
        }
        catch (DbException)
        {
            // Not there yet, or out of reach: migrating makes it, or says what is wrong.
            return [];
        }
    }

    private async Task UpgradeAsync(CancellationToken cancel)
    {
        await using var context = _contexts.CreateOwnerContext();
        await using var alone = await MigrationLock.TakeAsync(context, storage, cancel);
        await context.Database.MigrateAsync(cancel);
    }

    private async Task GuardAsync(CancellationToken cancel)
    {
        await using var connection = await _contexts.OpenOwnerAsync(cancel);
        if (storage.Engine is Engine.Postgres)
            await AppendOnly.GrantAsync(connection, storage, cancel);
        else
            await AppendOnly.GuardAsync(connection, cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database is at migration {Count}")]
    private partial void LogMigrated(int count);
}
