using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Ombud.Keys;

namespace Ombud.SignIn.Staff;

/// <summary>
/// Encrypts what accounts hold about people, the same text always alike, so that an account is found by it.
/// </summary>
/// <remarks>
/// AES-256-GCM under a nonce made from the text by HMAC: two texts never share one, the same text repeats itself.
/// </remarks>
internal sealed class StaffProtector(Secrets secrets) : ILookupProtector, ILookupProtectorKeyRing
{
    private const string OnlyKey = "1";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public string CurrentKeyId => OnlyKey;

    public string this[string keyId] => keyId;

    public IEnumerable<string> GetAllKeyIds() => [OnlyKey];

    public string? Protect(string keyId, string? data)
    {
        if (data is null)
            return null;

        var text = Encoding.UTF8.GetBytes(data);
        var sealedText = new byte[NonceSize + text.Length + TagSize];
        var nonce = sealedText.AsSpan(0, NonceSize);
        HMACSHA256.HashData(Secret("staff nonces"), text).AsSpan(0, NonceSize).CopyTo(nonce);
        using var cipher = new AesGcm(Secret("staff accounts"), TagSize);
        cipher.Encrypt(
            nonce, text, sealedText.AsSpan(NonceSize, text.Length), sealedText.AsSpan(NonceSize + text.Length));
        return Convert.ToBase64String(sealedText);
    }

    public string? Unprotect(string keyId, string? data)
    {
        if (data is null)
            return null;

        var sealedText = Convert.FromBase64String(data);
        var text = new byte[sealedText.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(Secret("staff accounts"), TagSize);
        cipher.Decrypt(
            sealedText.AsSpan(0, NonceSize), sealedText.AsSpan(NonceSize, text.Length),
                sealedText.AsSpan(NonceSize + text.Length), text);
        return Encoding.UTF8.GetString(text);
    }

    // Identity's interface is synchronous; after the first call the secret is in memory.
    private byte[] Secret(string name) =>
        secrets.GetAsync(name, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
