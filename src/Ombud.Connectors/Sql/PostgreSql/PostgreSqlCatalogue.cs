using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.PostgreSql;

/// <summary>
/// PostgreSQL's own catalogue, since the standard's views hide what the account does not own. Partitions are left out: their
/// rows are those of the table they belong to.
/// </summary>
internal static class PostgreSqlCatalogue
{
    public static CatalogueQueries Queries { get; } = new(Fields, Keys, References);

    private const string Fields = """
        select n.nspname, c.relname, pg_table_is_visible(c.oid)::int, a.attname, format_type(a.atttypid, a.atttypmod),
               (not a.attnotnull)::int,
               case when a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) and a.atttypmod > 4 then a.atttypmod - 4 end
        from   pg_class c
        join   pg_namespace n on n.oid = c.relnamespace
        join   pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where  c.relkind in ('r', 'p')
          and  not c.relispartition
          and  n.nspname <> 'information_schema'
          and  n.nspname not like 'pg\_%'
        order  by n.nspname, c.relname, a.attnum
        """;

    private const string Keys = """
        select n.nspname, c.relname, pg_table_is_visible(c.oid)::int, a.attname
        from   pg_constraint k
        join   pg_class c on c.oid = k.conrelid
        join   pg_namespace n on n.oid = c.relnamespace
        cross  join unnest(k.conkey) with ordinality as part(attnum, place)
        join   pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
        where  k.contype = 'p'
        order  by n.nspname, c.relname, part.place
        """;

    private const string References = """
        select n.nspname, c.relname, pg_table_is_visible(c.oid)::int, k.conname, a.attname,
               tn.nspname, t.relname, pg_table_is_visible(t.oid)::int, ta.attname
        from   pg_constraint k
        join   pg_class c on c.oid = k.conrelid
        join   pg_namespace n on n.oid = c.relnamespace
        join   pg_class t on t.oid = k.confrelid
        join   pg_namespace tn on tn.oid = t.relnamespace
        cross  join unnest(k.conkey, k.confkey) with ordinality as part(attnum, target, place)
        join   pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
        join   pg_attribute ta on ta.attrelid = t.oid and ta.attnum = part.target
        where  k.contype = 'f'
          and  k.conparentid = 0
        order  by n.nspname, c.relname, k.conname, part.place
        """;
}
