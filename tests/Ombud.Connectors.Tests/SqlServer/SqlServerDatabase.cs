using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>
/// A database on the server that <c>OMBUD_TEST_SQLSERVER</c> names, of version 2019 or later and with an account that may make databases
/// and logins. <c>./test</c> starts none: what is tested without one is beside this.
/// </summary>
public sealed class SqlServerDatabase : TestDatabase
{
    private const string Variable = "OMBUD_TEST_SQLSERVER";
    private readonly string _name = $"shop_{Guid.NewGuid():N}";

    public override SystemKind Kind => SystemKind.SqlServer;

    public override string Connection =>
        new SqlConnectionStringBuilder(Server) { InitialCatalog = _name, Pooling = false }.ConnectionString;

    public override string Uuid => "uniqueidentifier";

    public override string Moment => "datetime2";

    public override string Bytes => "varbinary(max)";

    public override string Truth => "bit";

    public override string Words => "nvarchar(max)";

    protected override char Mark => '"';

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    // With a collation of UTF-8 a varchar takes what the tests write into one.
    public override async Task CreateAsync()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Server), $"{Variable} names no SQL Server; ./test starts none, since no package installs one.");
        await OnServerAsync($"create database {_name} collate Latin1_General_100_CI_AS_SC_UTF8");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!string.IsNullOrEmpty(Server))
            await OnServerAsync($"alter database {_name} set single_user with rollback immediate; drop database {_name}");
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqlConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value)
    {
        var parameter = new SqlParameter(name, value ?? DBNull.Value);
        if (value is DateTime)
            parameter.SqlDbType = SqlDbType.DateTime2;
        command.Parameters.Add(parameter);
    }

    // A parameter that is null is a text, and no text becomes bytes.
    public override async Task InsertAsync(string table, params object?[] values)
    {
        await using var command = (await OwnAsync()).CreateCommand();
        var places = string.Join(", ", values.Select((value, index) => value is null ? "null" : $"@p{index}"));
        command.CommandText = $"insert into {Quote(table)} values ({places})";
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not null)
                Bind(command, $"@p{index}", values[index]);
        }

        await command.ExecuteNonQueryAsync();
    }

    public override Task FillShopAsync(string email) => RunAsync(
        $"with n (i) as (select 1 union all select i + 1 from n where i < 1000) insert into customers select i, '{email}', 'Anna' from n"
        + " option (maxrecursion 1000)",
        "insert into orders select 5000 + id, id, 'hers' from customers");

    public override Task RenameAsync(string table, string field, string name) =>
        RunAsync($"exec sp_rename '{table}.{field}', '{name}', 'column'");

    public override Task KillOthersAsync() => OnServerAsync(
        "declare @kill nvarchar(max) = N''; select @kill += N'kill ' + cast(session_id as nvarchar(10)) + N';' from sys.dm_exec_sessions"
        + $" where program_name = 'ombud' and database_id = db_id('{_name}'); exec (@kill)");

    private static async Task OnServerAsync(string statement)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
