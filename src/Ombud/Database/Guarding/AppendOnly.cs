using System.Data.Common;
using Npgsql;

namespace Ombud.Database.Guarding;

/// <summary>
/// Keeps what is only ever added to: by grants on PostgreSQL, where the serving role owns nothing; on SQLite by triggers,
/// which guard against mistakes and not against whoever holds the file.
/// </summary>
internal static class AppendOnly
{
    /// <summary>Tables to which nothing is ever done but adding.</summary>
    public static readonly IReadOnlyList<string> Tables = ["fact", "trail_entry", "checkpoint"];

    /// <summary>Rows of these may be deleted by the owner alone, who erases; never updated by anybody.</summary>
    public static readonly IReadOnlyList<string> ErasableByOwner = ["fact_body", "clear_fact"];

    /// <summary>Grants the serving role its rights, and no others.</summary>
    public static async Task GrantAsync(DbConnection connection, StorageOptions storage, CancellationToken cancel)
    {
        var role = new NpgsqlConnectionStringBuilder(storage.Connection).Username;
        var owner = new NpgsqlConnectionStringBuilder(storage.OwnerConnection).Username;
        if (role is null || role == owner)
            return;

        var quoted = "\"" + role.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        // Under the lock that migrations take too: two processes that grant at once fail on the catalogue's rows.
        var sql = $"""
            lock table "__EFMigrationsHistory" in access exclusive mode;
            grant usage on schema public to {quoted};
            grant select, insert, update, delete on all tables in schema public to {quoted};
            revoke update, delete, truncate on {string.Join(", ", Tables.Concat(ErasableByOwner))} from {quoted};
            revoke all on "__EFMigrationsHistory" from {quoted};
            grant select on "__EFMigrationsHistory" to {quoted};
            """;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var grant = connection.Command(sql, transaction);
        await grant.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Makes the triggers.</summary>
    public static async Task GuardAsync(DbConnection connection, CancellationToken cancel)
    {
        var updates = Tables.Concat(ErasableByOwner).Select(table => Trigger(table, "update"));
        await using var create = connection.Command(string.Join('\n', updates.Concat(Tables.Select(table => Trigger(table, "delete")))));
        await create.ExecuteNonQueryAsync(cancel);
    }

    private static string Trigger(string table, string action) =>
        $"""
        create trigger if not exists {table}_no_{action} before {action} on {table}
        begin select raise(abort, 'append only'); end;
        """;
}
