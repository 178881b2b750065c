using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Npgsql;
using Ombud.Database;

namespace Ombud.Assurance.Canaries;

/// <summary>Where something was looked for and found.</summary>
/// <param name="Bytes">How many bytes of files were read.</param>
/// <param name="Columns">How many columns of PostgreSQL databases were searched.</param>
internal sealed record RawFindings(IReadOnlyList<string> Places, long Bytes, int Columns);

/// <summary>
/// Looks for byte strings in everything the installation stores: every file of both folders, and every column of text or
/// bytes of PostgreSQL databases.
/// </summary>
internal sealed class RawSearch(StorageOptions storage) : IDisposable
{
    private const int PieceSize = 1 << 20;
    private const int QuerySeconds = 1_800;

    // Closing any handle of a SQLite file gives up this process's locks on it (POSIX), so that these stay open.
    private readonly ConcurrentDictionary<string, SafeFileHandle> _held = new(StringComparer.Ordinal);

    /// <summary>A value as it could stand somewhere: UTF-8, UTF-16, base64 in each alignment, hexadecimal.</summary>
    public static IEnumerable<byte[]> FormsOf(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(value);
        yield return Encoding.BigEndianUnicode.GetBytes(value);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        for (var shift = 0; shift < 3; shift++)
        {
            // The letters that hold bits of neighbours are cut off at both ends.
            var coded = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            var whole = coded.TrimEnd('=');
            yield return Encoding.ASCII.GetBytes(whole[(shift == 0 ? 0 : shift + 1)..^(whole.Length < coded.Length ? 1 : 0)]);
        }
    }

    /// <summary>Looks for any of the byte strings.</summary>
    public async Task<RawFindings> FindAsync(IReadOnlyList<byte[]> wanted, CancellationToken cancel)
    {
        var places = new List<string>();
        var bytes = 0L;
        foreach (var file in new[] { storage.DataFolder, storage.KeysFolder }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(IsSearched))
        {
            bytes += SearchFile(file, wanted, places, cancel);
        }
        var columns = 0;
        if (storage.Engine is Engine.Postgres)
            columns += await SearchDatabaseAsync(storage.OwnerConnection, wanted, places, cancel);
        if (storage.KeysEngine is Engine.Postgres)
            columns += await SearchDatabaseAsync(storage.KeysConnection, wanted, places, cancel);
        return new RawFindings(places, bytes, columns);
    }

    // What SQLite shares between processes holds page numbers alone, and its locks.
    private static bool IsSearched(string file) => !file.EndsWith("-shm", StringComparison.Ordinal);

    private long SearchFile(string file, IReadOnlyList<byte[]> wanted, List<string> places, CancellationToken cancel)
    {
        var isDatabase = file.EndsWith(".db", StringComparison.Ordinal);
        try
        {
            var handle = isDatabase ? _held.GetOrAdd(file, Open) : Open(file);
            try
            {
                return SearchFile(handle, Path.GetFileName(file), wanted, places, cancel);
            }
            finally
            {
                if (!isDatabase)
                    handle.Dispose();
            }
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static SafeFileHandle Open(string file) =>
        File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static long SearchFile(
        SafeFileHandle handle, string name, IReadOnlyList<byte[]> wanted, List<string> places, CancellationToken cancel)
    {
        var overlap = wanted.Max(one => one.Length) - 1;
        var piece = new byte[PieceSize + overlap];
        var (at, kept) = (0L, 0);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(handle, piece.AsSpan(kept, PieceSize), at);
            if (read == 0)
                return at;
            at += read;
            var here = piece.AsSpan(0, kept + read);
            foreach (var one in wanted)
            {
                if (here.IndexOf(one) < 0)
                    continue;
                places.Add(name);
                return at;
            }
            kept = Math.Min(overlap, here.Length);
            here[^kept..].CopyTo(piece);
        }
    }

    private static async Task<int> SearchDatabaseAsync(
        string connection, IReadOnlyList<byte[]> wanted, List<string> places, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var open = await source.OpenConnectionAsync(cancel);
        var columns = await ColumnsAsync(open, cancel);
        var any = string.Join(" or ", wanted.Select((_, i) => $"position(@w{i} in x.v) > 0"));
        foreach (var (table, column, isBytes) in columns)
        {
            var value = isBytes ? $"\"{column}\"" : $"convert_to(\"{column}\"::text, 'UTF8')";
            await using var exists = open.Command(FanOut.LeftBytes.Sql(
                $"select exists (select 1 from (select {value} as v from \"{table}\") x where {any})"));
            exists.CommandTimeout = QuerySeconds;
            for (var i = 0; i < wanted.Count; i++)
                exists.With($"w{i}", wanted[i]);
            if (await exists.ExecuteScalarAsync(cancel) is true)
                places.Add($"{table}.{column}");
        }
        return columns.Count;
    }

    private static async Task<List<(string Table, string Column, bool IsBytes)>> ColumnsAsync(DbConnection open, CancellationToken cancel)
    {
        await using var select = open.Command(
            """
            select c.table_name, c.column_name, c.data_type = 'bytea'
            from   information_schema.columns c
            join   information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where  c.table_schema = 'public' and t.table_type = 'BASE TABLE'
            and    c.data_type in ('text', 'bytea', 'character varying', 'json', 'jsonb')
            """);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var columns = new List<(string Table, string Column, bool IsBytes)>();
        while (await reader.ReadAsync(cancel))
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return columns;
    }

    public void Dispose()
    {
        foreach (var handle in _held.Values)
            handle.Dispose();
    }
}
