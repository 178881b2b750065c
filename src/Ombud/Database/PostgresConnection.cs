using Npgsql;

namespace Ombud.Database;

/// <summary>What every connection to PostgreSQL has beside what the operator wrote.</summary>
internal static class PostgresConnection
{
    private const int PreparedMax = 256;

    /// <summary>
    /// Statements that come again are prepared, unless the operator says otherwise (<c>Max Auto Prepare=0</c>, for a pooler
    /// that keeps none). Nothing of ours sets a session's state, so none need be reset on the way back to the pool.
    /// </summary>
    public static string Tuned(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        if (!builder.ContainsKey("Max Auto Prepare"))
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (PreparedMax, 2);
        return builder.ToString();
    }
}
