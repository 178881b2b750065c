using System.Data;
using System.Data.Common;
using System.IO.Compression;
using Npgsql;
using Ombud.Backup.Folder;
using Ombud.Database;

namespace Ombud.Backup.Taking;

/// <summary>
/// Copies every table of a PostgreSQL database into files, in one read-only transaction and so as of one moment, while the product
/// writes on. By COPY and not by a client's dump, whose version would have to fit the server's.
/// </summary>
internal sealed class PostgresCopy(NpgsqlConnection connection, NpgsqlTransaction snapshot, Progress progress)
{
    /// <summary>Begins the transaction; what is committed later is not in it.</summary>
    public static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await using var only = connection.Command("set transaction read only", transaction);
        await only.ExecuteNonQueryAsync(cancel);
        return transaction;
    }

    /// <summary>Writes all tables of the schema <c>public</c>, and reads each back.</summary>
    public async Task<IReadOnlyList<BackupTable>> WriteAsync(string folder, CancellationToken cancel)
    {
        BackupFiles.CreateFolder(Path.Combine(folder, "tables"));
        var tables = new List<BackupTable>();
        var names = await PostgresTables.ReadAsync(connection, snapshot, "public", cancel);
        foreach (var (name, columns) in names)
        {
            progress.Say($"Copying {name} ({tables.Count + 1} of {names.Count})");
            await WriteAsync(folder, name, columns, cancel);
            var rows = 0L;
            await foreach (var _ in CopyReader.ReadAsync(CopyReader.FileOf(folder, name), cancel))
                rows++;
            tables.Add(new BackupTable(name, columns, rows));
        }
        return tables;
    }

    private async Task WriteAsync(string folder, string name, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        // A query, since a partitioned table is copied by one alone; the tree in its order, so that it can be computed as it is read.
        var order = name is "trail_entry" ? " order by position" : "";
        var copy = $"copy (select {PostgresTables.Quoted(columns)} from \"{name}\"{order}) to stdout (format binary)";
        var file = CopyReader.FileOf(folder, name);
        await using (var stream = new FileStream(file, PrivateFiles.Options(FileMode.CreateNew)))
        await using (var zipped = new GZipStream(stream, CompressionLevel.Fastest))
        await using (var rows = await connection.BeginRawBinaryCopyAsync(copy, cancel))
        {
            // Read until the end here: the stream knows no asynchronous disposal before it.
            await rows.CopyToAsync(zipped, cancel);
        }
        BackupFiles.Sync(file);
    }
}

/// <summary>Tables of a schema with their columns.</summary>
internal static class PostgresTables
{
    public static async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Columns)>> ReadAsync(
        DbConnection connection, DbTransaction? transaction, string schema, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select c.relname, a.attname
            from   pg_class c
            join   pg_namespace n on n.oid = c.relnamespace
            join   pg_attribute a on a.attrelid = c.oid
            where  n.nspname = @schema and c.relkind in ('r', 'p') and not c.relispartition
            and    a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order  by c.relname, a.attnum
            """, transaction).With("schema", schema);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var tables = new List<(string Name, List<string> Columns)>();
        while (await reader.ReadAsync(cancel))
        {
            if (tables.Count == 0 || tables[^1].Name != reader.GetString(0))
                tables.Add((reader.GetString(0), []));
            tables[^1].Columns.Add(reader.GetString(1));
        }
        return tables.ConvertAll(table => (table.Name, (IReadOnlyList<string>)table.Columns));
    }

    /// <summary>Whether the tables lie on several nodes.</summary>
    public static async Task<bool> IsCitusAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var select = connection.Command("select 1 from pg_extension where extname = 'citus'", transaction);
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>Names of columns as a list in SQL.</summary>
    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
