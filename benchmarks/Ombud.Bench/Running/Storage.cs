using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;

namespace Ombud.Bench.Running;

/// <summary>Folders, and on PostgreSQL databases with a lesser role, for one benchmark; removed after it.</summary>
internal sealed class Storage : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ombud-bench-").FullName;
    private readonly string _server;
    private readonly string _name;

    public Storage(Engine engine, string server)
    {
        (Engine, _server) = (engine, server);
        _name = "b_" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        if (engine is Engine.Postgres)
            CreateDatabases();
    }

    public Engine Engine { get; }

    public string DataFolder => Path.Combine(_root, "data");

    /// <summary>The data's file on SQLite.</summary>
    public string SqliteConnection => new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataFolder, "ombud.db") }.ToString();

    /// <summary>A connection that may do everything.</summary>
    public string OwnerConnection => Connection(_name, "postgres");

    /// <summary>The server's database, for <c>pgbench</c>: host, port, name.</summary>
    public (string Host, int Port, string Name) Target
    {
        get
        {
            var server = new NpgsqlConnectionStringBuilder(_server);
            return (server.Host!, server.Port, _name);
        }
    }

    /// <summary>The command-line settings by which the product finds it.</summary>
    public IEnumerable<string> Arguments
    {
        get
        {
            yield return $"--OMBUD_DATA={DataFolder}";
            yield return $"--OMBUD_KEYS={Path.Combine(_root, "keys")}";
            yield return "--RateLimits:ApiPerSecond=900000";
            if (Engine is not Engine.Postgres)
                yield break;
            yield return $"--ConnectionStrings:Ombud={Connection(_name, "ombud_app")}";
            yield return $"--ConnectionStrings:OmbudOwner={Connection(_name, "ombud_owner")}";
            yield return $"--ConnectionStrings:Keys={Connection(_name + "_keys", "ombud_owner")}";
        }
    }

    private string Connection(string database, string user) =>
        new NpgsqlConnectionStringBuilder(_server) { Database = database, Username = user, MaxPoolSize = 40 }.ToString();

    private void CreateDatabases()
    {
        using var connection = new NpgsqlConnection(_server);
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
        if (Engine is Engine.Postgres)
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
