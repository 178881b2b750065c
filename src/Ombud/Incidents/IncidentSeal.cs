using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Telling;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents;

/// <summary>Encrypts what lies in an incident's file, under the incident's own key.</summary>
internal sealed class IncidentSeal(KeyRing keys, KeyStore store)
{
    /// <summary>The key of a new incident, stored before anything lies under it.</summary>
    public ValueTask<DataKey> CreateKeyAsync(Guid id, CancellationToken cancel) =>
        keys.GetOrCreateAsync(KeyName.Facts(new SubjectId(id)), cancel);

    /// <summary>The key; null where there is no such incident.</summary>
    public ValueTask<DataKey?> FindKeyAsync(Guid id, CancellationToken cancel) =>
        keys.FindAsync(KeyName.Facts(new SubjectId(id)), cancel);

    public byte[] Seal(Guid id, Guid entry, Personal<string> text, DataKey key) =>
        key.Encrypt(Encoding.UTF8.GetBytes(text.Value), PlaceOf(id, entry, key));

    public Personal<string> Open(IncidentEntryRow entry, DataKey key) => new(Encoding.UTF8.GetString(
        key.Decrypt(entry.Sealed, PlaceOf(entry.IncidentId, entry.EntryId, key))));

    private byte[] PlaceOf(Guid id, Guid entry, DataKey key) =>
        Place.Of(store.Installation, new SubjectId(id), entry, "incident entry", key.Version);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IncidentState))]
[JsonSerializable(typeof(SearchOrder))]
[JsonSerializable(typeof(TellWords))]
[JsonSerializable(typeof(SortedDictionary<string, int>))]
internal sealed partial class IncidentJson : JsonSerializerContext;
