using Npgsql;
using Ombud.Database;

namespace Ombud.Tests.Running;

/// <summary>Folders, and on PostgreSQL databases with a lesser role, made for one test and removed after it.</summary>
internal sealed class TestStorage : IDisposable
{
    /// <summary>Connection of a superuser of the server that <c>./test</c> starts; unset when tests run without it.</summary>
    public const string ServerVariable = "OMBUD_TEST_POSTGRES";

    private readonly string _root = Directory.CreateTempSubdirectory("ombud-test-").FullName;
    private readonly string? _name;

    private TestStorage(Engine engine)
    {
        Engine = engine;
        if (engine is Engine.Postgres)
            _name = "t_" + Guid.CreateVersion7().ToString("N");
    }

    public Engine Engine { get; }

    public string DataFolder => Path.Combine(_root, "data");

    public string KeysFolder => Path.Combine(_root, "keys");

    public static string? Server => Environment.GetEnvironmentVariable(ServerVariable);

    /// <summary>Makes the storage; on PostgreSQL skips the test, and says so, where no server was started.</summary>
    public static TestStorage Create(Engine engine)
    {
        Assert.SkipWhen(engine is Engine.Postgres && Server is null, $"{ServerVariable} is not set: run ./test, which starts PostgreSQL.");
        var storage = new TestStorage(engine);
        if (engine is Engine.Postgres)
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

    private static string Connection(string database, string user) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Username = user, MaxPoolSize = 20 }.ToString();

    private void CreateDatabases()
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        foreach (var sql in new[]
        {
            "do $$ begin create role ombud_owner login; exception when duplicate_object then null; end $$",
            "do $$ begin create role ombud_app login; exception when duplicate_object then null; end $$",
            $"create database {_name} owner ombud_owner",
            $"create database {_name}_keys owner ombud_owner",
        })
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
            using var connection = new NpgsqlConnection(Server);
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
