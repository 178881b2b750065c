using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Keys;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases;

/// <summary>Whom a case is from, and where letters about it go.</summary>
public sealed record CaseContact(string? Name, string? Address)
{
    /// <summary>Who asks for them; null where they ask themselves.</summary>
    public AgentContact? Agent { get; init; }
}

/// <summary>Who acts for the person of a case.</summary>
/// <param name="Address">Null where staff recorded the case without one.</param>
public sealed record AgentContact(string Name, string? Address)
{
    /// <summary>By which request of a protocol they asked; null for any other way.</summary>
    public ProtocolRequest? Protocol { get; init; }
}

/// <summary>A request by a protocol, as whoever made it knows it.</summary>
/// <param name="Caller">Id under which the agent, or the controller, is configured.</param>
/// <param name="Request">Id that they gave the request; null for none.</param>
public sealed record ProtocolRequest(string Caller, string? Request);

/// <summary>Encrypts what lies in a case's file, under the case's own key.</summary>
internal sealed class CaseSeal(KeyRing keys, KeyStore store)
{
    private const string EntryKind = "case entry";
    private const string ContactKind = "case contact";

    /// <summary>The key of a case: the case is a subject of its own.</summary>
    public static KeyName KeyOf(Guid caseId) => KeyName.Facts(new SubjectId(caseId));

    /// <summary>The key of a new case, stored before anything lies under it.</summary>
    public ValueTask<DataKey> CreateKeyAsync(Guid caseId, CancellationToken cancel) => keys.GetOrCreateAsync(KeyOf(caseId), cancel);

    /// <summary>The key; null where the file's time is over.</summary>
    public ValueTask<DataKey?> FindKeyAsync(Guid caseId, CancellationToken cancel) => keys.FindAsync(KeyOf(caseId), cancel);

    public byte[] Seal(Guid caseId, Guid entry, Personal<string> text, DataKey key) =>
        key.Encrypt(Encoding.UTF8.GetBytes(text.Value), PlaceOf(caseId, entry, EntryKind, key));

    public Personal<string> Open(CaseEntryRow entry, DataKey key) => new(Encoding.UTF8.GetString(
        key.Decrypt(entry.Sealed, PlaceOf(entry.CaseId, entry.EntryId, EntryKind, key))));

    public byte[] Seal(Guid caseId, Personal<CaseContact> contact, DataKey key) => key.Encrypt(
        JsonSerializer.SerializeToUtf8Bytes(contact.Value, CaseJson.Default.CaseContact), PlaceOf(caseId, caseId, ContactKind, key));

    public Personal<CaseContact> Open(CaseRow row, DataKey key) => new(JsonSerializer.Deserialize(
        key.Decrypt(row.SealedContact, PlaceOf(row.CaseId, row.CaseId, ContactKind, key)), CaseJson.Default.CaseContact)!);

    private byte[] PlaceOf(Guid caseId, Guid entry, string kind, DataKey key) =>
        Place.Of(store.Installation, new SubjectId(caseId), entry, kind, key.Version);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseContact))]
[JsonSerializable(typeof(CaseState))]
internal sealed partial class CaseJson : JsonSerializerContext;
