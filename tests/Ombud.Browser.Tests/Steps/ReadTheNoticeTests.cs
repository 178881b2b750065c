using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>The first step of a newcomer: read the notice and who stands behind it.</summary>
public sealed class ReadTheNoticeTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [Trait("Promise", "scope.effective-date")]
    [InlineData("sv", "2026-01-01")]
    [InlineData("en", "2026-01-01")]
    public async Task The_notice_in_force_says_since_when_and_leads_to_its_earlier_versions(string language, string version)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);

        await visitor.GoAsync("/notice");
        await Assertions.Expect(visitor.Tab.Locator($"time[datetime='{version}']").First).ToBeVisibleAsync();
        await visitor.GoAsync("/notice/versions?day=2019-06-30");

        await Assertions.Expect(visitor.Tab.Locator("main a[href$='/notice/versions/2018-05-04']").First).ToBeVisibleAsync();
    }

    [Theory]
    [Trait("Promise", "scope.companies")]
    [InlineData("/companies", "Aerotek")]
    [InlineData("/recipients", "")]
    [InlineData("/safeguards", "")]
    [InlineData("/contacts?residence=SE", "Data Protection Officer")]
    public async Task Companies_recipients_safeguards_and_contacts_are_there_to_read(string page, string name)
    {
        foreach (var language in Pages.PublicPages.Languages)
        {
            var visitor = await Visitor.OpenAsync(app, chromium, language);

            var answer = await visitor.GoAsync(page);

            Assert.True(answer!.Ok);
            Assert.Contains(name, await visitor.Tab.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            Assert.True((await visitor.Tab.Locator("main").InnerTextAsync()).Length > 400);
        }
    }
}
