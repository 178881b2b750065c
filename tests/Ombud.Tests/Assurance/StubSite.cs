using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ombud.Assurance.Controls;
using Ombud.Layout.Http;

namespace Ombud.Tests.Assurance;

/// <summary>A site that answers a page to everything, in the product's place.</summary>
internal sealed class StubSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubSite(WebApplication app) =>
        (_app, Pages) = (app, new OwnPages(app.Services.GetRequiredService<IServer>(), new OwnRequests()));

    /// <summary>What the controls read from instead.</summary>
    public OwnPages Pages { get; }

    public static Task<StubSite> StartAsync(string body) => StartAsync(_ => body);

    /// <param name="body">By the number of the answer.</param>
    public static async Task<StubSite> StartAsync(Func<int, string> body)
    {
        var answers = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapFallback(() => Results.Content(
            $"<!doctype html><html><body>{body(Interlocked.Increment(ref answers))}</body></html>", "text/html"));
        await app.StartAsync();
        return new StubSite(app);
    }

    public async ValueTask DisposeAsync()
    {
        Pages.Dispose();
        await _app.DisposeAsync();
    }
}
