using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ombud.Keys;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>
/// The tokens by which agents are known (section 2.05): the moment of issue, and a code over agent, company, key and moment by a secret
/// of the installation. Nothing is stored; a token ends after <see cref="Lasts"/>, and with the agent's key or place in the configuration.
/// </summary>
internal sealed class DrpTokens(DrpNetwork network, Secrets secrets, TimeProvider time)
{
    /// <summary>How long a token counts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    private const string Bearer = "Bearer ";
    private const string Prefix = "drp_";
    private const int LengthMax = 200;

    /// <summary>A token for an agent at a company.</summary>
    public async ValueTask<string> MakeAsync(DrpPair pair, CancellationToken cancel)
    {
        var issued = time.GetUtcNow().ToUnixTimeSeconds();
        var code = Base64Url.EncodeToString(await CodeAsync(pair, issued, cancel));
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{issued:x}.{code}");
    }

    /// <summary>Whose token a header has; null where it is none of ours, or counts no more.</summary>
    /// <param name="header">The value of <c>Authorization</c>.</param>
    public async ValueTask<DrpPair?> FindAsync(string header, CancellationToken cancel)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || header.Length > LengthMax
            || header[Bearer.Length..].Trim() is not { } token || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || token[Prefix.Length..].Split('.') is not [var moment, var code]
            || !long.TryParse(moment, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var issued)
            || !Base64Url.IsValid(code))
            return null;
        var (now, given) = (time.GetUtcNow(), Base64Url.DecodeFromChars(code));
        if (issued > now.ToUnixTimeSeconds() || issued < (now - Lasts).ToUnixTimeSeconds())
            return null;
        foreach (var pair in network.Pairs)
        {
            if (CryptographicOperations.FixedTimeEquals(await CodeAsync(pair, issued, cancel), given))
                return pair.Agent.CountsOn(DateOnly.FromDateTime(now.UtcDateTime)) ? pair : null;
        }
        return null;
    }

    private async ValueTask<byte[]> CodeAsync(DrpPair pair, long issued, CancellationToken cancel) => HMACSHA256.HashData(
        await secrets.GetAsync("drp token", cancel),
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{pair.Agent.Id}\n{pair.Business.Id}\n{pair.Agent.Key}\n{issued}")));
}
