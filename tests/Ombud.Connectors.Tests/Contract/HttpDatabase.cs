using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Http;
using Ombud.Connectors.Sql;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>A server that is asked over HTTP; behind it a database in memory, in which the tests make their tables.</summary>
public sealed class HttpDatabase : TestDatabase
{
    public HttpDatabase() => Server = new(this, OwnAsync);

    public ShopServer Server { get; }

    public override SystemKind Kind => SystemKind.Http;

    public override string Connection => $"Url={Server.Address}/api;Bearer=right";

    public override string Uuid => "text";

    public override string Moment => "timestamp";

    public override string Bytes => "blob";

    public override string Truth => "boolean";

    public override bool AddsReferences => false;

    public override bool KnowsLengths => false;

    /// <summary>How the server is asked: every table in the same way.</summary>
    public static HttpDescription Http { get; } = new()
    {
        Calls = new()
        {
            Find =
            [
                new()
                {
                    Call = new(HttpVerb.Get, "/tables/{table}?by={field}&value={value}"), Rows = "/data/rows",
                    Next = new NextPage.Link("/next"),
                },
            ],
            Delete = new(HttpVerb.Delete, "/tables/{table}/{key}"),
            Overwrite = new(HttpVerb.Patch, "/tables/{table}/{key}"),
            Sample = new() { Call = new(HttpVerb.Get, "/tables/{table}?limit=20"), Rows = "/data/rows" },
        },
        Limits = new() { PerSecond = 10_000, Seconds = 5 },
    };

    protected override char Mark => '"';

    public override Task CreateAsync() => Server.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await base.DisposeAsync();
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));

    public override object AsRead(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value;

    // Only tests of databases end connections.
    public override Task KillOthersAsync() => throw new NotSupportedException();

    public override Task<IAsyncDisposable> HoldAsync()
    {
        Server.Before = async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
                return false;

            await ShopServer.WriteAsync(context, StatusCodes.Status423Locked, "somebody else's");
            return true;
        };
        return Task.FromResult<IAsyncDisposable>(new Held(Server));
    }

    internal override Task<IConnector> OpenAsync(string connection, SqlLimits limits) =>
        Task.FromResult<IConnector>(HttpConnector.Open("shop", connection, Http, []));

    /// <summary>The same with calls that differ in something.</summary>
    public Task<IConnector> OpenAsync(Func<HttpDescription, HttpDescription> change, params TableDescription[] tables) =>
        Task.FromResult<IConnector>(HttpConnector.Open("shop", Connection, change(Http), tables));

    private sealed class Held(ShopServer server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            server.Before = _ => Task.FromResult(false);
            return ValueTask.CompletedTask;
        }
    }
}
