using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Collection;

/// <summary>Looks at everything that is stored.</summary>
internal static class StoredRows
{
    // Rows that the running product itself adds, whoever asks for what.
    private static readonly string[] OfTheMachine = ["lease", "evidence", "control_run", "trail_tile", "trail_entry",
        "checkpoint", "unsequenced", "sweep_state", "published_version"];

    /// <summary>Rows by table.</summary>
    public static async Task<SortedDictionary<string, long>> CountAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        var tables = context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Where(name =>
            !OfTheMachine.Contains(name));
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var connection = await app.Get<Db>().OpenAsync(CancellationToken.None);
        foreach (var table in tables)
        {
            await using var count = connection.Command($"select count(*) from {table}");
            counts[table] = Convert.ToInt64(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        }
        return counts;
    }

    public static async Task<long> CountAsync(OmbudApp app, string table) => (await CountAsync(app))[table];

    /// <summary>Files of the storage, and on PostgreSQL columns, in which a text stands in clear.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(OmbudApp app, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        foreach (var folder in new[] { app.Storage.DataFolder, app.Storage.KeysFolder }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new MemoryStream();
                await stream.CopyToAsync(content);
                if (content.ToArray().AsSpan().IndexOf(bytes) >= 0)
                    found.Add(file);
            }
        }
        if (app.Storage.Engine is Engine.Postgres)
            found.AddRange(await FindInColumnsAsync(app, bytes));
        return found;
    }

    private static async Task<IReadOnlyList<string>> FindInColumnsAsync(OmbudApp app, byte[] bytes)
    {
        var columns = new List<(string Table, string Column, string Type)>();
        await using var connection = await app.Get<Db>().OpenAsync(CancellationToken.None);
        await using (var select = connection.Command(
            "select table_name, column_name, data_type from information_schema.columns where table_schema = "
                + "'public' and data_type in ('text', 'bytea')"))
        await using (var reader = await select.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        var found = new List<string>();
        foreach (var (table, column, type) in columns)
        {
            var value = type is "bytea" ? $"\"{column}\"" : $"convert_to(\"{column}\", 'UTF8')";
            await using var count = connection
                .Command($"select count(*) from \"{table}\" where position(@text in {value}) > 0").With("text", bytes);
            if (await count.ExecuteScalarAsync() is > 0L)
                found.Add($"{table}.{column}");
        }
        return found;
    }
}
