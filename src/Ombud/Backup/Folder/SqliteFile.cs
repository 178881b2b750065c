using Microsoft.Data.Sqlite;
using Ombud.Database;

namespace Ombud.Backup.Folder;

/// <summary>Connections to SQLite files that are closed when they are let go: no pool keeps a file open that is to be moved.</summary>
internal static class SqliteFile
{
    /// <summary>A copy in a backup: nothing is ever written beside it.</summary>
    public static async Task<SqliteConnection> OpenCopyAsync(string file, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"file:{Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>A database that is there, as it is configured.</summary>
    public static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30,
        }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>Where a connection string of ours has its file.</summary>
    public static string Of(string connection) => new SqliteConnectionStringBuilder(connection).DataSource;

    /// <summary>Whether there is a database: a start makes the file before it writes into it.</summary>
    public static bool IsThere(string file) => File.Exists(file) && new FileInfo(file).Length > 0;

    /// <summary>Tables with their columns and numbers of rows.</summary>
    public static async Task<IReadOnlyList<BackupTable>> TablesAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var names = new List<string>();
        await using (var select = connection.Command(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                names.Add(reader.GetString(0));
        }
        var tables = new List<BackupTable>();
        foreach (var name in names)
        {
            await using var count = connection.Command($"select count(*) from \"{name}\"");
            tables.Add(new BackupTable(name, [], (long)(await count.ExecuteScalarAsync(cancel))!));
        }
        return tables;
    }
}
