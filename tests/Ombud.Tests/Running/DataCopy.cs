using Microsoft.Data.Sqlite;

namespace Ombud.Tests.Running;

/// <summary>A copy of the data folder, as a backup holds one.</summary>
internal sealed class DataCopy : IDisposable
{
    private readonly string _data;
    private readonly string _copy = Directory.CreateTempSubdirectory("ombud-copy-").FullName;

    private DataCopy(string data) => _data = data;

    /// <summary>Copies the SQLite database of a product that is stopped.</summary>
    public static DataCopy Of(TestStorage storage)
    {
        SqliteConnection.ClearAllPools();
        var copy = new DataCopy(storage.DataFolder);
        foreach (var file in Directory.EnumerateFiles(storage.DataFolder, "ombud.db*"))
            File.Copy(file, Path.Combine(copy._copy, Path.GetFileName(file)));
        return copy;
    }

    public void PutBack()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_data, "ombud.db*"))
            File.Delete(file);
        foreach (var file in Directory.EnumerateFiles(_copy))
            File.Copy(file, Path.Combine(_data, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);
}
