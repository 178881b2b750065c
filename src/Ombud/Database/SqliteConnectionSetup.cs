using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Ombud.Database;

/// <summary>Sets the pragmas on each SQLite connection that EF Core opens.</summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SqlitePragmas.Ensure((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SqlitePragmas.Ensure((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}

/// <summary>What every SQLite connection sets: durable commits, and deleted bytes overwritten.</summary>
/// <remarks>
/// People lie all over their tables, so that in a large database each commit touches other pages: the more of them a connection
/// keeps, and the more commits a checkpoint takes in, the fewer are read and written again. What <see cref="SqliteCheckpoints"/> has
/// written back by then, the commit that comes to a checkpoint need not.
/// </remarks>
internal static class SqlitePragmas
{
    public const string Text =
        "pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; "
        + "pragma secure_delete = on; pragma cache_size = -32000; pragma wal_autocheckpoint = 20000;";

    private const string Brief = "pragma busy_timeout = 50";

    // A connection of the pool keeps what was set on it; setting it each time costs more than most of what is asked then.
    private static readonly ConditionalWeakTable<sqlite3, object> Prepared = [];
    private static readonly object Done = new();

    /// <summary>Sets them on an open connection, where they are not.</summary>
    public static void Ensure(SqliteConnection connection)
    {
        if (connection.Handle is not { } handle || Prepared.TryGetValue(handle, out _))
            return;
        using var pragmas = connection.Command(Text);
        pragmas.ExecuteNonQuery();
        Prepared.AddOrUpdate(handle, Done);
    }

    /// <summary>Lets an open connection wait for others but briefly; whoever opens it next waits as long as usual.</summary>
    public static void WaitBriefly(SqliteConnection connection)
    {
        if (connection.Handle is { } handle)
            Prepared.Remove(handle);
        using var patience = connection.Command(Brief);
        patience.ExecuteNonQuery();
    }
}
