using NSec.Cryptography;

namespace Ombud.Trail.Notes;

/// <summary>
/// A secret Ed25519 key with the name under which it signs notes (C2SP signed-note, signature type 0x01). Keeps the key
/// in guarded memory until disposed of. Safe for use by several threads at once.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    private const string SecretPrefix = "PRIVATE+KEY+";

    private readonly Key _key;

    private NoteSigner(string name, Key key)
    {
        _key = key;
        Verifier = NoteVerifier.Of(name, key.PublicKey);
    }

    /// <summary>The public half, to be published and configured at those who verify.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>Makes a new key from the operating system's randomness.</summary>
    /// <param name="name">Not empty, without spaces, plus signs and control characters; for a log, its origin.</param>
    /// <exception cref="ArgumentException">The name is not one a key may have.</exception>
    public static NoteSigner Generate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!NoteKey.IsName(name))
            throw new ArgumentException("A key's name holds no space, plus sign or control character.", nameof(name));

        return new NoteSigner(name, Key.Create(SignatureAlgorithm.Ed25519, Exportable()));
    }

    /// <summary>The key whose RFC 8032 private key is these 32 bytes.</summary>
    /// <exception cref="ArgumentException">The name is not one a key may have, or there are not 32 bytes.</exception>
    public static NoteSigner FromSeed(string name, ReadOnlySpan<byte> seed)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!NoteKey.IsName(name))
            throw new ArgumentException("A key's name holds no space, plus sign or control character.", nameof(name));
        if (!Key.TryImport(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, out var key, Exportable()))
            throw new ArgumentException("An Ed25519 private key is exactly 32 bytes.", nameof(seed));

        return new NoteSigner(name, key!);
    }

    /// <summary>
    /// Reads the secret text form <c>PRIVATE+KEY+name+id+base64</c> (an <i>skey</i>); the base64 holds the type byte
    /// and
    /// the 32 bytes of RFC 8032's private key.
    /// </summary>
    public static Parsed<NoteSigner> Parse(string skey)
    {
        ArgumentNullException.ThrowIfNull(skey);
        if (!skey.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return Parsed<NoteSigner>.Failed("A secret key begins with PRIVATE+KEY+.");

        var parts = NoteKey.Parse(skey[SecretPrefix.Length..]);
        if (!parts.IsOk)
            return Parsed<NoteSigner>.Failed(parts.Reason);

        var (name, id, seed) = parts.Value;
        if (!Key.TryImport(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, out var key, Exportable()))
            return Parsed<NoteSigner>.Failed("The bytes are not an Ed25519 private key.");

        var signer = new NoteSigner(name, key!);
        if (signer.Verifier.KeyId == id)
            return Parsed<NoteSigner>.Ok(signer);

        signer.Dispose();
        return Parsed<NoteSigner>.Failed("The id is not that of the name and key.");
    }

    /// <summary>The secret text form. Whoever has it can sign: write it to the key store and nowhere else.</summary>
    public string ToSecretText() =>
        SecretPrefix + NoteKey.Format(Verifier.Name, Verifier.KeyId, _key.Export(KeyBlobFormat.RawPrivateKey));

    /// <summary>The name alone, never the key.</summary>
    public override string ToString() => Verifier.Name;

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> text) => SignatureAlgorithm.Ed25519.Sign(_key, text);

    private static KeyCreationParameters Exportable() =>
        new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
}
