using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ombud.Trail.Notes;

/// <summary>What signer and verifier keys have in common (C2SP signed-note): name, id and text encoding.</summary>
internal static class NoteKey
{
    internal const byte Ed25519 = 0x01;
    internal const int KeyLength = 32;

    private const int IdDigits = 8;

    /// <summary>
    /// The key id: first four bytes, higher first, of SHA-256 over name, newline, type and public key.
    /// </summary>
    internal static uint Id(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(
            [.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey]));

    /// <summary>
    /// A name is not empty and holds no space, no plus sign, no control character and no broken surrogate.
    /// </summary>
    internal static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return false;

        foreach (var rune in name.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD and could not be signed; U+FFFD itself is no loss as a name.
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is '+' || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }

    internal static string Format(string name, uint id, ReadOnlySpan<byte> key) =>
        $"{name}+{id:x8}+{Convert.ToBase64String([Ed25519, .. key])}";

    /// <summary>
    /// Takes <c>name+id+base64</c> apart. The base64 may itself hold plus signs, so only the first two part.
    /// </summary>
    internal static Parsed<(string Name, uint Id, byte[] Key)> Parse(string text)
    {
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]))
            return Failed("A key is written as name+id+base64.");

        if (parts[1].Length != IdDigits || !parts[1].All(char.IsAsciiHexDigitLower))
            return Failed("A key's id is eight lower-case hexadecimal digits.");

        if (StrictBase64.Decode(parts[2]) is not { } key)
            return Failed("A key's value is not strict base64.");

        if (key.Length != KeyLength + 1 || key[0] != Ed25519)
            return Failed("Only Ed25519 keys of 32 bytes are known.");

        var id = uint.Parse(parts[1], System.Globalization.NumberStyles.AllowHexSpecifier, provider: null);
        return Parsed<(string, uint, byte[])>.Ok((parts[0], id, key[1..]));
    }

    private static Parsed<(string Name, uint Id, byte[] Key)> Failed(string reason) =>
        Parsed<(string, uint, byte[])>.Failed(reason);
}

/// <summary>Base64 of which each value has one spelling: no white space, padding in place, unused bits zero.</summary>
internal static class StrictBase64
{
    internal static byte[]? Decode(string text)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
            return null;

        // Decoding drops unused bits and white space; a second spelling of a signature would be an unseen change.
        var bytes = buffer[..length];
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal) ? bytes : null;
    }
}
