using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>What staff do: record what was given offline, ask “may I?”, watch retention.</summary>
public sealed class StaffTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [Trait("Promise", "legal-basis.told-first")]
    [InlineData("sv", "phone-offline")]
    [InlineData("en", "office-offline")]
    public async Task An_offline_collection_is_recorded_with_what_was_told_and_answers_may_I(string language, string point)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.SignInAsStaffAsync();
        await visitor.GoAsync($"/console/collect/{point}");
        await visitor.FillAsync(("name", "Bo Exempel"), ("email", visitor.Address));
        await (point is "phone-offline"
            ? visitor.FillAsync(("phone", "+46701740605"), ("note", "Ringde"))
            : visitor.FillAsync(("birth-date", "1980-01-02")));
        await visitor.Tab.Locator("#offline-day").FillAsync(DateTime.UtcNow.ToString("yyyy-MM-dd", null));
        await visitor.SendAsync();
        Assert.True(await visitor.Errors.CountAsync() > 0, "It was taken without what the person was told.");
        await visitor.Tab.Locator("#offline-told").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.SendAsync();
        var person = await visitor.Tab.Locator("main code").Nth(1).InnerTextAsync();

        await visitor.GoAsync("/console/may-i");
        await visitor.Tab.Locator("#person").FillAsync(person);
        await visitor.Tab.Locator("#controller").SelectOptionAsync(point is "phone-offline" ? "teksystems-nl" : "teksystems-ch");
        await visitor.Tab.Locator("#category-contact-details").CheckAsync();
        await visitor.SendAsync();

        // Some things are permitted and some are not.
        await Assertions.Expect(visitor.Tab.Locator("td .good").First).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Tab.Locator("td .bad").First).ToBeVisibleAsync();
    }

    [Theory]
    [Trait("Promise", "retention.delete-or-anonymise")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Retention_is_run_and_watched(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.SignInAsStaffAsync();
        await visitor.GoAsync("/console/retention");

        await visitor.Tab.Locator("form[action$='/sweep'] button").ClickAsync();

        Assert.Equal($"/{language}/console/retention", visitor.Path);
        await Assertions.Expect(visitor.Tab.Locator("main dl dd").First).ToContainTextAsync("UTC");
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Nobody_else_opens_the_console(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);

        await visitor.GoAsync("/console/retention");

        Assert.Equal($"/{language}/console/sign-in", visitor.Path);
    }
}
