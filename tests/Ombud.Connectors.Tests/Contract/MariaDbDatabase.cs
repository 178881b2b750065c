using System.Data.Common;
using MySqlConnector;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>A database on the server that <c>OMBUD_TEST_MARIADB</c> names.</summary>
public sealed class MariaDbDatabase : TestDatabase
{
    private const string Variable = "OMBUD_TEST_MARIADB";
    private readonly string _name = $"shop_{Guid.NewGuid():N}";

    public override SystemKind Kind => SystemKind.MySql;

    public override string Connection => new MySqlConnectionStringBuilder(Server!) { Database = _name, Pooling = false }.ConnectionString;

    public string Name => _name;

    public override string Uuid => "char(36)";

    public override string Moment => "datetime(6)";

    public override string Bytes => "blob";

    public override string Truth => "boolean";

    protected override char Mark => '`';

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    public override async Task CreateAsync()
    {
        Assert.SkipWhen(Server is null, $"{Variable} names no MariaDB server.");
        await OnServerAsync($"create database {_name} character set utf8mb4");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Server is not null)
            await OnServerAsync($"drop database if exists {_name}");
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new MySqlConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new MySqlParameter(name, value ?? DBNull.Value));

    public override async Task KillOthersAsync()
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        // The connector's is the newest beside this one; the test's own came before it.
        command.CommandText =
            $"select max(id) from information_schema.processlist where db = '{_name}' and id <> connection_id()";
        var newest = await command.ExecuteScalarAsync();
        command.CommandText = $"kill {newest}";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task OnServerAsync(string statement)
    {
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(Server!) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
