using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace Ombud.Bench.Connecting;

/// <summary>On the server that the benchmarks started.</summary>
internal sealed class PostgresSystem : BenchSystem
{
    private readonly string _server;
    private readonly string _name = "bench_systems";

    public PostgresSystem(string server)
    {
        _server = server;
        OnServer($"drop database if exists {_name} with (force)", $"create database {_name}");
    }

    public override string Id => "benchpg";

    protected override string Kind => "postgresql";

    public override string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    protected override DbConnection New() => new NpgsqlConnection(Connection);

    protected override string Series(int count) => string.Create(
        CultureInfo.InvariantCulture, $"(select generate_series(0, {count - 1}) as i)");

    public override void Dispose()
    {
        base.Dispose();
        NpgsqlConnection.ClearAllPools();
        OnServer($"drop database if exists {_name} with (force)");
    }

    private void OnServer(params string[] statements)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>On the MariaDB that the benchmarks started.</summary>
internal sealed class MariaDbSystem : BenchSystem
{
    private readonly string _server;
    private readonly string _name = "bench_systems";

    public MariaDbSystem(string server)
    {
        _server = server;
        OnServer($"drop database if exists {_name}", $"create database {_name} character set utf8mb4");
    }

    public override string Id => "benchmaria";

    protected override string Kind => "mysql";

    public override string Connection => new MySqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    // It goes through the whole table for a subquery of a delete; whoever writes for it by hand joins.
    protected override IReadOnlyList<string> Deletions =>
    [
        "delete l from order_lines l join orders o on o.id = l.order_id join customers c on c.id = o.customer_id where c.email = @email",
        "delete o from orders o join customers c on c.id = o.customer_id where c.email = @email",
        "delete from customers where email = @email",
    ];

    protected override DbConnection New() => new MySqlConnection(Connection);

    protected override string Series(int count) => string.Create(
        CultureInfo.InvariantCulture, $"(select seq as i from seq_0_to_{count - 1})");

    public override void Dispose()
    {
        base.Dispose();
        MySqlConnection.ClearAllPools();
        OnServer($"drop database if exists {_name}");
    }

    private void OnServer(params string[] statements)
    {
        using var connection = new MySqlConnection(_server);
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = new MySqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>A file.</summary>
internal sealed class SqliteSystem(string folder) : BenchSystem
{
    public override string Id => "benchlite";

    protected override string Kind => "sqlite";

    public override string Connection => $"Data Source={Path.Combine(folder, "bench.db")}";

    protected override DbConnection New() => new SqliteConnection(Connection);

    protected override string Series(int count) => string.Create(CultureInfo.InvariantCulture,
        $"(with recursive n (i) as (select 0 union all select i + 1 from n where i < {count - 1}) select i from n)");

    public override void Dispose()
    {
        base.Dispose();
        SqliteConnection.ClearAllPools();
    }
}
