using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.SqlServer;

/// <summary>
/// SQL Server's own catalogue, as versions since 2012 have it. The default schema is the account's. Histories of tables that keep their
/// versions are tables like others: what was deleted stands there.
/// </summary>
internal static class SqlServerCatalogue
{
    public static CatalogueQueries Queries { get; } = new(Fields, Keys, References);

    // Lengths are bytes there, two for each letter of the national types. A type of the system's own is told by what it stands for.
    private const string Fields = """
        select s.name, t.name, case when s.name = schema_name() then 1 else 0 end, c.name,
               coalesce(b.name, y.name)
               + case when b.name in ('char', 'varchar', 'binary', 'varbinary', 'nchar', 'nvarchar')
                      then '(' + case when c.max_length = -1 then 'max' else cast(w.width as varchar(5)) end + ')'
                      when b.name in ('decimal', 'numeric')
                      then '(' + cast(c.precision as varchar(5)) + ', ' + cast(c.scale as varchar(5)) + ')'
                      else '' end
               + case when c.is_computed = 1 then ' computed' when c.is_identity = 1 then ' identity' else '' end,
               case when c.is_nullable = 1 then 1 else 0 end,
               case when b.name in ('char', 'varchar', 'nchar', 'nvarchar') and c.max_length > 0 then w.width end
        from   sys.tables t
        join   sys.schemas s on s.schema_id = t.schema_id
        join   sys.columns c on c.object_id = t.object_id
        join   sys.types y on y.user_type_id = c.user_type_id
        left   join sys.types b on b.user_type_id = c.system_type_id
        cross  apply (select case when b.name in ('nchar', 'nvarchar') then c.max_length / 2 else c.max_length end as width) w
        where  t.is_ms_shipped = 0
        order  by s.name, t.name, c.column_id
        """;

    private const string Keys = """
        select s.name, t.name, case when s.name = schema_name() then 1 else 0 end, c.name
        from   sys.key_constraints k
        join   sys.tables t on t.object_id = k.parent_object_id
        join   sys.schemas s on s.schema_id = t.schema_id
        join   sys.index_columns i on i.object_id = k.parent_object_id and i.index_id = k.unique_index_id and i.key_ordinal > 0
        join   sys.columns c on c.object_id = i.object_id and c.column_id = i.column_id
        where  k.type = 'PK'
        order  by s.name, t.name, i.key_ordinal
        """;

    private const string References = """
        select s.name, t.name, case when s.name = schema_name() then 1 else 0 end, f.name, c.name,
               ts.name, tt.name, case when ts.name = schema_name() then 1 else 0 end, tc.name
        from   sys.foreign_keys f
        join   sys.tables t on t.object_id = f.parent_object_id
        join   sys.schemas s on s.schema_id = t.schema_id
        join   sys.tables tt on tt.object_id = f.referenced_object_id
        join   sys.schemas ts on ts.schema_id = tt.schema_id
        join   sys.foreign_key_columns p on p.constraint_object_id = f.object_id
        join   sys.columns c on c.object_id = p.parent_object_id and c.column_id = p.parent_column_id
        join   sys.columns tc on tc.object_id = p.referenced_object_id and tc.column_id = p.referenced_column_id
        order  by s.name, t.name, f.name, p.constraint_column_id
        """;
}
