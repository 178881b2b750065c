using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class ApiKeyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_key_may_do_what_its_scopes_name_and_nothing_else(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (_, text) = await app.Get<ApiKeyRing>().CreateAsync(
            new NewApiKey("site", Scope.Of("actalent", "aerotek"), Scope.Of("answer-requests"),
                Scope.Of("decide", "submit")), None);

        Assert.True(await AllowsAsync(app, text, "actalent", "answer-requests", "decide"));
        Assert.True(await AllowsAsync(app, text, "aerotek", "answer-requests", "submit"));
        Assert.False(await AllowsAsync(app, text, "teksystems", "answer-requests", "decide"));
        Assert.False(await AllowsAsync(app, text, "actalent", "marketing", "decide"));
        Assert.False(await AllowsAsync(app, text, "actalent", "answer-requests", "read"));
        Assert.False(await AllowsAsync(app, text, "", "answer-requests", "decide"));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_start_makes_one_key_that_may_do_everything()
    {
        var first = await OmbudApp.StartAsync();
        var told = await File.ReadAllLinesAsync(Path.Combine(first.Storage.DataFolder, "first-start.txt"), None);
        var text = told.Single(line => line.StartsWith("API key", StringComparison.Ordinal)).Split(": ")[1];
        await using var app = await OmbudApp.StartAsync(await first.StopAsync());

        Assert.True(await AllowsAsync(app, text, "actalent", "marketing", "read"));
        Assert.Single(await app.Get<ApiKeyRing>().ListAsync(None));
    }

    [Fact]
    public async Task Wrong_expired_and_revoked_keys_are_refused_with_a_problem()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var keys = app.Get<ApiKeyRing>();
        var all = new NewApiKey("a", Scope.All, Scope.All, Scope.All);
        var (revoked, revokedText) = await keys.CreateAsync(all, None);
        var (_, expired) = await keys.CreateAsync(
            all with { ExpiresAt = clock.GetUtcNow() + TimeSpan.FromDays(1) }, None);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(app, revokedText)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(app, expired)).StatusCode);

        Assert.True(await keys.RevokeAsync(revoked, None));
        Assert.False(await keys.RevokeAsync(revoked, None));
        clock.Advance(TimeSpan.FromDays(1));

        var wrongSecret = revokedText[..^1] + (revokedText[^1] == '0' ? '1' : '0');
        foreach (var text in new[] { revokedText, expired, wrongSecret, "ombud_", "x", revokedText[..^1] + "z", null })
        {
            using var answer = await CallAsync(app, text);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_persons_cookie_is_no_key()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        await browser.SignInAsync("anna@person.example");

        using var answer = await browser.GetAsync("/api/test?controller=a&purpose=b&action=c");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_may_only_call_so_often()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--RateLimits:ApiPerSecond=1");
        var (_, text) = await app.Get<ApiKeyRing>()
            .CreateAsync(new NewApiKey("a", Scope.All, Scope.All, Scope.All), None);
        var (_, other) = await app.Get<ApiKeyRing>()
            .CreateAsync(new NewApiKey("b", Scope.All, Scope.All, Scope.All), None);

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
            answers.Add((await CallAsync(app, text)).StatusCode);

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(app, other)).StatusCode);
    }

    private static async Task<bool> AllowsAsync(
        OmbudApp app, string key, string controller, string purpose, string action)
    {
        using var answer = await CallAsync(app, key, $"controller={controller}&purpose={purpose}&action={action}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<bool>(None);
    }

    private static async Task<HttpResponseMessage> CallAsync(
        OmbudApp app, string? key, string query = "controller=a&purpose=b&action=c")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test?" + query);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await app.Http.SendAsync(request, None);
    }
}
