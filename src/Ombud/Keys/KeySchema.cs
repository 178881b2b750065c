using Ombud.Database;

namespace Ombud.Keys;

/// <summary>
/// The key store's tables. A data key refers to its epoch, so that an epoch cannot be destroyed while it still wraps a key.
/// </summary>
internal static class KeySchema
{
    public static string Of(Engine engine)
    {
        var (id, blob, big) = engine is Engine.Sqlite ? ("blob", "blob", "integer") : ("uuid", "bytea", "bigint");
        return $"""
            create table if not exists installation (
                one smallint primary key check (one = 1),
                id {id} not null, schema_version integer not null, master text not null, created_at {big} not null);
            create table if not exists epoch (
                epoch integer primary key, wrapped {blob} not null, created_at {big} not null);
            create table if not exists data_key (
                subject_id {id} not null, controller text not null, compartment smallint not null,
                version integer not null, epoch integer not null references epoch (epoch), wrapped {blob} not null,
                created_at {big} not null,
                primary key (subject_id, controller, compartment, version));
            create index if not exists data_key_epoch on data_key (epoch);
            create table if not exists key_reserve (
                reserve_id {id} primary key, subjects {blob} not null, made_at {big} not null);
            create table if not exists secret (
                name text not null, version integer not null, wrapped {blob} not null, created_at {big} not null,
                primary key (name, version));
            create table if not exists data_protection (
                name text primary key, wrapped {blob} not null);
            """;
    }
}
