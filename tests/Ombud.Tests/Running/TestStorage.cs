using Npgsql;
using Ombud.Database;

namespace Ombud.Tests.Running;

/// <summary>What a test runs on.</summary>
public enum StorageKind
{
    Sqlite,
    Postgres,

    /// <summary>PostgreSQL with every table of a subject partitioned by hash of <c>bucket</c>, which refuses what Citus refuses.</summary>
    Partitioned,
}

/// <summary>Folders, and on PostgreSQL databases with a lesser role, made for one test and removed after it.</summary>
internal sealed class TestStorage : IDisposable
{
    /// <summary>Connection of a superuser of the server that <c>./test</c> starts; unset when tests run without it.</summary>
    public const string ServerVariable = "OMBUD_TEST_POSTGRES";

    private readonly string _root = Directory.CreateTempSubdirectory("ombud-test-").FullName;
    private readonly string? _name;

    private readonly bool _isPartitioned;
    private readonly string? _server;
    private readonly string? _tablespace;

    private TestStorage(Engine engine, bool isPartitioned, string? server, string? tablespace = null)
    {
        (_server, _tablespace) = (server, tablespace);
        Engine = engine;
        _isPartitioned = isPartitioned;
        if (engine is Engine.Postgres)
            _name = "t_" + Guid.CreateVersion7().ToString("N");
    }

    /// <summary>Set to have every PostgreSQL database partitioned by bucket.</summary>
    public const string PartitionedVariable = "OMBUD_TEST_PARTITIONED";

    public Engine Engine { get; }

    public string DataFolder => Path.Combine(_root, "data");

    public string KeysFolder => Path.Combine(_root, "keys");

    public static string? Server => Environment.GetEnvironmentVariable(ServerVariable);

    /// <summary>Makes the storage; on PostgreSQL skips the test, and says so, where no server was started.</summary>
    /// <remarks>With <c>OMBUD_TEST_PARTITIONED</c> every PostgreSQL database is partitioned: <c>./test --long</c> runs so too.</remarks>
    public static TestStorage Create(Engine engine) => Create(engine switch
    {
        Engine.Sqlite => StorageKind.Sqlite,
        _ when Environment.GetEnvironmentVariable(PartitionedVariable) is not null => StorageKind.Partitioned,
        _ => StorageKind.Postgres,
    });

    /// <inheritdoc cref="Create(Engine)"/>
    public static TestStorage Create(StorageKind kind)
    {
        Assert.SkipWhen(kind is not StorageKind.Sqlite && Server is null,
            $"{ServerVariable} is not set: run ./test, which starts PostgreSQL.");
        var storage = new TestStorage(
            kind is StorageKind.Sqlite ? Engine.Sqlite : Engine.Postgres, kind is StorageKind.Partitioned, Server);
        if (storage.Engine is Engine.Postgres)
            storage.CreateDatabases();
        if (storage._isPartitioned)
            Partitions.Create(storage);
        return storage;
    }

    /// <summary>Makes the storage on a server of the test's own.</summary>
    /// <param name="server">Connection of its superuser.</param>
    /// <param name="tablespace">Folder in which the data lies, but not the keys; the server's own where it is null.</param>
    public static TestStorage CreateOn(string server, string? tablespace = null)
    {
        var storage = new TestStorage(Engine.Postgres, isPartitioned: false, server, tablespace);
        storage.CreateDatabases();
        return storage;
    }

    /// <summary>The command-line settings by which the product finds it.</summary>
    public IEnumerable<string> Arguments
    {
        get
        {
            yield return $"--OMBUD_DATA={DataFolder}";
            yield return $"--OMBUD_KEYS={KeysFolder}";
            if (Engine is not Engine.Postgres)
                yield break;
            yield return $"--ConnectionStrings:Ombud={Connection(_name!, "ombud_app")}";
            yield return $"--ConnectionStrings:OmbudOwner={Connection(_name!, "ombud_owner")}";
            yield return $"--ConnectionStrings:Keys={Connection(_name + "_keys", "ombud_owner")}";
        }
    }

    public string OwnerConnection => Connection(_name!, "ombud_owner");

    public string AppConnection => Connection(_name!, "ombud_app");

    public string KeysConnection => Engine is Engine.Postgres
        ? Connection(_name + "_keys", "ombud_owner")
        : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = Path.Combine(KeysFolder, "keys.db") }.ToString();

    /// <summary>The data as its owner.</summary>
    public string DataConnection => Engine is Engine.Postgres
        ? OwnerConnection
        : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = Path.Combine(DataFolder, "ombud.db") }.ToString();

    private string Connection(string database, string user) =>
        new NpgsqlConnectionStringBuilder(_server) { Database = database, Username = user, MaxPoolSize = 20 }.ToString();

    private void CreateDatabases()
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        string[] statements =
        [
            "do $$ begin create role ombud_owner login; exception when duplicate_object then null; end $$",
            "do $$ begin create role ombud_app login; exception when duplicate_object then null; end $$",
            .. _tablespace is null ? Array.Empty<string>() : [$"create tablespace small location '{_tablespace}'"],
            $"create database {_name} owner ombud_owner {(_tablespace is null ? "" : "tablespace small")}",
            $"create database {_name}_keys owner ombud_owner",
        ];
        foreach (var sql in statements)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        if (_name is not null)
        {
            NpgsqlConnection.ClearAllPools();
            using var connection = new NpgsqlConnection(_server);
            connection.Open();
            foreach (var database in new[] { _name, _name + "_keys" })
            {
                using var command = new NpgsqlCommand($"drop database if exists {database} with (force)", connection);
                command.ExecuteNonQuery();
            }
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }
}
