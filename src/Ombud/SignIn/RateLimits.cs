using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Ombud.Database;

namespace Ombud.SignIn;

/// <summary>How many requests are taken, by whom; endpoints name a policy with <c>RequireRateLimiting</c>.</summary>
/// <param name="SignInPerTenMinutes">Attempts at signing in, by remote address.</param>
/// <param name="ApiPerSecond">Calls by one API key; ten times as many may come at once.</param>
internal sealed record RateLimits(int SignInPerTenMinutes, int ApiPerSecond)
{
    public const string SignIn = "sign-in";
    public const string Api = "api";

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationException">A limit is no positive number.</exception>
    public static RateLimits From(IConfiguration configuration)
    {
        var errors = new List<string>();
        var limits = new RateLimits(
            Number(configuration, "RateLimits:SignInPerTenMinutes", 60, errors),
            Number(configuration, "RateLimits:ApiPerSecond", 2000, errors));
        return errors.Count == 0 ? limits : throw new ConfigurationException(errors);
    }

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds))
                    .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            Network(http.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = SignInPerTenMinutes,
                Window = TimeSpan.FromMinutes(10)
            }));
        options.AddPolicy(Api, http => RateLimitPartition.GetTokenBucketLimiter(
            http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Network(http.Connection.RemoteIpAddress),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = ApiPerSecond * 10, TokensPerPeriod = ApiPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
    }

    /// <summary>The network a request comes from. Whoever has one IPv6 address has 2^64 of them.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static int Number(IConfiguration configuration, string name, int otherwise, List<string> errors)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1_000_000)
            return number;
        errors.Add($"{name.Replace(":", "__", StringComparison.Ordinal)} must be a whole number greater than 0.");
        return otherwise;
    }
}
