using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Web;

namespace Ombud.Tests.Running;

/// <summary>Frame, notice pages and front page in this process, over <see cref="SamplePack"/> on its day.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private static readonly HtmlParser Parser = new();

    private readonly WebApplication _app;

    private PageHost(WebApplication app)
    {
        _app = app;
        Http = app.GetTestClient();
        Http.BaseAddress = new Uri("https://privacy.example");
    }

    /// <summary>A client that follows no redirect and keeps no cookies.</summary>
    public HttpClient Http { get; }

    /// <param name="map">Pages of the test's own.</param>
    /// <param name="environment">Production where nothing is said.</param>
    public static async Task<PageHost> StartAsync(Action<WebApplication>? map = null, string environment = "Production")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var noon = new DateTimeOffset(SamplePack.Today, new TimeOnly(12, 0), TimeSpan.Zero);
        builder.Services
            .AddSingleton<TimeProvider>(new FakeTimeProvider(noon))
            .AddSingleton(SamplePack.Pack)
            .AddSingleton(SamplePack.Law)
            .AddLayout()
            .AddNotices()
            .AddWeb();
        var app = builder.Build();
        app.UseLayout();
        app.UseAntiforgery();
        app.MapNotices();
        app.MapWeb();
        map?.Invoke(app);
        await app.StartAsync();
        return new PageHost(app);
    }

    /// <summary>A page, whatever its status.</summary>
    public async Task<IDocument> PageAsync(string path) => Parser.ParseDocument(await Http.GetStringOfAnyStatusAsync(path));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

internal static class HttpClientReading
{
    extension(HttpClient http)
    {
        public async Task<string> GetStringOfAnyStatusAsync(string path)
        {
            using var answer = await http.GetAsync(path);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
