using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Connectors.Following;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;

namespace Ombud.Systems.Erasing;

/// <summary>
/// Takes over an erasure by what the person is found in connected systems: what they have proved, and nothing that was merely
/// said of them, since that might be somebody else's. Sealed under a key of its own.
/// </summary>
internal sealed class CarriedPerson(ConnectedSystems systems, SubjectContacts contacts, KeyRing keys, KeyStore store, TimeProvider time)
{
    private const string Kind = "erasing";

    /// <summary>The rows that an erasure commits: one for each system, and the person sealed. Makes the key, which commits first.</summary>
    /// <returns>None where no system is connected, or nothing is known by which to find the person.</returns>
    public async Task<CarriedRows> PrepareAsync(SubjectId subject, CancellationToken cancel)
    {
        if (systems.All.Count == 0 || await FindAsync(subject, cancel) is not { } person)
            return CarriedRows.None;
        var key = await keys.GetOrCreateAsync(KeyName.Erasing(subject), cancel);
        var (bucket, now) = (Bucket.Of(subject.Value), Micros.Truncate(time.GetUtcNow()));
        var row = new SystemPersonRow
        {
            Bucket = bucket, SubjectId = subject.Value, Sealed = key.Encrypt(Write(person), PlaceOf(subject, key)),
        };
        return new([.. systems.All.Select(system => new SystemErasureRow
        {
            Bucket = bucket, SubjectId = subject.Value, System = system.Id, AskedAt = now, DueAt = now,
        })], row);
    }

    /// <summary>By what a person is found while they can still be asked; null where they have proved nothing.</summary>
    public async Task<Person?> FindAsync(SubjectId subject, CancellationToken cancel) =>
        await contacts.FindAsync(subject, IdentifierKind.Email, cancel) is { } address
            ? new Person([(Connectors.Describing.IdentifierKind.Email, address.Value)]) : null;

    /// <summary>Opens what was sealed; null where its key is gone.</summary>
    public async Task<Person?> OpenAsync(SystemPersonRow row, CancellationToken cancel)
    {
        var subject = new SubjectId(row.SubjectId);
        return await keys.FindAsync(KeyName.Erasing(subject), cancel) is { } key
            ? Read(key.Decrypt(row.Sealed, PlaceOf(subject, key))) : null;
    }

    private byte[] PlaceOf(SubjectId subject, DataKey key) =>
        Place.Of(store.Installation, subject, subject.Value, Kind, key.Version);

    private static byte[] Write(Person person) => JsonSerializer.SerializeToUtf8Bytes(
        [.. person.Identifiers.Select(one => new CarriedIdentifier(one.Kind, one.Value))],
        CarriedPersonJson.Default.CarriedIdentifierArray);

    private static Person Read(byte[] clear) => new(
        [.. JsonSerializer.Deserialize(clear, CarriedPersonJson.Default.CarriedIdentifierArray)!.Select(one => (one.Kind, one.Value))]);
}

/// <summary>What an erasure commits for the connected systems.</summary>
/// <param name="Person">The person sealed; null where nobody is to be looked for.</param>
internal sealed record CarriedRows(IReadOnlyList<SystemErasureRow> Systems, SystemPersonRow? Person)
{
    public static CarriedRows None { get; } = new([], null);

    /// <summary>The rows as the database takes them.</summary>
    public IEnumerable<object> All => Person is null ? Systems : [.. Systems, Person];

    /// <summary>Ids of the systems, in their order.</summary>
    public IReadOnlyList<string> Ids => [.. Systems.Select(row => row.System)];
}

/// <summary>An identifier as it is sealed.</summary>
internal sealed record CarriedIdentifier(Connectors.Describing.IdentifierKind Kind, string Value);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CarriedIdentifier[]))]
internal sealed partial class CarriedPersonJson : JsonSerializerContext;
