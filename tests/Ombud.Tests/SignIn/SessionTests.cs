using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Writing;
using Ombud.SignIn;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class SessionTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_session_knows_its_person_is_fresh_for_ten_minutes_and_ends()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        using var browser = new Browser(app);
        Assert.Equal("/en/sign-in?return=%2Fen%2Ftest%2Fperson", await RedirectOfAsync(browser, "/en/test/person"));

        await browser.SignInAsync(Anna);
        var subject = await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None);
        Assert.Equal($"{subject} True", await TextAsync(browser, "/en/test/person"));
        Assert.Equal("fresh", await TextAsync(browser, "/en/test/fresh"));

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal($"{subject} False", await TextAsync(browser, "/en/test/person"));
        Assert.Equal("/en/sign-in?return=%2Fen%2Ftest%2Ffresh", await RedirectOfAsync(browser, "/en/test/fresh"));

        clock.Advance(TimeSpan.FromHours(2));
        Assert.StartsWith("/en/sign-in", await RedirectOfAsync(browser, "/en/test/person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_back_and_signing_out_ends_the_session()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        using var asked = await browser.SendFormAsync("/sv/sign-in?return=%2Fsv%2Ftest%2Fperson", ("address", Anna));
        using var entered = await browser.SendFormAsync(
            "/sv/sign-in/code", ("code", await Browser.CodeAsync(app, Anna)));
        Assert.Equal("/sv/test/person", entered.Headers.Location!.OriginalString);

        using var signedOut = await browser.SendFormAsync("/sv/sign-out");

        Assert.Equal("/sv", signedOut.Headers.Location!.OriginalString);
        Assert.StartsWith("/sv/sign-in", await RedirectOfAsync(browser, "/sv/test/person"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_never_leads_elsewhere(string back)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        await browser.SendFormAsync(
            "/en/sign-in?return=" + Uri.EscapeDataString(back), ("address", Anna), ("return", back));

        using var entered = await browser.EnterCodeAsync(await Browser.CodeAsync(app, Anna));

        Assert.Equal("/en/my-data", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_erased_persons_session_is_no_session()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        await browser.SignInAsync(Anna);
        var subject = await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None);

        await app.Get<Ledger>().AppendAsync(subject, new SampleErased(), None);

        Assert.StartsWith("/en/sign-in", await RedirectOfAsync(browser, "/en/test/person"), StringComparison.Ordinal);
        using var again = new Browser(app);
        await again.AskCodeAsync(Anna);
        using var entered = await again.EnterCodeAsync(await Browser.CodeAsync(app, Anna));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, entered.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_session_outlives_a_restart(int engine)
    {
        var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        await browser.SignInAsync(Anna);
        var address = app.Address.ToString();
        var storage = await app.StopAsync();

        await using var next = await OmbudApp.StartAsync(storage, null, "--urls", address);

        Assert.EndsWith("True", await TextAsync(browser, "/en/test/person"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_cookies_are_for_this_host_and_https_only()
    {
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, null, "--environment", "Production", "--Ombud:Proxies", "loopback");
        var cookies = new[] { Schemes.Person, Schemes.Staff }
            .Select(scheme => app.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme).Cookie)
            .Append(app.Get<IOptions<AntiforgeryOptions>>().Value.Cookie);

        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-ombud-", cookie.Name, StringComparison.Ordinal);
            Assert.Equal(CookieSecurePolicy.Always, cookie.SecurePolicy);
            Assert.Equal("/", cookie.Path);
            Assert.Null(cookie.Domain);
            Assert.True(cookie.HttpOnly);
            Assert.Equal(SameSiteMode.Lax, cookie.SameSite);
        });
    }

    private static async Task<string?> RedirectOfAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }

    private static async Task<string> TextAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
