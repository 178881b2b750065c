using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;
using Ombud.Browser.Tests.Steps;
using static Ombud.Browser.Tests.Pages.Look;

namespace Ombud.Browser.Tests.Pages;

/// <summary>axe-core over what only people who are signed in meet, and over forms with something wrong.</summary>
public sealed class PersonAccessibilityTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task No_form_with_errors_has_a_violation(string language)
    {
        var (visitor, faults) = (await OpenAsync(language), new List<string>());
        foreach (var point in (string[])["contact-message", "job-seeker-account", "event-registration", "mailing-list"])
        {
            await visitor.GoAsync($"/collect/{point}");
            await visitor.SendAsync();
            await CheckAsync(visitor, faults, $"{point} with errors");
        }

        await visitor.GoAsync("/check-receipt");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "no receipt");
        await visitor.GoAsync("/sign-in");
        await visitor.Tab.Locator("#address").FillAsync("no address");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "no address");
        AssertNone(faults);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task No_page_of_a_person_has_a_violation(string language)
    {
        var (visitor, faults) = (await OpenAsync(language), new List<string>());
        await visitor.OpenAccountAsync("job-alerts", "newsletters");
        await CheckAsync(visitor, faults, "received");
        await visitor.SignInAsync();
        await VisitAsync(visitor, faults, "/my-data", "/my-data/join");
        await visitor.JoinAsync("Svetsning");
        await VisitAsync(visitor, faults, "/my-data", "/my-data/all", "/my-data/choices", "/my-data/report", "/sign-out");
        await CorrectAsync(visitor, faults);
        await HandOverAsync(visitor, faults);
        app.AddCustomer(visitor.Address);
        await VisitAsync(visitor, faults, "/my-data/systems", "/my-data/systems/all", "/my-data/erase");
        await visitor.GoAsync("/my-data/choices");
        await visitor.Tab.Locator("main form:has([value=object]) button").First.ClickAsync();
        await CheckAsync(visitor, faults, "a choice made");
        await AskAsync(visitor, faults);
        await visitor.GoAsync("/my-data/erase");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "erase, not confirmed");
        await visitor.Tab.Locator("#confirm").CheckAsync();
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "erased");
        AssertNone(faults);
    }

    private static async Task AskAsync(Visitor visitor, List<string> faults)
    {
        await visitor.GoAsync("/request?for=other");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "request for somebody else with errors");
        await visitor.Tab.Locator("#kind").SelectOptionAsync("Access");
        await visitor.Tab.Locator("#controller").SelectOptionAsync("aerotek-se");
        await visitor.Tab.Locator("#agent-name").FillAsync("Lo Ombud");
        await visitor.Tab.Locator("#capacity").SelectOptionAsync("Lawyer");
        await visitor.Tab.Locator("#address").FillAsync("anna@elsewhere.example");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "a case that an agent follows");
        await visitor.GoAsync("/request");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "request with errors");
        await visitor.Tab.Locator("#kind").SelectOptionAsync("Access");
        await visitor.Tab.Locator("#controller").SelectOptionAsync("aerotek-se");
        await visitor.Tab.Locator("#residence").SelectOptionAsync("SE");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "my case");
        await VisitAsync(visitor, faults, "/my-cases");
    }

    // A value that is found by its link, refused when it is empty, and corrected.
    private static async Task CorrectAsync(Visitor visitor, List<string> faults)
    {
        await visitor.GoAsync("/my-data");
        await PictureAsync(visitor, "my-data");
        await visitor.Tab.Locator("tr:has-text('Svetsning') a[href*='/my-data/correct/']").First.ClickAsync();
        await CheckAsync(visitor, faults, "correct");
        await PictureAsync(visitor, "correct");
        await visitor.Tab.Locator("#value").FillAsync("");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "correct, with errors");
        await visitor.Tab.Locator("#value").FillAsync("Svetsning med gas");
        await visitor.SendAsync();
        await Assertions.Expect(visitor.Tab.Locator("main")).ToContainTextAsync("Svetsning med gas");
        await CheckAsync(visitor, faults, "corrected");
        await PictureAsync(visitor, "corrected");
    }

    // An address that is made and fetched from, and one that leads nowhere.
    private static async Task HandOverAsync(Visitor visitor, List<string> faults)
    {
        await visitor.GoAsync("/my-data/hand-over");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "hand over, with errors");
        await visitor.Tab.Locator("#recipient").FillAsync("Nästa Bemanning AB");
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "hand over, an address made");
        await PictureAsync(visitor, "hand-over");
        var address = await visitor.Tab.Locator("main code").InnerTextAsync();
        await visitor.Tab.GotoAsync(address);
        await CheckAsync(visitor, faults, "fetch what is handed over");
        await PictureAsync(visitor, "hand-over-fetch");
        var file = await visitor.Tab.RunAndWaitForDownloadAsync(visitor.SendAsync);
        Assert.Equal("portable.json", file.SuggestedFilename);
        await VisitAsync(visitor, faults, "/my-data/hand-over", "/hand-over/nothing");
    }

    private Task<Visitor> OpenAsync(string language) => Visitor.OpenAsync(app, chromium, language, script: true);
}
