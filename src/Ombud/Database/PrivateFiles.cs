using Microsoft.Data.Sqlite;

namespace Ombud.Database;

/// <summary>Folders of mode 0700 and database files of mode 0600, before anything is written into them.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Creates the folders and, where SQLite holds them, the database files; its log gets the file's mode.</summary>
    /// <exception cref="ConfigurationException">A folder belongs to somebody else, or cannot be written.</exception>
    public static void Create(StorageOptions storage)
    {
        CreateFolder("OMBUD_DATA", storage.DataFolder);
        CreateFolder("OMBUD_KEYS", storage.KeysFolder);
        if (storage.Engine is Engine.Sqlite)
            CreateFile("OMBUD_DATA", storage.Connection);
        if (storage.KeysEngine is Engine.Sqlite)
            CreateFile("OMBUD_KEYS", storage.KeysConnection);
    }

    /// <summary>Options under which a file is made for its owner alone.</summary>
    public static FileStreamOptions Options(FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }

    private static void CreateFolder(string name, string folder) => Try(name, folder, () =>
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnerFolder);
        if ((File.GetUnixFileMode(folder) & ~OwnerFolder) != UnixFileMode.None)
            File.SetUnixFileMode(folder, OwnerFolder);
    });

    private static void CreateFile(string name, string connection)
    {
        var file = new SqliteConnectionStringBuilder(connection).DataSource;
        Try(name, file, () =>
        {
            if (!File.Exists(file))
                File.Open(file, Options(FileMode.OpenOrCreate, FileShare.ReadWrite)).Dispose();
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerFile) != UnixFileMode.None)
                File.SetUnixFileMode(file, OwnerFile);
        });
    }

    private static void Try(string name, string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([
                $"{name}: {path} cannot be made, or made private to its owner. It must belong to the user who runs Ombud."]);
        }
    }
}
