using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Ombud.Backup.Checking;
using Ombud.Backup.Folder;
using Ombud.Backup.Restoring;
using Ombud.Backup.Taking;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Backup;

/// <summary>A place for backups of one storage, data and keys apart.</summary>
internal sealed class BackupRoom(TestStorage storage) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _root = Directory.CreateTempSubdirectory("ombud-backup-").FullName;

    public string Data => Path.Combine(_root, "data", "first");

    public string Keys => Path.Combine(_root, "keys");

    public string Journal => Path.Combine(storage.KeysFolder, "journal.jsonl");

    public static StorageOptions OptionsOf(TestStorage storage) => StorageOptions.From(ConfigurationOf(storage));

    private static IConfiguration ConfigurationOf(TestStorage storage) =>
        new ConfigurationBuilder().AddCommandLine([.. storage.Arguments]).Build();

    public async Task<BackupManifest> BackUpAsync(string? folder = null, TimeProvider? time = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder ?? Data)!);
        return await new BackUpData(OptionsOf(storage), time ?? TimeProvider.System, Progress.None).RunAsync(folder ?? Data, None);
    }

    public Task<KeysBackedUp> BackUpKeysAsync(TimeProvider? time = null, string? folder = null, int days = 30) =>
        new BackUpKeys(OptionsOf(storage), time ?? TimeProvider.System, Progress.None)
            .RunAsync(folder ?? Keys, TimeSpan.FromDays(days), None);

    public static Task<CheckedBackup> CheckAsync(string folder) => new CheckBackup(Progress.None).RunAsync(folder, None);

    /// <summary>Puts the backup back; the product must have been stopped.</summary>
    public Task<Restored> RestoreAsync(bool replace = true, bool withKeys = false, string? data = null, TestStorage? into = null)
    {
        LetGo();
        var target = into ?? storage;
        return new RestoreBackup(OptionsOf(target), ConfigurationOf(target), TimeProvider.System, Progress.None)
            .RunAsync(new RestoreOrder(data ?? Data, withKeys ? Keys : null, replace), None);
    }

    /// <summary>Why it is refused; fails where it is not.</summary>
    public static async Task<string> RefusedAsync(Func<Task> attempt) =>
        (await Assert.ThrowsAsync<BackupRefusedException>(attempt)).Message;

    /// <summary>What this process still has open in its pools.</summary>
    public static void LetGo()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Whether bytes lie in any file of data or keys, or in any column of any table.</summary>
    public async Task<bool> HoldsAsync(byte[] trace)
    {
        foreach (var file in new[] { storage.DataFolder, storage.KeysFolder }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, None);
            if (bytes.AsSpan().IndexOf(trace) >= 0)
                return true;
        }
        return storage.Engine is Engine.Postgres
            && (await IsInTablesAsync(storage.OwnerConnection, trace) || await IsInTablesAsync(storage.KeysConnection, trace));
    }

    /// <summary>Names and hashes of every file of data and keys, and the rows of every table of PostgreSQL.</summary>
    public async Task<string> PictureAsync()
    {
        LetGo();
        var picture = new StringBuilder();
        foreach (var file in new[] { storage.DataFolder, storage.KeysFolder }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Where(file => !file.EndsWith("in-use.lock", StringComparison.Ordinal)))
            picture.Append(file).Append(' ').AppendLine(await BackupFiles.HashAsync(file, None));
        if (storage.Engine is Engine.Postgres)
        {
            foreach (var database in new[] { storage.OwnerConnection, storage.KeysConnection })
            {
                foreach (var (schema, table) in await TablesAsync(database))
                    picture.Append(schema).Append('.').Append(table).Append(' ').AppendLine(await DigestAsync(database, schema, table));
            }
        }
        LetGo();
        return picture.ToString();
    }

    private static async Task<bool> IsInTablesAsync(string database, byte[] trace)
    {
        foreach (var (schema, table) in await TablesAsync(database))
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(None);
            await using var search = new NpgsqlCommand(
                $"select exists (select 1 from {schema}.\"{table}\" t where t::text like @hex)", connection);
            search.Parameters.AddWithValue("hex", $"%{Convert.ToHexStringLower(trace)}%");
            if (await search.ExecuteScalarAsync(None) is true)
                return true;
        }
        return false;
    }

    private static async Task<string> DigestAsync(string database, string schema, string table)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(None);
        await using var digest = new NpgsqlCommand(
            $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {schema}.\"{table}\" t",
            connection);
        return (string)(await digest.ExecuteScalarAsync(None))!;
    }

    private static async Task<List<(string Schema, string Table)>> TablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(None);
        await using var list = new NpgsqlCommand(
            """
            select schemaname, tablename from pg_tables
            where  schemaname not in ('pg_catalog', 'information_schema') order by schemaname, tablename
            """, connection);
        await using var reader = await list.ExecuteReaderAsync(None);
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync(None))
            tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
