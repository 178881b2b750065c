using System.Security.Cryptography;
using System.Text;
using Ombud.Keys;

namespace Ombud.SignIn.Codes;

/// <summary>The keyed hash under which what was sent to an address lies; under a key of its own, so that it joins nothing.</summary>
internal sealed class AddressHash(Secrets secrets)
{
    /// <param name="address">In the spelling of <see cref="MailAddress.Read"/>.</param>
    public async ValueTask<byte[]> OfAsync(string address, CancellationToken cancel) =>
        HMACSHA256.HashData(await secrets.GetAsync("sign-in address", cancel), Encoding.UTF8.GetBytes(address));
}
