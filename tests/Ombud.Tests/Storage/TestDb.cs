using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

/// <summary>Connections past the product, as whoever holds the database has them.</summary>
internal static class TestDb
{
    /// <summary>The data, as its owner.</summary>
    public static ValueTask<DbConnection> OpenAsync(TestStorage storage) => OpenAsync(storage.Engine, storage.DataConnection);

    /// <summary>The key store.</summary>
    public static ValueTask<DbConnection> OpenKeysAsync(TestStorage storage) => OpenAsync(storage.Engine, storage.KeysConnection);

    public static async ValueTask<DbConnection> OpenAsync(Engine engine, string connectionString)
    {
        DbConnection connection = engine is Engine.Sqlite
            ? new SqliteConnection(connectionString + ";Pooling=False")
            : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<int> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
