using System.Text;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Retention.Holds;

/// <summary>Encrypts what the staff write about a hold, in the compartment of proof, so that it outlives an erasure.</summary>
internal static class HoldNotes
{
    public static KeyName KeyOf(SubjectId subject) => new(subject, KeyName.OfSubject, Compartment.Proof);

    public static byte[] Seal(KeyStore store, SubjectId subject, Guid hold, Personal<string> note, DataKey key) =>
        key.Encrypt(Encoding.UTF8.GetBytes(note.Value), PlaceOf(store, subject, hold, key));

    public static Personal<string> Open(KeyStore store, SubjectId subject, HoldRow hold, DataKey key) =>
        new(Encoding.UTF8.GetString(key.Decrypt(hold.SealedNote, PlaceOf(store, subject, hold.HoldId, key))));

    private static byte[] PlaceOf(KeyStore store, SubjectId subject, Guid hold, DataKey key) =>
        Place.Of(store.Installation, subject, hold, "hold", key.Version);
}
