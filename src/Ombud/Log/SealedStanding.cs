using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>Encrypts and decrypts standings.</summary>
internal sealed class SealedStanding(KeyStore store)
{
    /// <summary>What an erased person's row holds, since no key is left.</summary>
    public static StandingState Erased(long version) => StandingState.Empty with { IsErased = true, Version = version };

    public byte[] Seal(SubjectId subject, StandingState standing, DataKey key) =>
        key.Encrypt(JsonSerializer.SerializeToUtf8Bytes(standing, StandingJson.Default.StandingState), PlaceOf(subject, key));

    public StandingState Open(SubjectId subject, byte[] sealedStanding, DataKey key) =>
        JsonSerializer.Deserialize(key.Decrypt(sealedStanding, PlaceOf(subject, key)), StandingJson.Default.StandingState)!;

    private byte[] PlaceOf(SubjectId subject, DataKey key) =>
        Place.Of(store.Installation, subject, subject.Value, "standing", key.Version);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StandingState))]
internal sealed partial class StandingJson : JsonSerializerContext;
