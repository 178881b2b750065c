using System.Data.Common;
using Ombud.Database;

namespace Ombud.Tests.Storage;

/// <summary>A table as the database itself describes it.</summary>
internal sealed record LiveTable(
    string Name, IReadOnlyList<LiveColumn> Columns, IReadOnlyList<LiveKey> Keys);

/// <param name="Type">The engine's own word, in lower case.</param>
internal sealed record LiveColumn(string Name, string Type);

/// <summary>A primary key, unique constraint, index or foreign key and its columns in order.</summary>
internal sealed record LiveKey(string Kind, IReadOnlyList<string> Columns);

/// <summary>Reads the schema of a running database, not of the model.</summary>
internal sealed class LiveSchema
{
    public required Engine Engine { get; init; }

    public required IReadOnlyList<LiveTable> Tables { get; init; }

    /// <summary>Sequences, identity columns, defaults that count, AUTOINCREMENT.</summary>
    public required IReadOnlyList<string> Counters { get; init; }

    public required IReadOnlyList<string> Triggers { get; init; }

    public static async Task<LiveSchema> ReadAsync(Engine engine, DbConnection connection)
    {
        var sql = engine is Engine.Sqlite ? (ISchemaSql)new SqliteSchemaSql() : new PostgresSchemaSql();
        var columns = await RowsAsync(connection, sql.Columns);
        var keys = await RowsAsync(connection, sql.Keys);
        return new LiveSchema
        {
            Engine = engine,
            Tables =
            [
                .. columns.GroupBy(row => row[0], StringComparer.Ordinal).Select(table => new LiveTable(
                    table.Key,
                    [.. table.Select(row => new LiveColumn(row[1], row[2].ToLowerInvariant()))],
                    [.. keys.Where(row => row[0] == table.Key).Select(row => new LiveKey(row[1], row[2].Split(',')))])),
            ],
            Counters = [.. (await RowsAsync(connection, sql.Counters)).Select(row => row[0])],
            Triggers = [.. (await RowsAsync(connection, sql.Triggers)).Select(row => row[0])],
        };
    }

    private static async Task<List<string[]>> RowsAsync(DbConnection connection, string sql)
    {
        await using var select = connection.Command(sql);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        return rows;
    }
}

/// <summary>Columns: table, column, type. Keys: table, kind, columns by comma. The rest: a name.</summary>
internal interface ISchemaSql
{
    string Columns { get; }
    string Keys { get; }
    string Counters { get; }
    string Triggers { get; }
}

/// <inheritdoc/>
internal sealed class SqliteSchemaSql : ISchemaSql
{
    public string Columns =>
        """
        select t.name, c.name, c.type
        from   sqlite_master t join pragma_table_info(t.name) c
        where  t.type = 'table' and t.name not like 'sqlite_%'
        order  by t.name, c.cid
        """;

    public string Keys =>
        """
        select t.name, 'primary key', (select group_concat(name) from (select name from pragma_table_info(t.name) where pk > 0 order by pk))
        from   sqlite_master t
        where  t.type = 'table' and t.name not like 'sqlite_%' and exists (select 1 from pragma_table_info(t.name) where pk > 0)
        union  all
        select t.name, case when i."unique" then 'unique index' else 'index' end,
               (select group_concat(name) from (select name from pragma_index_info(i.name) order by seqno))
        from   sqlite_master t join pragma_index_list(t.name) i
        where  t.type = 'table' and i.origin <> 'pk'
        union  all
        select t.name, 'foreign key', (select group_concat("from") from (select "from" from pragma_foreign_key_list(t.name) g
                                                                      where g.id = f.id order by seq))
        from   sqlite_master t join pragma_foreign_key_list(t.name) f
        where  t.type = 'table' and f.seq = 0
        """;

    public string Counters => "select name from sqlite_master where sql like '%autoincrement%' or name = 'sqlite_sequence'";

    public string Triggers => "select name from sqlite_master where type = 'trigger' order by name";
}

/// <inheritdoc/>
internal sealed class PostgresSchemaSql : ISchemaSql
{
    // Partitions repeat their parent; the parent stands for them.
    private const string Tables =
        """
        from   pg_class t join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
        """;

    public string Columns =>
        $"""
        select t.relname, a.attname, format_type(a.atttypid, null)
        {Tables}
        join   pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where  t.relkind in ('r', 'p') and not t.relispartition
        order  by t.relname, a.attnum
        """;

    public string Keys =>
        $"""
        select t.relname, case when i.indisprimary then 'primary key' when i.indisunique then 'unique index' else 'index' end,
               (select string_agg(a.attname, ',' order by k.n)
                from   unnest(i.indkey) with ordinality k(attnum, n)
                join   pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum)
        {Tables}
        join   pg_index i on i.indrelid = t.oid
        where  t.relkind in ('r', 'p') and not t.relispartition
        union  all
        select t.relname, 'foreign key',
               (select string_agg(a.attname, ',' order by k.n)
                from   unnest(c.conkey) with ordinality k(attnum, n)
                join   pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum)
        {Tables}
        join   pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
        where  not t.relispartition
        """;

    public string Counters =>
        """
        select sequence_name from information_schema.sequences where sequence_schema = 'public'
        union all
        select table_name || '.' || column_name
        from   information_schema.columns
        where  table_schema = 'public' and (is_identity = 'YES' or column_default like '%nextval%')
        """;

    public string Triggers =>
        $"""
        select g.tgname
        {Tables}
        join   pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
        """;
}
