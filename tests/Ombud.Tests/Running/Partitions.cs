using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ombud.Database;

namespace Ombud.Tests.Running;

/// <summary>
/// Migrates a PostgreSQL database and makes every table with a bucket one of four partitions by its hash. PostgreSQL then
/// refuses, as Citus does, any key that lacks the bucket, and EXPLAIN shows how many partitions a statement touches.
/// </summary>
internal static class Partitions
{
    public const int Count = 4;

    public static void Create(TestStorage storage)
    {
        using (var context = new PostgresOmbudContext(
            new DbContextOptionsBuilder<PostgresOmbudContext>().UseNpgsql(storage.OwnerConnection).Options))
            context.Database.Migrate();

        using var connection = new NpgsqlConnection(storage.OwnerConnection);
        connection.Open();
        foreach (var table in TablesOf(connection))
            Run(connection, SqlFor(table));
    }

    /// <summary>The statements that turn one table into a partitioned one.</summary>
    public static string SqlFor(string table)
    {
        var parts = Enumerable.Range(0, Count).Select(part =>
            string.Create(CultureInfo.InvariantCulture,
                $"create table {table}_part{part} partition of {table} for values with (modulus {Count}, remainder {part});"));
        return $"""
            alter table {table} rename to {table}_plain;
            create table {table} (like {table}_plain including all) partition by hash (bucket);
            {string.Join('\n', parts)}
            drop table {table}_plain;
            """;
    }

    private static List<string> TablesOf(NpgsqlConnection connection)
    {
        using var select = new NpgsqlCommand(
            """
            select table_name from information_schema.columns
            where  table_schema = 'public' and column_name = 'bucket'
            order  by table_name
            """, connection);
        using var reader = select.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
