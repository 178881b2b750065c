using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.Sqlite;

/// <summary>
/// SQLite's pragmas, as tables. The file's own schema alone; virtual tables and their shadows are left out. A declared
/// length is told though SQLite does not hold to it: the application may.
/// </summary>
internal static class SqliteCatalogue
{
    public static CatalogueQueries Queries { get; } = new(Fields, Keys, References);

    private const string Fields = """
        select l.schema, l.name, 1, c.name, c.type, c."notnull" = 0,
               case when lower(c.type) like '%char%(%' then cast(substr(c.type, instr(c.type, '(') + 1) as integer) end
        from   pragma_table_list l
        join   pragma_table_xinfo(l.name) c
        where  l.schema = 'main'
          and  l.type = 'table'
          and  l.name not like 'sqlite\_%' escape '\'
        order  by l.name, c.cid
        """;

    private const string Keys = """
        select l.schema, l.name, 1, c.name
        from   pragma_table_list l
        join   pragma_table_info(l.name) c
        where  l.schema = 'main'
          and  l.type = 'table'
          and  c.pk > 0
        order  by l.name, c.pk
        """;

    // Without named targets a reference is to the other table's key.
    private const string References = """
        select l.schema, l.name, 1, r.id, r."from", l.schema, t.name, 1,
               coalesce(r."to", (select c.name from pragma_table_info(t.name) c where c.pk = r.seq + 1))
        from   pragma_table_list l
        join   pragma_foreign_key_list(l.name) r
        join   pragma_table_list t on t.schema = 'main' and t.name = r."table" collate nocase
        where  l.schema = 'main'
          and  l.type = 'table'
        order  by l.name, r.id, r.seq
        """;
}
