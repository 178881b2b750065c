using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>Somebody made up in front of a browser, in one language.</summary>
internal sealed partial class Visitor(RunningApp app, IPage tab, string language)
{
    private static int _visitors;

    public IPage Tab => tab;

    /// <summary>An address that no other test uses.</summary>
    public string Address { get; } = $"person{Interlocked.Increment(ref _visitors)}.{language}@jobb.example";

    public ILocator Heading => tab.Locator("h1");

    /// <summary>What forms say is wrong, beside the fields.</summary>
    public ILocator Errors => tab.Locator(".field .error");

    /// <summary>A visitor whose browser runs no script, unless the test itself needs one.</summary>
    public static async Task<Visitor> OpenAsync(RunningApp app, Chromium chromium, string language, bool script = false) =>
        new(app, await chromium.OpenAsync(app, script: script), language);

    public Task<IResponse?> GoAsync(string page) => tab.GotoAsync($"/{language}{page}");

    public string Path => new Uri(tab.Url).AbsolutePath;

    /// <summary>Fills in fields of a collection point, by their ids in the pack.</summary>
    public async Task FillAsync(params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
            await tab.Locator($"#field-{field}").FillAsync(value);
    }

    public Task TickAsync(string choice) => tab.Locator($"#choice-{choice}").CheckAsync();

    public Task SendAsync() => tab.Locator("main form button[type=submit]").Last.ClickAsync();

    /// <summary>Opens a job seeker's account with a CV.</summary>
    public async Task OpenAccountAsync(params string[] choices)
    {
        await GoAsync("/collect/job-seeker-account");
        await FillAsync(("name", "Åsa Exempel"), ("email", Address), ("birth-date", "1990-05-06"), ("skills", "Svetsning"));
        await tab.Locator("#field-cv").SetInputFilesAsync(
            new FilePayload { Name = "cv.pdf", MimeType = "application/pdf", Buffer = SamplePdf.Bytes });
        foreach (var choice in choices)
            await TickAsync(choice);
        await SendAsync();
        Assert.EndsWith("/received", Path, StringComparison.Ordinal);
    }

    /// <summary>Signs in with the code that the page of mails shows, and confirms whatever was given with the address.</summary>
    public async Task SignInAsync()
    {
        await GoAsync("/sign-in");
        await tab.Locator("#address").FillAsync(Address);
        await SendAsync();
        await tab.Locator("#code").FillAsync(await CodeAsync());
        await SendAsync();
        await Assertions.Expect(tab.Locator("#code")).ToHaveCountAsync(0);
    }

    /// <summary>Says of everything that was given with the address that it is one's own, and waits until it has followed.</summary>
    public async Task JoinAsync(string value)
    {
        await GoAsync("/my-data/join");
        foreach (var box in await tab.Locator("input[name=join]").AllAsync())
            await box.CheckAsync();
        await SendAsync();
        await UntilAsync("/my-data", () => tab.GetByText(value).First.IsVisibleAsync());
    }

    /// <summary>Loads a page again until it shows something; fails after half a minute.</summary>
    public async Task UntilAsync(string page, Func<Task<bool>> shows)
    {
        for (var i = 0; i < 60; i++)
        {
            await GoAsync(page);
            if (await shows())
                return;
            await Task.Delay(500);
        }

        Assert.Fail($"{page} does not show it, half a minute later.");
    }

    public async Task<string> CodeAsync()
    {
        var page = await tab.Context.NewPageAsync();
        for (var i = 0; i < 60; i++)
        {
            await page.GotoAsync("/dev/mails");
            var mail = page.Locator("article").Filter(new() { HasText = Address });
            if (await mail.CountAsync() > 0 && Code().Match(await mail.Locator("pre").First.InnerTextAsync()) is { Success: true } found)
            {
                await page.CloseAsync();
                return found.Value;
            }

            await Task.Delay(250);
        }

        throw new TimeoutException("No code came.");
    }

    /// <summary>Fetches a file as the visitor, without showing it.</summary>
    public Task<IAPIResponse> FetchAsync(string page) => tab.Context.APIRequest.GetAsync($"{app.Address}{language}{page}");

    /// <summary>Signs in as staff with the password that the first start told.</summary>
    public async Task SignInAsStaffAsync()
    {
        var line = (await File.ReadAllLinesAsync(app.FirstStart)).First(told => told.Contains("password", StringComparison.OrdinalIgnoreCase));
        await GoAsync("/console");
        await tab.Locator("#name").FillAsync("officer");
        await tab.Locator("#password").FillAsync(line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Trim());
        await SendAsync();
        await Assertions.Expect(tab.Locator("#password")).ToHaveCountAsync(0);
    }

    [GeneratedRegex(@"\b\d{8}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
