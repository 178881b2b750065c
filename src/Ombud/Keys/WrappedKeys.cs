using System.Data.Common;
using Npgsql;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Keys;

/// <summary>A data key as it lies in the key store.</summary>
/// <param name="Epoch">The epoch whose key wraps it.</param>
internal readonly record struct WrappedKey(int Version, int Epoch, byte[] Wrapped);

/// <summary>Reads data keys as they lie.</summary>
internal static class WrappedKeys
{
    /// <summary>The newest key of that name, or null where there is none.</summary>
    public static async Task<WrappedKey?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, KeyName name, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select version, epoch, wrapped
            from   data_key
            where  subject_id = @subject and controller = @controller and compartment = @compartment
            order  by version desc
            limit  1
            """, transaction)
            .With("subject", name.Subject.Value).With("controller", name.Controller)
            .With("compartment", (short)name.Compartment);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new WrappedKey(reader.GetInt32(0), reader.GetInt32(1), reader.BytesAt(2)) : null;
    }

    /// <summary>The newest keys of these names, of those that are there; on PostgreSQL in one round trip.</summary>
    public static async Task<IReadOnlyDictionary<KeyName, WrappedKey>> ReadAsync(
        DbConnection connection, IReadOnlyCollection<KeyName> names, CancellationToken cancel)
    {
        if (connection is NpgsqlConnection postgres)
            return await ReadAsync(postgres, names, cancel);

        var found = new Dictionary<KeyName, WrappedKey>(names.Count);
        foreach (var name in names)
        {
            if (await ReadAsync(connection, null, name, cancel) is { } row)
                found[name] = row;
        }
        return found;
    }

    private static async Task<IReadOnlyDictionary<KeyName, WrappedKey>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<KeyName> names, CancellationToken cancel)
    {
        await using var select = new NpgsqlCommand(
            """
            select k.subject_id, k.controller, k.compartment, k.version, k.epoch, k.wrapped
            from   unnest(@subjects, @controllers, @compartments) as t(subject_id, controller, compartment)
            join   data_key k
            on     k.subject_id = t.subject_id and k.controller = t.controller and k.compartment = t.compartment
            order  by k.version
            """, connection);
        select.Parameters.AddWithValue("subjects", names.Select(name => name.Subject.Value).ToArray());
        select.Parameters.AddWithValue("controllers", names.Select(name => name.Controller).ToArray());
        select.Parameters.AddWithValue("compartments", names.Select(name => (short)name.Compartment).ToArray());
        await select.PrepareAsync(cancel);
        var found = new Dictionary<KeyName, WrappedKey>(names.Count);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            // The newest comes last.
            found[new KeyName(new SubjectId(reader.GetGuid(0)), reader.GetString(1), (Compartment)reader.GetInt16(2))] =
                new WrappedKey(reader.GetInt32(3), reader.GetInt32(4), reader.BytesAt(5));
        }
        return found;
    }
}
