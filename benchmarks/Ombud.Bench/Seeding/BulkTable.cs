using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Ombud.Bench.Seeding;

/// <summary>A column of a table that is filled in bulk.</summary>
internal readonly record struct Column(string Name, NpgsqlDbType Type);

/// <summary>A table that is filled in bulk: COPY on PostgreSQL, one transaction of prepared inserts on SQLite.</summary>
internal sealed class BulkTable(string name, params Column[] columns)
{
    public static Column Id(string name) => new(name, NpgsqlDbType.Uuid);

    public static Column Bytes(string name) => new(name, NpgsqlDbType.Bytea);

    public static Column Big(string name) => new(name, NpgsqlDbType.Bigint);

    public static Column Small(string name) => new(name, NpgsqlDbType.Smallint);

    public static Column Whole(string name) => new(name, NpgsqlDbType.Integer);

    public static Column Words(string name) => new(name, NpgsqlDbType.Text);

    public static Column Truth(string name) => new(name, NpgsqlDbType.Boolean);

    public async Task WriteAsync(NpgsqlConnection connection, IEnumerable<object?[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {name} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            for (var i = 0; i < columns.Length; i++)
            {
                if (row[i] is { } value)
                    await copy.WriteAsync(value, columns[i].Type);
                else
                    await copy.WriteNullAsync();
            }
        }
        await copy.CompleteAsync();
    }

    public void Write(SqliteConnection connection, IEnumerable<object?[]> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
#pragma warning disable CA2100 // Names of this program's own tables.
        insert.CommandText = $"insert into {name} ({string.Join(", ", columns.Select(column => column.Name))}) "
            + $"values ({string.Join(", ", columns.Select(column => "@" + column.Name))})";
#pragma warning restore CA2100
        foreach (var column in columns)
            insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column.Name });
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                insert.Parameters[i].Value = row[i] is Guid id ? id.ToByteArray(bigEndian: true) : row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
