using Microsoft.Data.Sqlite;
using Npgsql;

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
        var data = Folder(configuration["OMBUD_DATA"] ?? "data");
        var keys = Folder(configuration["OMBUD_KEYS"] ?? DefaultKeysFolder(data));
        if (IsInside(RealPath(keys), RealPath(data)))
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
        CheckPostgres("Ombud", serving, errors);
        CheckPostgres("OmbudOwner", owner, errors);
        CheckPostgres("Keys", keyStore, errors);
        if (errors.Count > 0)
            throw new ConfigurationException(errors);

        return new StorageOptions
        {
            DataFolder = data,
            KeysFolder = keys,
            Engine = serving is null ? Engine.Sqlite : Engine.Postgres,
            Connection = serving ?? SqliteConnection(Path.Combine(data, "ombud.db")),
            OwnerConnection = owner ?? SqliteConnection(Path.Combine(data, "ombud.db")),
            KeysConnection = keyStore ?? SqliteConnection(Path.Combine(keys, "keys.db")),
            KeysEngine = keyStore is null ? Engine.Sqlite : Engine.Postgres,
        };
    }

    // Never repeated: a password stands in it.
    private static void CheckPostgres(string name, string? connection, List<string> errors)
    {
        if (connection is null)
            return;
        try
        {
            if (new NpgsqlConnectionStringBuilder(connection).Host is not { Length: > 0 })
                errors.Add($"ConnectionStrings__{name} names no Host.");
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            errors.Add($"ConnectionStrings__{name} is no connection string of PostgreSQL (Host=…;Database=…;Username=…).");
        }
    }

    private static string SqliteConnection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 }.ToString();

    // By the installation's folder, so that two installations of one user never share a key.
    private static string DefaultKeysFolder(string data)
    {
        var share = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var installation = Convert.ToHexStringLower(System.Security.Cryptography.SHA256
            .HashData(System.Text.Encoding.UTF8.GetBytes(data)))[..16];
        return Path.Combine(share, "ombud", installation);
    }

    private static string Folder(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Whether a folder is another or lies in it; both as <see cref="RealPath"/> gives them.</summary>
    internal static bool IsInside(string inner, string outer) => inner == outer
        || inner.StartsWith(Path.EndsInDirectorySeparator(outer) ? outer : outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A path with every link followed: a link must not hide that the keys lie inside the data.</summary>
    internal static string RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var real = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.Exists(real) && Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target
            ? RealPath(target.FullName)
            : real;
    }

    /// <summary>Creates both folders and the database files, for their owner alone; narrows what was wider.</summary>
    /// <exception cref="ConfigurationException">A folder belongs to somebody else, or cannot be written.</exception>
    public void CreateFolders() => PrivateFiles.Create(this);
}
