using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Ombud.Database;

namespace Ombud.Layout.Http;

/// <summary>How requests reach us: over TLS, or from a proxy that ends TLS, or in plain on this machine in Development.</summary>
internal static class Transport
{
    /// <summary>Addresses of proxies that end TLS before us, with commas between; <c>loopback</c> for this machine.</summary>
    internal const string ProxiesKey = "Ombud:Proxies";

    private const string DefaultUrls = "http://127.0.0.1:5000";

    /// <summary>Reads which proxies are trusted, and refuses plain HTTP where passwords and personal data would travel in clear.</summary>
    /// <exception cref="ConfigurationException">
    /// Plain HTTP without a proxy beyond this machine's Development, or a proxy that is no address.
    /// </exception>
    internal static TransportOptions Read(IConfiguration configuration, bool isDevelopment)
    {
        var errors = new List<string>();
        var proxies = Proxies(configuration[ProxiesKey], errors);
        if (proxies.Count == 0 && errors.Count == 0)
        {
            errors.AddRange(Addresses(configuration).Where(url => IsPlain(url) && !(isDevelopment && IsLocal(url))).Select(url =>
                $"{url} is plain HTTP. Serve https (--urls https://… with Kestrel__Certificates__Default__Path), or set Ombud__Proxies "
                + "to the addresses of the proxy that ends TLS. Plain HTTP alone is for this machine, in Development."));
        }
        return errors.Count == 0 ? new TransportOptions(proxies) : throw new ConfigurationException(errors);
    }

    internal static IServiceCollection AddTransport(this IServiceCollection services, TransportOptions options) =>
        services.AddSingleton(options).Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in options.Proxies)
                forwarded.KnownProxies.Add(proxy);
        });

    /// <summary>Takes scheme and address of a request from the proxy, where one is configured.</summary>
    internal static void UseTransport(this WebApplication app)
    {
        if (app.Services.GetService<TransportOptions>() is { Proxies.Count: > 0 })
            app.UseForwardedHeaders();
        var own = app.Services.GetRequiredService<OwnRequests>();
        app.Use((context, next) =>
        {
            if (own.IsOwn(context.Request))
                context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }

    /// <summary>Refuses forms over plain HTTP: no page of ours sends one, since its cookie goes over HTTPS alone.</summary>
    internal static void RefusePlainForms(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            return;
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps || !context.Request.HasFormContentType)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>Every address that the web server could be told to listen on, whichever of the ways it then takes.</summary>
    private static List<string> Addresses(IConfiguration configuration)
    {
        var found = Split(configuration["urls"], ';').ToList();
        found.AddRange(Split(configuration["http_ports"], ';').Select(port => $"http://*:{port}"));
        found.AddRange(Split(configuration["https_ports"], ';').Select(port => $"https://*:{port}"));
        found.AddRange(configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(endpoint => endpoint["Url"]).OfType<string>());
        return found is [] ? [DefaultUrls] : found;
    }

    private static bool IsPlain(string url) => !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string url)
    {
        if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return false;
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.Host is "localhost"
            || IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
    }

    private static List<IPAddress> Proxies(string? text, List<string> errors)
    {
        var proxies = new List<IPAddress>();
        foreach (var proxy in Split(text, ','))
        {
            if (proxy is "loopback")
                proxies.Add(IPAddress.Loopback);
            else if (IPAddress.TryParse(proxy, out var address))
                proxies.Add(address);
            else
                errors.Add($"Ombud__Proxies: '{proxy}' is no address. Write IP addresses with commas between, or loopback.");
        }
        return proxies;
    }

    private static string[] Split(string? text, char between) =>
        (text ?? "").Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>From whom scheme and address of a request are believed.</summary>
/// <param name="Proxies">Addresses of the proxies that end TLS.</param>
internal sealed record TransportOptions(IReadOnlyList<IPAddress> Proxies);
