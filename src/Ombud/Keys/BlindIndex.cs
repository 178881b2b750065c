using System.Security.Cryptography;
using System.Text;

namespace Ombud.Keys;

/// <summary>What kind of identifier a keyed hash is of; each kind has a key of its own.</summary>
internal enum IdentifierKind : byte
{
    Email = 1,
    Phone = 2,
    Account = 3,
}

/// <summary>Keyed hashes by which a person is found without the identifier being stored (HMAC-SHA-256, RFC 2104).</summary>
internal sealed class BlindIndex(Secrets secrets)
{
    /// <summary>Version of the hashing key in use.</summary>
    public const int KeyVersion = 1;

    /// <summary>The hash of an identifier for finding a person.</summary>
    public async ValueTask<byte[]> OfAsync(IdentifierKind kind, string identifier, CancellationToken cancel) =>
        HMACSHA256.HashData(await secrets.GetAsync($"blind-index {kind}", cancel), Normalised(kind, identifier));

    /// <summary>The hash for the suppression list, under a key of its own: it survives erasure and must join nothing.</summary>
    public async ValueTask<byte[]> OfSuppressedAsync(IdentifierKind kind, string identifier, CancellationToken cancel) =>
        HMACSHA256.HashData(await secrets.GetAsync($"suppression {kind}", cancel), Normalised(kind, identifier));

    /// <summary>
    /// One spelling of an identifier: trimmed, composed, lower case; of a phone number its digits, and a plus where it is
    /// international.
    /// </summary>
    internal static byte[] Normalised(IdentifierKind kind, string identifier)
    {
        var text = identifier.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (kind is IdentifierKind.Phone)
        {
            var isInternational = text.StartsWith('+') || text.StartsWith("00", StringComparison.Ordinal);
            // "(0)" is the trunk prefix that is left out after a country code.
            var spoken = isInternational ? text.Replace("(0)", "", StringComparison.Ordinal) : text;
            var digits = string.Concat(spoken.Where(char.IsAsciiDigit));
            text = isInternational ? "+" + digits.TrimStart('0') : digits;
        }
        return Encoding.UTF8.GetBytes(text);
    }
}
