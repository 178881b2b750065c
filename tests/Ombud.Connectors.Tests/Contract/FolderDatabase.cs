using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>CSV files.</summary>
public sealed class CsvFolder() : FolderDatabase(".csv", CsvText.Read, CsvText.Write)
{
    public override object AsRead(object value) => Plain(value) is bool truth ? truth ? "true" : "false"
        : Convert.ToString(Plain(value), CultureInfo.InvariantCulture)!;
}

/// <summary>Files of JSON Lines.</summary>
public sealed class JsonLinesFolder() : FolderDatabase(".jsonl", JsonLinesText.Read, JsonLinesText.Write)
{
    public override object AsRead(object value) => Plain(value)!;
}

/// <summary>
/// A folder in which each table is a file. Statements run in a database in memory that takes the files in before them and writes
/// them anew after them, so that the tests of databases can make theirs here too.
/// </summary>
public abstract class FolderDatabase(
    string ending, Func<string, List<(string Name, object? Value)[]>> read, Func<string[], IEnumerable<object?[]>, string> write)
    : TestDatabase
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("ombud-files-");

    public override SystemKind Kind => SystemKind.Folder;

    public override string Connection => $"Folder={Directory}";

    public string Directory => _folder.FullName;

    public override string Uuid => "text";

    public override string Moment => "timestamp";

    public override string Bytes => "blob";

    public override string Truth => "boolean";

    public override bool AddsReferences => false;

    public override bool KnowsLengths => false;

    protected override char Mark => '"';

    public override Task CreateAsync() => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));

    // Only tests of servers end connections.
    public override Task KillOthersAsync() => throw new NotSupportedException();

    public override Task<IAsyncDisposable> HoldAsync() => Task.FromResult<IAsyncDisposable>(
        new FileStream(Path.Combine(Directory, ".ombud-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    public override async Task RunAsync(params string[] statements)
    {
        foreach (var table in await TablesAsync())
            await TakeInAsync(table);
        var before = await TablesAsync();
        await base.RunAsync(statements);
        var after = await TablesAsync();
        foreach (var table in before.Except(after))
            File.Delete(PathOf(table));
        foreach (var table in after)
            await WriteAsync(table);
    }

    public override async Task InsertAsync(string table, params object?[] values)
    {
        var names = await NamesAsync(table);
        var text = write(names, [[.. values.Select(Plain)]]);
        await File.AppendAllTextAsync(PathOf(table), text[write(names, []).Length..]);
    }

    public override async Task<IReadOnlyList<string>> RowsAsync(string table) =>
    [
        .. read(await File.ReadAllTextAsync(PathOf(table)))
            .Select(row => string.Join("|", row.Select(each => Convert.ToString(each.Value ?? "null", CultureInfo.InvariantCulture))))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A value as a file can hold it: bytes as digits, moments and days as ISO 8601 writes them.</summary>
    protected static object? Plain(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly or DateTime => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ => value,
    };

    private string PathOf(string table) => Path.Combine(Directory, table + ending);

    private async Task<List<string>> TablesAsync() =>
        [.. (await QueryAsync("select name from sqlite_schema where type = 'table'")).Select(row => (string)row[0]!)];

    private async Task<string[]> NamesAsync(string table)
    {
        var text = table.Replace("'", "''", StringComparison.Ordinal);
        return [.. (await QueryAsync($"select name from pragma_table_info('{text}')")).Select(row => (string)row[0]!)];
    }

    private async Task TakeInAsync(string table)
    {
        await base.RunAsync($"delete from {Quote(table)}");
        foreach (var row in read(await File.ReadAllTextAsync(PathOf(table))))
        {
            await using var command = (await OwnAsync()).CreateCommand();
            command.CommandText = $"insert into {Quote(table)} ({string.Join(", ", row.Select(each => Quote(each.Name)))})"
                + $" values ({string.Join(", ", row.Select((_, index) => $"@p{index}"))})";
            for (var index = 0; index < row.Length; index++)
                Bind(command, $"@p{index}", row[index].Value);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task WriteAsync(string table)
    {
        var rows = (await QueryAsync($"select * from {Quote(table)}")).Select(row => row.Select(Plain).ToArray());
        await File.WriteAllTextAsync(PathOf(table), write(await NamesAsync(table), rows));
    }

    private async Task<List<object?[]>> QueryAsync(string sql)
    {
        await using var command = (await OwnAsync()).CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
        return rows;
    }
}
