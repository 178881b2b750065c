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

    /// <summary>Refuses to serve plain HTTP where passwords and personal data would travel in clear.</summary>
    /// <exception cref="ConfigurationException">Plain HTTP outside Development without a proxy, or a proxy that is no address.</exception>
    internal static void DemandTls(this WebApplicationBuilder builder)
    {
        var proxies = builder.Configuration[ProxiesKey];
        if (proxies is not null)
        {
            builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, proxies));
            return;
        }

        var urls = builder.Configuration["urls"] ?? DefaultUrls;
        var plain = urls.Split(';').Where(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).ToList();
        if (plain.Count > 0 && !builder.Environment.IsDevelopment())
        {
            throw new ConfigurationException([
                $"{plain[0]} is plain HTTP. Outside Development serve https (--urls https://… with Kestrel:Certificates:Default), "
                + $"or set {ProxiesKey.Replace(":", "__", StringComparison.Ordinal)} to the addresses of the proxy that ends TLS."]);
        }
    }

    /// <summary>Takes scheme and address of a request from the proxy, where one is configured.</summary>
    internal static void UseTransport(this WebApplication app)
    {
        if (app.Configuration[ProxiesKey] is not null)
            app.UseForwardedHeaders();
    }

    private static void Trust(ForwardedHeadersOptions options, string proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (proxy is "loopback")
                options.KnownProxies.Add(IPAddress.Loopback);
            else if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                throw new ConfigurationException([$"{ProxiesKey}: '{proxy}' is no address. Write IP addresses "
                    + $"with commas between, or loopback."]);
        }
    }
}
