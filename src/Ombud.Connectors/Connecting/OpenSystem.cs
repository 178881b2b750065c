using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders;
using Ombud.Connectors.Http;
using Ombud.Connectors.Sql;
using Ombud.Connectors.Sql.MySql;
using Ombud.Connectors.Sql.PostgreSql;
using Ombud.Connectors.Sql.Sqlite;
using Ombud.Connectors.Sql.SqlServer;

namespace Ombud.Connectors.Connecting;

/// <summary>Opens systems.</summary>
public static class OpenSystem
{
    /// <summary>Opens the way to a system.</summary>
    /// <param name="connection">
    /// The connection string, in the words of the system's own client library; of a folder, its full path, or
    /// <c>Folder=/path;Delimiter=semicolon;Encoding=windows-1252</c>; over HTTP, <c>Url=https://…</c> with a secret.
    /// </param>
    /// <exception cref="ConnectorException">It cannot be reached, with what to do.</exception>
    public static Task<IConnector> RunAsync(SystemDescription system, string connection, CancellationToken cancel) =>
        system.Kind is SystemKind.Http
            ? Task.FromResult<IConnector>(HttpConnector.Open(system.Id, connection, system.Http ?? new(), system.Tables))
            : RunAsync(system.Id, system.Kind, connection, cancel);

    /// <inheritdoc cref="RunAsync(SystemDescription, string, CancellationToken)"/>
    /// <param name="id">The system's id, for what its failures say.</param>
    public static Task<IConnector> RunAsync(string id, SystemKind kind, string connection, CancellationToken cancel) =>
        RunAsync(id, kind, connection, SqlLimits.Default, cancel);

    internal static async Task<IConnector> RunAsync(
        string id, SystemKind kind, string connection, SqlLimits limits, CancellationToken cancel)
    {
        return kind switch
        {
            SystemKind.PostgreSql => await OfSqlAsync(new PostgreSqlDialect()),
            SystemKind.MySql => await OfSqlAsync(new MySqlDialect()),
            SystemKind.SqlServer => await OfSqlAsync(new SqlServerDialect()),
            SystemKind.Sqlite => await OfSqlAsync(new SqliteDialect()),
            SystemKind.Folder => FolderConnector.Open(id, connection, limits.Busy),
            // Of what nobody has described yet there is nothing to be asked.
            SystemKind.Http => HttpConnector.Open(id, connection, new(), []),
            SystemKind.Manual => throw new ConnectorException(
                id, null, "Only people reach it: there is nothing to be opened, and its dataset file is written by hand."),
        };

        async Task<IConnector> OfSqlAsync(SqlDialect dialect) =>
            await SqlConnector.OpenAsync(id, dialect, connection, limits, cancel);
    }
}
