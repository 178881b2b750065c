using System.Globalization;
using System.Text;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>A folder of a test's own.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ombud-folder-");

    public string Path => _folder.FullName;

    /// <summary>What stands in it beside the lock, by name.</summary>
    public IEnumerable<string> Names => _folder.GetFileSystemInfos().Select(each => each.Name)
        .Where(name => name != FolderTables.LockName).Order(StringComparer.Ordinal);

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => File.WriteAllBytes(PathOf(name), Encoding.UTF8.GetBytes(text));

    public string Read(string name) => Encoding.UTF8.GetString(File.ReadAllBytes(PathOf(name)));

    public FolderConnector Open(string words = "") => FolderConnector.Open("shop", $"Folder={Path}{words}", TimeSpan.FromSeconds(0.2));

    public async Task<List<string>> FindAsync(TableDescription table, string field, object value, string words = "")
    {
        await using var connector = Open(words);
        return await connector.FindAsync(table, field, [value], CancellationToken.None)
            .Select(row => string.Join("|", row.Select(each => Convert.ToString(each ?? "null", CultureInfo.InvariantCulture))))
            .ToListAsync();
    }

    public async Task<int> DeleteAsync(TableDescription table, params object[] keys)
    {
        await using var connector = Open();
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
        var count = 0;
        foreach (var batch in keys.Chunk(IConnector.ValuesMax))
            count += await erasing.DeleteAsync(table, [.. batch.Select(key => new[] { key })], CancellationToken.None);
        await erasing.CommitAsync(CancellationToken.None);
        return count;
    }

    public async Task OverwriteAsync(TableDescription table, object key, params (string Field, object? Value)[] values)
    {
        await using var connector = Open();
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
        Assert.Equal(1, await erasing.OverwriteAsync(table, [key], values, CancellationToken.None));
        await erasing.CommitAsync(CancellationToken.None);
    }

    /// <summary>Expects a failure that says what to do, at a table, and holds no canary.</summary>
    public static async Task TellsAsync(string remedy, string? table, Func<Task> work)
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(work);

        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(table, failure.Table);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
