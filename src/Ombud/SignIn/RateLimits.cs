using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Ombud.Database;
using Ombud.Log.Publishing;

namespace Ombud.SignIn;

/// <summary>How many requests are taken, by whom; endpoints name a policy with <c>RequireRateLimiting</c>.</summary>
/// <param name="SignInPerTenMinutes">Attempts at signing in, by remote address.</param>
/// <param name="ApiPerSecond">Calls by one API key; ten times as many may come at once.</param>
/// <param name="FormsPerTenMinutes">Forms that anybody may send, by who is signed in or else by remote address.</param>
/// <param name="TrailPerSecond">Readings of the trail and of proofs, by remote address; ten times as many may come at once.</param>
/// <param name="OthersPerDay">People whom one person may name, each of whom is sent a letter.</param>
internal sealed record RateLimits(
    int SignInPerTenMinutes, int ApiPerSecond, int FormsPerTenMinutes, int TrailPerSecond, int OthersPerDay)
{
    public const string SignIn = "sign-in";
    public const string Api = "api";
    public const string Forms = "forms";

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationException">A limit is no positive number.</exception>
    public static RateLimits From(IConfiguration configuration)
    {
        var errors = new List<string>();
        var limits = new RateLimits(
            Number(configuration, "RateLimits:SignInPerTenMinutes", 60, errors),
            Number(configuration, "RateLimits:ApiPerSecond", 2000, errors),
            Number(configuration, "RateLimits:FormsPerTenMinutes", 300, errors),
            Number(configuration, "RateLimits:TrailPerSecond", 500, errors),
            Number(configuration, "RateLimits:OthersPerDay", 20, errors));
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
        options.AddPolicy(SignIn, http => Window(Network(http), SignInPerTenMinutes));
        options.AddPolicy(Forms, http => Window(Person(http) ?? Network(http), FormsPerTenMinutes));
        options.AddPolicy(Api, http => Bucket(Person(http) ?? Network(http), ApiPerSecond));
        options.AddPolicy(ReadTrail.RateLimit, http => Bucket(Network(http), TrailPerSecond));
    }

    private static RateLimitPartition<string> Window(string who, int limit) => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromMinutes(10) });

    private static RateLimitPartition<string> Bucket(string who, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(
        who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 10, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });

    private static string? Person(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private static string Network(HttpContext http) => Network(http.Connection.RemoteIpAddress);

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
