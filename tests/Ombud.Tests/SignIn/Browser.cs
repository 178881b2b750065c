using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

/// <summary>
/// A browser without JavaScript: keeps cookies, sends forms with their hidden fields, follows no redirect.
/// </summary>
internal sealed partial class Browser(OmbudApp app) : IDisposable
{
    private static readonly HtmlParser Html = new();
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = app.Address,
    };

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    /// <summary>Opens a page, fills in its form and sends it.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(string page, params (string Name, string Value)[] fields) =>
        await SendAsync(await OpenFormAsync(page), fields);

    /// <summary>Opens a page, fills in that of its forms which is sent to an address that ends so, and sends it.</summary>
    public async Task<HttpResponseMessage> SendFormToAsync(string page, string actionEnd, params (string Name, string Value)[] fields) =>
        await SendAsync(await OpenFormAsync(page, $"form[action$='{actionEnd}']"), fields);

    /// <summary>Opens a page that has a form, which can be sent later.</summary>
    public async Task<Form> OpenFormAsync(string page, string which = "form") => FormOf(await _http.GetStringAsync(page), which, page);

    /// <summary>A form of a page that has come already.</summary>
    public static async Task<Form> FormOfAsync(HttpResponseMessage answer, string which) =>
        FormOf(await answer.Content.ReadAsStringAsync(), which, "the answer");

    private static Form FormOf(string text, string which, string page)
    {
        using var document = Html.ParseDocument(text);
        var form = document.QuerySelector(which);
        Assert.True(form is not null, $"{page} has no form");
        return new(
            form.GetAttribute("action"),
            form.QuerySelectorAll("input[type=hidden]").ToDictionary(
                input => input.GetAttribute("name")!, input => input.GetAttribute("value")!, StringComparer.Ordinal));
    }

    /// <summary>Fills in an open form and sends it.</summary>
    public async Task<HttpResponseMessage> SendAsync(Form form, params (string Name, string Value)[] fields)
    {
        var values = new Dictionary<string, string>(form.Hidden, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            values[name] = value;
        using var content = new FormUrlEncodedContent(values);
        return await _http.PostAsync(form.Action, content);
    }

    /// <summary>Sends a form that takes files.</summary>
    public Task<HttpResponseMessage> PostAsync(string action, MultipartFormDataContent form) => _http.PostAsync(action, form);

    /// <summary>Sends fields, of which several may have one name.</summary>
    public async Task<HttpResponseMessage> PostAsync(string action, IReadOnlyList<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(action, content);
    }

    /// <summary>A form as the page had it.</summary>
    public sealed record Form(string? Action, IReadOnlyDictionary<string, string> Hidden);

    public Task<HttpResponseMessage> AskCodeAsync(string address) => SendFormAsync("/en/sign-in", ("address", address));

    public Task<HttpResponseMessage> EnterCodeAsync(string code) => SendFormAsync("/en/sign-in/code", ("code", code));

    /// <summary>Signs in with the code that was mailed.</summary>
    public async Task SignInAsync(string address)
    {
        using var asked = await AskCodeAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        using var entered = await EnterCodeAsync(await CodeAsync(app, address));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    /// <summary>The newest code that was mailed to an address, as the development page shows it.</summary>
    public static async Task<string> CodeAsync(OmbudApp app, string address)
    {
        using var document = await Html.ParseDocumentAsync(await app.Http.GetStringAsync("/dev/mails"));
        // Letters of one moment have no order among them, so that one about something else may stand above it.
        return document.QuerySelectorAll("article")
            .Where(mail => mail.QuerySelector(".to")!.TextContent == address)
            .Select(mail => CodeOf.Match(mail.QuerySelector("pre")!.TextContent))
            .First(code => code.Success).Value;
    }

    /// <summary>A code that is not the one given.</summary>
    public static string WrongCode(string code) => (code[0] == '0' ? "1" : "0") + code[1..];

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(@"(?<=code is |kod är )\d{8}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex CodeOf { get; }
}
