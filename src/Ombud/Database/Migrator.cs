using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ombud.Database.Guarding;

namespace Ombud.Database;

/// <summary>Brings the database to this version of the product, as its owner, and grants the serving role its rights.</summary>
internal sealed partial class Migrator(
    IDbContextFactory<OmbudContext> contexts, StorageOptions storage, ServingRole servingRole, ILogger<Migrator> logger)
{
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
        try
        {
            await using var context = ((ContextFactory)contexts).CreateOwnerContext();
            await using var alone = await MigrationLock.TakeAsync(context, storage, cancel);
            await MigrateAsync(context, cancel);
            await servingRole.CheckAsync(cancel);
        }
        catch (DbException failure) when (DbFailure.Explain(failure, Names) is { } explained)
        {
            throw new ConfigurationException([explained]);
        }
    }

    private async Task MigrateAsync(OmbudContext context, CancellationToken cancel)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (await context.Database.CanConnectAsync(cancel))
        {
            var newer = (await context.Database.GetAppliedMigrationsAsync(cancel)).Where(name => !known.Contains(name)).ToList();
            if (newer.Count > 0)
            {
                throw new ConfigurationException([
                    $"The database is from a newer version of Ombud (it has {newer[^1]}). Start that version, or restore a backup."]);
            }
        }

        await context.Database.MigrateAsync(cancel);
        if (storage.Engine is Engine.Postgres)
            await AppendOnly.GrantAsync(context, storage, cancel);
        else
            await AppendOnly.GuardAsync(context, cancel);
        LogMigrated(known.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database is at migration {Count}")]
    private partial void LogMigrated(int count);
}
