using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>Encrypts and decrypts the bodies of facts.</summary>
internal static class FactSeal
{
    public static byte[] Seal(KeyStore store, WrittenFact fact, DataKey key) =>
        key.Encrypt(fact.SaltedBody(), Place.Of(store.Installation, fact.Subject!.Value, fact.Id, "fact", key.Version));

    public static byte[] Open(KeyStore store, SubjectId subject, Guid fact, byte[] sealedBody, DataKey key) =>
        key.Decrypt(sealedBody, Place.Of(store.Installation, subject, fact, "fact", key.Version));
}
