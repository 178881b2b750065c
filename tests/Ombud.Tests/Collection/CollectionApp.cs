using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.People;
using Ombud.SignIn.Staff;
using Ombud.Tests.Running;

namespace Ombud.Tests.Collection;

/// <summary>The product with an API key and browsers, as collection needs them.</summary>
internal sealed class CollectionApp : IAsyncDisposable
{
    private static readonly HtmlParser Parser = new();

    private CollectionApp(OmbudApp app, string key) => (App, Key) = (app, key);

    public OmbudApp App { get; }

    public string Key { get; }

    public static async Task<CollectionApp> StartAsync(Engine engine, FakeTimeProvider? clock = null, params string[] settings) =>
        await OfAsync(await OmbudApp.StartAsync(engine, clock, settings));

    /// <summary>The same over a product that runs; whoever disposes one disposes both.</summary>
    public static async Task<CollectionApp> OfAsync(OmbudApp app) => new(app, await NewKeyAsync(app, Scope.All));

    public static async Task<string> NewKeyAsync(OmbudApp app, Scope controllers) =>
        (await app.Get<ApiKeyRing>().CreateAsync(
            new NewApiKey("site", controllers, Scope.All, Scope.All), CancellationToken.None)).Text;

    /// <summary>The submission of the design's example, with changes.</summary>
    public static Dictionary<string, object> Example() => new()
    {
        ["subject"] = new Dictionary<string, object> { ["email"] = "anna@jobs.example", ["residence"] = "SE" },
        ["fields"] = new Dictionary<string, string>
        {
            ["name"] = "Anna Exempel", ["email"] = "anna@jobs.example", ["message"] = "Hej!",
        },
        ["shown"] = new Dictionary<string, string> { ["noticeVersion"] = "2026-01-01", ["language"] = "sv" },
        ["confirmations"] = Array.Empty<string>(),
        ["choices"] = new Dictionary<string, bool> { ["newsletters"] = false },
    };

    public Task<Answer> SubmitAsync(string point, object body, string? idempotencyKey = null, string? apiKey = null) =>
        SubmitAsync(point, JsonContent.Create(body), idempotencyKey, apiKey);

    public Task<Answer> SubmitAsync(string point, HttpContent body, string? idempotencyKey = null, string? apiKey = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/api/v1/collection-points/{point}/submissions") { Content = body },
            idempotencyKey, apiKey);

    public Task<Answer> UploadAsync(byte[] content, string name = "cv.pdf", string? idempotencyKey = null)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name };
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v1/files") { Content = body }, idempotencyKey, null);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, string? idempotencyKey, string? apiKey)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey ?? Key);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        using var response = await App.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text);
    }

    /// <summary>A browser that keeps cookies and follows no redirect.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = App.Address };

    /// <summary>A browser in which a person has signed in.</summary>
    public async Task<(HttpClient Browser, SubjectId Person)> BrowserOfAsync(string address)
    {
        var person = await App.Get<ProveAddress>().RunAsync(address, CancellationToken.None);
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("Cookie", CookieOf(Schemes.Person, App.Get<PersonSession>().PrincipalOf(person!.Value)));
        return (browser, person.Value);
    }

    /// <summary>A browser in which the officer has signed in.</summary>
    public async Task<HttpClient> BrowserOfStaffAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>().FindByNameAsync(FirstOfficer.UserName);
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffAccount>>().CreateAsync(account!);
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("Cookie", CookieOf(Schemes.Staff, principal));
        return browser;
    }

    private string CookieOf(string scheme, System.Security.Claims.ClaimsPrincipal principal)
    {
        var options = App.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var properties = new AuthenticationProperties
        {
            IssuedUtc = App.Get<TimeProvider>().GetUtcNow(), ExpiresUtc = App.Get<TimeProvider>().GetUtcNow().AddHours(1),
        };
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, scheme))}";
    }

    public static async Task<IDocument> PageAsync(HttpClient browser, string path)
    {
        var response = await browser.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {html}");
        return Parser.ParseDocument(html);
    }

    /// <summary>Fills in the page's form and sends it, as a browser does.</summary>
    public static async Task<(HttpResponseMessage Response, IDocument Page)> FillInAsync(
        HttpClient browser, string path, IReadOnlyDictionary<string, string> values, (string Name, byte[] Content)? file = null)
    {
        var page = await PageAsync(browser, path);
        var form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("form[method=post]"));
        HttpContent body;
        var all = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in values)
        {
            Assert.NotNull(form.QuerySelector($"[name='{name}']"));
            all[name] = value;
        }
        if (form.GetAttribute("enctype") is "multipart/form-data")
        {
            var multipart = new MultipartFormDataContent();
            foreach (var (name, value) in all)
                multipart.Add(new StringContent(value, Encoding.UTF8), name);
            if (file is { } sent)
                multipart.Add(new ByteArrayContent(sent.Content), sent.Name, "Anna CV.pdf");
            body = multipart;
        }
        else
            body = new FormUrlEncodedContent(all);
        var response = await browser.PostAsync(form.GetAttribute("action"), body);
        return (response, Parser.ParseDocument(await response.Content.ReadAsStringAsync()));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>An answer of the API.</summary>
internal sealed record Answer(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Reason => Json.GetProperty("reason").GetString()!;

    /// <summary>Reason by field.</summary>
    public IReadOnlyList<(string Field, string Reason)> Errors =>
        [.. Json.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("field").GetString()!, error.GetProperty("reason").GetString()!))];
}
