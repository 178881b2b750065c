using Ombud.Connectors.Describing;
using Ombud.Connectors.Sql;
using Ombud.Connectors.Sql.MySql;
using Ombud.Connectors.Sql.PostgreSql;
using Ombud.Connectors.Sql.Sqlite;

namespace Ombud.Connectors.Connecting;

/// <summary>Opens systems.</summary>
public static class OpenSystem
{
    /// <summary>Opens the way to a system.</summary>
    /// <param name="connection">The connection string, in the words of the system's own client library.</param>
    /// <exception cref="ConnectorException">It cannot be reached, with what to do.</exception>
    public static Task<IConnector> RunAsync(SystemDescription system, string connection, CancellationToken cancel) =>
        RunAsync(system.Id, system.Kind, connection, cancel);

    /// <inheritdoc cref="RunAsync(SystemDescription, string, CancellationToken)"/>
    /// <param name="id">The system's id, for what its failures say.</param>
    public static Task<IConnector> RunAsync(string id, SystemKind kind, string connection, CancellationToken cancel) =>
        RunAsync(id, kind, connection, SqlLimits.Default, cancel);

    internal static async Task<IConnector> RunAsync(
        string id, SystemKind kind, string connection, SqlLimits limits, CancellationToken cancel) =>
        await SqlConnector.OpenAsync(id, DialectOf(kind), connection, limits, cancel);

    private static SqlDialect DialectOf(SystemKind kind) => kind switch
    {
        SystemKind.PostgreSql => new PostgreSqlDialect(),
        SystemKind.MySql => new MySqlDialect(),
        SystemKind.Sqlite => new SqliteDialect(),
    };
}
