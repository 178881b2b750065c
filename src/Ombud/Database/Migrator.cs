using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ombud.Database;

/// <summary>Brings the database to this version of the product, as its owner, and grants the serving role its rights.</summary>
internal sealed partial class Migrator(
    IDbContextFactory<OmbudContext> contexts, StorageOptions storage, ILogger<Migrator> logger)
{
    // Tables to which nothing is ever done but adding. The serving role has no right to do more (PostgreSQL), or a
    // trigger guards against mistakes (SQLite).
    private static readonly string[] AppendOnly = ["fact", "trail_entry", "checkpoint"];

    // Rows of these may be deleted by the owner alone, who erases; never updated by anybody.
    private static readonly string[] ErasableByOwner = ["fact_body", "clear_fact"];

    /// <summary>Migrates.</summary>
    /// <exception cref="ConfigurationException">The database is from a newer version of the product.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        storage.CreateFolders();
        await using var context = ((ContextFactory)contexts).CreateOwnerContext();
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
            await GrantAsync(context, cancel);
        else
            await GuardAsync(context, cancel);
        LogMigrated(known.Count);
    }

    private async Task GrantAsync(OmbudContext context, CancellationToken cancel)
    {
        var role = new NpgsqlConnectionStringBuilder(storage.Connection).Username;
        var owner = new NpgsqlConnectionStringBuilder(storage.OwnerConnection).Username;
        if (role is null || role == owner)
            return;

        var quoted = "\"" + role.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var append = string.Join(", ", AppendOnly.Concat(ErasableByOwner));
        var sql = $"""
            grant usage on schema public to {quoted};
            grant select, insert, update, delete on all tables in schema public to {quoted};
            revoke update, delete, truncate on {append} from {quoted};
            revoke all on "__EFMigrationsHistory" from {quoted};
            grant select on "__EFMigrationsHistory" to {quoted};
            """;
        await context.Database.ExecuteSqlRawAsync(sql, cancel);
    }

    private static async Task GuardAsync(OmbudContext context, CancellationToken cancel)
    {
        foreach (var table in AppendOnly)
        {
            var sql = $"""
                create trigger if not exists {table}_no_update before update on {table}
                begin select raise(abort, 'append only'); end;
                create trigger if not exists {table}_no_delete before delete on {table}
                begin select raise(abort, 'append only'); end;
                """;
            await context.Database.ExecuteSqlRawAsync(sql, cancel);
        }

        foreach (var table in ErasableByOwner)
        {
            var sql = $"""
                create trigger if not exists {table}_no_update before update on {table}
                begin select raise(abort, 'append only'); end;
                """;
            await context.Database.ExecuteSqlRawAsync(sql, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database is at migration {Count}")]
    private partial void LogMigrated(int count);
}
