using Microsoft.Data.Sqlite;

namespace Ombud.Database;

/// <summary>Which database engine holds the data.</summary>
internal enum Engine { Sqlite, Postgres }

/// <summary>Where data and keys lie; read once at start from the configuration.</summary>
internal sealed record StorageOptions
{
    /// <summary>Folder of the data (<c>OMBUD_DATA</c>), created readable by the owner alone.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of master key, key store and journal (<c>OMBUD_KEYS</c>); never inside the data folder.</summary>
    public required string KeysFolder { get; init; }

    public required Engine Engine { get; init; }

    /// <summary>Connection for serving: on PostgreSQL a role that owns nothing.</summary>
    public required string Connection { get; init; }

    /// <summary>Connection that migrates and erases bodies; the same as <see cref="Connection"/> on SQLite.</summary>
    public required string OwnerConnection { get; init; }

    /// <summary>Connection of the key store, PostgreSQL or SQLite.</summary>
    public required string KeysConnection { get; init; }

    public required Engine KeysEngine { get; init; }

    /// <summary>Reads the configuration; says everything that is wrong with it at once.</summary>
    /// <exception cref="ConfigurationException">Something is missing or contradictory.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var errors = new List<string>();
        var data = Path.GetFullPath(configuration["OMBUD_DATA"] ?? "data");
        var keys = Path.GetFullPath(configuration["OMBUD_KEYS"] ?? DefaultKeysFolder(data));
        if ((keys + Path.DirectorySeparatorChar).StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            errors.Add($"OMBUD_KEYS ({keys}) lies inside OMBUD_DATA ({data}): keys and data must not share a folder.");

        var serving = configuration.GetConnectionString("Ombud");
        var owner = configuration.GetConnectionString("OmbudOwner");
        var keyStore = configuration.GetConnectionString("Keys");
        if (serving is null && owner is not null)
            errors.Add("ConnectionStrings__OmbudOwner is set but ConnectionStrings__Ombud is not.");
        if (serving is not null && owner is null)
            errors.Add("ConnectionStrings__Ombud is set but ConnectionStrings__OmbudOwner, which migrates, is not.");
        if (serving is not null && keyStore is null)
            errors.Add("With PostgreSQL the key store is a database of another server: set ConnectionStrings__Keys.");
        if (errors.Count > 0)
            throw new ConfigurationException(errors);

        var sqlite = SqliteConnection(Path.Combine(data, "ombud.db"));
        return new StorageOptions
        {
            DataFolder = data,
            KeysFolder = keys,
            Engine = serving is null ? Engine.Sqlite : Engine.Postgres,
            Connection = serving ?? sqlite,
            OwnerConnection = owner ?? sqlite,
            KeysConnection = keyStore ?? SqliteConnection(Path.Combine(keys, "keys.db")),
            KeysEngine = keyStore is null ? Engine.Sqlite : Engine.Postgres,
        };
    }

    private static string SqliteConnection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 }.ToString();

    // By the installation's folder, so that two installations of one user never share a key.
    private static string DefaultKeysFolder(string data)
    {
        var share = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var installation = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(data)))[..16];
        return Path.Combine(share, "ombud", installation);
    }

    /// <summary>Creates both folders, for their owner alone.</summary>
    public void CreateFolders()
    {
        foreach (var folder in new[] { DataFolder, KeysFolder })
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

/// <summary>The configuration cannot work; every error is named.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
