using NSec.Cryptography;

namespace Ombud.Trail.Notes;

/// <summary>
/// A public Ed25519 key with the name under which it signs notes (C2SP signed-note, signature type 0x01).
/// </summary>
public sealed class NoteVerifier
{
    private readonly PublicKey _key;

    private NoteVerifier(string name, uint id, PublicKey key) => (Name, KeyId, _key) = (name, id, key);

    /// <summary>The key's name; for the key of a log, the log's origin.</summary>
    public string Name { get; }

    /// <summary>
    /// First four bytes of SHA-256 over name, newline, 0x01 and public key, the first byte the highest.
    /// </summary>
    public uint KeyId { get; }

    /// <summary>
    /// Reads the text form <c>name+id+base64</c> (a <i>vkey</i>), in which the id must be that of the key.
    /// </summary>
    public static Parsed<NoteVerifier> Parse(string vkey)
    {
        ArgumentNullException.ThrowIfNull(vkey);
        var parts = NoteKey.Parse(vkey);
        if (!parts.IsOk)
            return Parsed<NoteVerifier>.Failed(parts.Reason);

        var (name, id, bytes) = parts.Value;
        if (NoteKey.Id(name, bytes) != id)
            return Parsed<NoteVerifier>.Failed("The id is not that of the name and key.");

        return PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key)
            ? Parsed<NoteVerifier>.Ok(new NoteVerifier(name, id, key!))
            : Parsed<NoteVerifier>.Failed("The bytes are not an Ed25519 public key.");
    }

    /// <summary>The text form <c>name+id+base64</c>, made to be published.</summary>
    public override string ToString() => NoteKey.Format(Name, KeyId, _key.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Whether a signature says that it is by this key: both name and id must be the key's.</summary>
    internal bool IsNamedBy(NoteSignature signature) =>
        signature.KeyId == KeyId && string.Equals(signature.Name, Name, StringComparison.Ordinal);

    /// <summary>Whether the signature is this key's over exactly these bytes (RFC 8032).</summary>
    internal bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(_key, text, signature);

    internal static NoteVerifier Of(string name, PublicKey key) =>
        new(name, NoteKey.Id(name, key.Export(KeyBlobFormat.RawPublicKey)), key);
}
