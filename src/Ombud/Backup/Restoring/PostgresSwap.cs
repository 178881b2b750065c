using System.IO.Compression;
using Npgsql;
using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Database;

namespace Ombud.Backup.Restoring;

/// <summary>
/// Puts tables in the place of those in a PostgreSQL database. They are filled in a schema beside it and change places in one
/// transaction; those that were there go into a schema of their own and are never deleted.
/// </summary>
/// <param name="owner">Connection of the role that owns the database's tables.</param>
internal sealed class PostgresSwap(string owner, Progress progress)
{
    /// <summary>Schema of what is being put back; one that a kill left is dropped by the next run.</summary>
    public const string Staging = "ombud_restoring";

    private const int LooksMax = 30;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the database holds tables already.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync("public", cancel);
        return (await PostgresTables.ReadAsync(connection, null, "public", cancel)).Count > 0;
    }

    /// <summary>The first value of a query over the database that is there; null where it has no such table.</summary>
    public async Task<string?> ReadAsync(string sql, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenAsync("public", cancel);
            await using var select = connection.Command(sql);
            return await select.ExecuteScalarAsync(cancel) as string;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    /// <summary>Makes sure that nobody else is connected to the database.</summary>
    /// <exception cref="BackupRefusedException">Somebody is.</exception>
    public async Task CheckAloneAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync("public", cancel);
        await CheckAloneAsync(connection, null, cancel);
    }

    /// <summary>Makes the tables beside those that are there, and fills them.</summary>
    /// <param name="create">Makes empty tables on a connection string whose tables go into <see cref="Staging"/>.</param>
    /// <param name="finish">Does what else belongs to it, in the same transaction.</param>
    /// <exception cref="BackupRefusedException">The tables of this version are others than those of the backup.</exception>
    public async Task StageAsync(
        string folder, BackupManifest manifest, Func<string, Task> create, Func<NpgsqlConnection, NpgsqlTransaction, Task> finish,
        CancellationToken cancel)
    {
        await ClearAsync(cancel);
        await using (var connection = await OpenAsync("public", cancel))
            await RunAsync(connection, null, $"create schema {Staging}", cancel);
        await create(new NpgsqlConnectionStringBuilder(owner) { SearchPath = Staging, Pooling = false }.ToString());

        await using var staging = await OpenAsync(Staging, cancel);
        await using var transaction = await staging.BeginTransactionAsync(cancel);
        var tables = await PostgresTables.ReadAsync(staging, transaction, Staging, cancel);
        if (manifest.Tables.FirstOrDefault(table => !tables.Any(known => known.Name == table.Name
            && !table.Columns.Except(known.Columns, StringComparer.Ordinal).Any())) is { } unknown)
        {
            throw new BackupRefusedException(
                $"This version of Ombud has no table {unknown.Name} as the backup has it. Use the version that made it.");
        }
        // Migrations write rows of their own, such as their names.
        await RunAsync(staging, transaction, $"truncate {PostgresTables.Quoted(tables.Select(table => table.Name))}", cancel);
        foreach (var table in await InOrderAsync(staging, transaction, manifest.Tables, cancel))
        {
            progress.Say($"Putting back {table.Name}");
            await FillAsync(staging, folder, table, cancel);
        }
        await finish(staging, transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Lets them change places, in one transaction.</summary>
    /// <param name="aside">Schema for the tables that were there.</param>
    public async Task PutInPlaceAsync(string aside, CancellationToken cancel)
    {
        await using var connection = await OpenAsync("public", cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await CheckAloneAsync(connection, transaction, cancel);
        var there = await RelationsAsync(connection, transaction, "public", cancel);
        if (there.Count > 0)
            await RunAsync(connection, transaction, $"create schema {aside}", cancel);
        foreach (var table in there)
            await RunAsync(connection, transaction, $"alter table public.\"{table}\" set schema {aside}", cancel);
        foreach (var table in await RelationsAsync(connection, transaction, Staging, cancel))
            await RunAsync(connection, transaction, $"alter table {Staging}.\"{table}\" set schema public", cancel);
        await RunAsync(connection, transaction, $"drop schema {Staging}", cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Drops what was staged and did not take its place.</summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync("public", cancel);
        await RunAsync(connection, null, $"drop schema if exists {Staging} cascade", cancel);
    }

    private async Task<NpgsqlConnection> OpenAsync(string schema, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner)
        {
            SearchPath = schema, Pooling = false, CommandTimeout = 0,
        }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }

    // A server takes a moment to notice that a process has hung up, even ours.
    private static async Task CheckAloneAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancel)
    {
        for (var attempt = 1; await OthersAsync(connection, transaction, cancel) is { } others; attempt++)
        {
            if (attempt == LooksMax)
            {
                throw new BackupRefusedException(
                    $"Others are connected to the database {connection.Database} (as {others}). Stop every process of Ombud and "
                    + "restore again.");
            }
            await Task.Delay(BetweenLooks, cancel);
        }
    }

    private static async Task<string?> OthersAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancel)
    {
        // Within a transaction the server answers what it answered before, unless it is told to look anew.
        await RunAsync(connection, transaction, "select pg_stat_clear_snapshot()", cancel);
        await using var select = connection.Command(
            """
            select string_agg(distinct usename::text, ', ')
            from   pg_stat_activity
            where  datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            """, transaction);
        return await select.ExecuteScalarAsync(cancel) as string;
    }

    private static async Task FillAsync(NpgsqlConnection connection, string folder, BackupTable table, CancellationToken cancel)
    {
        await using var file = File.OpenRead(CopyReader.FileOf(folder, table.Name));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var rows = await connection.BeginRawBinaryCopyAsync(
            $"copy \"{table.Name}\" ({PostgresTables.Quoted(table.Columns)}) from stdin (format binary)", cancel);
        await unzipped.CopyToAsync(rows, cancel);
    }

    // Whoever is referred to comes before who refers.
    private static async Task<IReadOnlyList<BackupTable>> InOrderAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<BackupTable> tables, CancellationToken cancel)
    {
        var references = new List<(string From, string To)>();
        await using (var select = connection.Command(
            """
            select f.relname, t.relname
            from   pg_constraint c
            join   pg_class f on f.oid = c.conrelid
            join   pg_class t on t.oid = c.confrelid
            join   pg_namespace n on n.oid = f.relnamespace
            where  c.contype = 'f' and n.nspname = @schema
            """, transaction).With("schema", Staging))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                references.Add((reader.GetString(0), reader.GetString(1)));
        }
        var (left, ordered) = (tables.ToList(), new List<BackupTable>());
        while (left.Count > 0)
        {
            var ready = left.Where(table => !references.Exists(one => one.From == table.Name && one.To != table.Name
                && left.Exists(other => other.Name == one.To))).ToList();
            // A circle of references: the server says what is wrong with it.
            ordered.AddRange(ready.Count > 0 ? ready : left);
            left = ready.Count > 0 ? [.. left.Except(ready)] : [];
        }
        return ordered;
    }

    private static async Task<IReadOnlyList<string>> RelationsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string schema, CancellationToken cancel)
    {
        // Partitions too: they do not follow their table.
        await using var select = connection.Command(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where  n.nspname = @schema and c.relkind in ('r', 'p') order by c.relname
            """, transaction).With("schema", schema);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(cancel))
            names.Add(reader.GetString(0));
        return names;
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var run = connection.Command(sql, transaction);
        await run.ExecuteNonQueryAsync(cancel);
    }
}
