using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.MySql;

/// <summary>The standard's views; a database is a schema here.</summary>
internal static class MySqlCatalogue
{
    public static CatalogueQueries Queries { get; } = new(Fields, Keys, References);

    private const string Fields = """
        select c.table_schema, c.table_name, c.table_schema <=> database(), c.column_name, c.column_type,
               c.is_nullable = 'YES', case when c.character_set_name is not null then c.character_maximum_length end
        from   information_schema.columns c
        join   information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
        where  t.table_type = 'BASE TABLE'
          and  c.table_schema not in ('mysql', 'information_schema', 'performance_schema', 'sys')
        order  by c.table_schema, c.table_name, c.ordinal_position
        """;

    private const string Keys = """
        select k.table_schema, k.table_name, k.table_schema <=> database(), k.column_name
        from   information_schema.key_column_usage k
        where  k.constraint_name = 'PRIMARY'
        order  by k.table_schema, k.table_name, k.ordinal_position
        """;

    private const string References = """
        select k.table_schema, k.table_name, k.table_schema <=> database(), k.constraint_name, k.column_name,
               k.referenced_table_schema, k.referenced_table_name, k.referenced_table_schema <=> database(),
               k.referenced_column_name
        from   information_schema.key_column_usage k
        where  k.referenced_table_name is not null
        order  by k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
        """;
}
