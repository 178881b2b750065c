using NSec.Cryptography;

namespace Ombud.Trail.Notes;

/// <summary>A public Ed25519 key of somebody who signs messages that are no notes.</summary>
public sealed class Ed25519Key
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = NoteKey.KeyLength;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private readonly PublicKey _key;

    private Ed25519Key(PublicKey key) => _key = key;

    /// <summary>The key in strict base64.</summary>
    /// <returns>Null where it is not the base64 of an Ed25519 public key.</returns>
    public static Ed25519Key? Parse(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        return StrictBase64.Decode(base64) is { Length: Length } bytes
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key)
                ? new Ed25519Key(key!) : null;
    }

    /// <summary>Whether a signature is this key's over exactly these bytes (RFC 8032); false for one of another length.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureLength && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    /// <summary>The key in base64.</summary>
    public override string ToString() => Convert.ToBase64String(_key.Export(KeyBlobFormat.RawPublicKey));
}
