using System.Data.Common;
using Microsoft.Data.Sqlite;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>A file in a folder of the test's own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ombud-shop-");

    public override SystemKind Kind => SystemKind.Sqlite;

    public override string Connection => $"Data Source={File};Pooling=False";

    public string File => Path.Combine(_folder.FullName, "shop.db");

    public override string Uuid => "text";

    public override string Moment => "timestamp";

    public override string Bytes => "blob";

    public override string Truth => "boolean";

    public override bool AddsReferences => false;

    protected override char Mark => '"';

    public override Task CreateAsync() => RunAsync("pragma user_version = 1");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public override void Bind(DbCommand command, string name, object? value) =>
        command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));

    // Only tests of servers end connections.
    public override Task KillOthersAsync() => throw new NotSupportedException();
}
