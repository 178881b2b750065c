using System.Security.Cryptography;
using System.Text;

namespace Ombud.Layout.Http;

/// <summary>
/// The product's requests to itself, which come past the proxy that ends TLS. By a secret of this process, never stored, they
/// are taken for what the proxy would have passed on.
/// </summary>
internal sealed class OwnRequests
{
    private const string Header = "X-Ombud-Own";
    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Marks a request as the product's own; it must go to this process alone.</summary>
    public void Mark(HttpRequestMessage request) => request.Headers.Add(Header, _secret);

    /// <summary>Whether this process sent it.</summary>
    public bool IsOwn(HttpRequest request) => request.Headers.TryGetValue(Header, out var sent) && CryptographicOperations
        .FixedTimeEquals(Encoding.UTF8.GetBytes(sent.ToString()), Encoding.UTF8.GetBytes(_secret));
}
