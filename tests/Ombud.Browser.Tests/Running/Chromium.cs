using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Ombud.Browser.Tests.Running.Chromium))]

namespace Ombud.Browser.Tests.Running;

/// <summary>The machine's own Chromium; none is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
    }

    /// <summary>A fresh profile on a fresh page.</summary>
    public Task<IPage> OpenAsync(
        RunningApp app, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true) =>
        NewPageAsync(new()
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            Locale = "sv-SE",
        });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task<IPage> NewPageAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Program}.");
        var context = await _browser.NewContextAsync(options);
        return await context.NewPageAsync();
    }
}
