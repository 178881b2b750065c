using System.Data.Common;
using Npgsql;

namespace Ombud.Database;

/// <summary>What every connection to PostgreSQL has beside what the operator wrote.</summary>
internal static class PostgresConnection
{
    private const int PreparedMax = 256;

    // A prepared statement keeps the plan it got while its table was empty: reading all of it. Every statement of ours has
    // an index to go by, which is right from the first row on; so is the plan for whatever values come, which is made once
    // instead of each time; and compiling a plan for a statement of a millisecond is not.
    private const string Settings = "set enable_seqscan = off; set jit = off; set plan_cache_mode = force_generic_plan";

    /// <summary>A pool of connections; its owner disposes it.</summary>
    public static NpgsqlDataSource Open(string connection)
    {
        var builder = new NpgsqlDataSourceBuilder(Tuned(connection));
        builder.UsePhysicalConnectionInitializer(Set, SetAsync);
        // Our columns have the server's own types alone, whose numbers never change: none need be asked for at each start.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    /// <summary>
    /// Statements that come again are prepared, unless the operator says otherwise (<c>Max Auto Prepare=0</c>, for a pooler
    /// that keeps none). Nothing else of a session is changed, so none need be reset on the way back to the pool.
    /// </summary>
    private static string Tuned(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        if (!IsSaid(connection, "MaxAutoPrepare"))
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (PreparedMax, 2);
        return builder.ToString();
    }

    // Npgsql's own builder contains every key that it knows, said or not.
    private static bool IsSaid(string connection, string key) =>
        new DbConnectionStringBuilder { ConnectionString = connection }.Keys.Cast<string>()
            .Any(said => said.Replace(" ", "", StringComparison.Ordinal).Equals(key, StringComparison.OrdinalIgnoreCase));

    private static void Set(NpgsqlConnection connection)
    {
        using var set = new NpgsqlCommand(Settings, connection);
        set.ExecuteNonQuery();
    }

    private static async Task SetAsync(NpgsqlConnection connection)
    {
        await using var set = new NpgsqlCommand(Settings, connection);
        await set.ExecuteNonQueryAsync();
    }
}
