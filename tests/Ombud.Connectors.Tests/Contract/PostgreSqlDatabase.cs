using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>A database on the server that <c>OMBUD_TEST_POSTGRES</c> names.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private const string Variable = "OMBUD_TEST_POSTGRES";
    private readonly string _name = $"shop_{Guid.NewGuid():N}";

    public override SystemKind Kind => SystemKind.PostgreSql;

    public override string Connection => new NpgsqlConnectionStringBuilder(Server) { Database = _name, Pooling = false }.ConnectionString;

    public override string Uuid => "uuid";

    public override string Moment => "timestamp with time zone";

    public override string Bytes => "bytea";

    public override string Truth => "boolean";

    protected override char Mark => '"';

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    public override async Task CreateAsync()
    {
        Assert.SkipWhen(Server is null, $"{Variable} names no PostgreSQL server.");
        await OnServerAsync($"create database {_name}");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Server is not null)
            await OnServerAsync($"drop database if exists {_name} with (force)");
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value)
    {
        var parameter = new NpgsqlParameter(name, value ?? DBNull.Value);
        if (value is string)
            parameter.NpgsqlDbType = NpgsqlDbType.Unknown;
        command.Parameters.Add(parameter);
    }

    public override Task KillOthersAsync() => OnServerAsync(
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_name}' and application_name = 'ombud'");

    private static async Task OnServerAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
