using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>The second step: give data at a collection point, knowing before what is compulsory and what follows.</summary>
public sealed class GiveDataTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [Trait("Promise", "collection.mandatory-or-voluntary")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_field_says_before_input_whether_it_is_compulsory_and_what_follows(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);

        await visitor.GoAsync("/collect/job-seeker-account");
        var fields = await visitor.Tab.Locator(".field").Filter(new() { Has = visitor.Tab.Locator("[name^=field-]") }).AllAsync();

        Assert.Equal(16, fields.Count);
        foreach (var field in fields)
        {
            await Assertions.Expect(field.Locator("[id$=-requirement]")).Not.ToBeEmptyAsync();
            await Assertions.Expect(field.Locator(".consequence")).Not.ToBeEmptyAsync();
        }
    }

    [Theory]
    [Trait("Promise", "collection.submitted")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_message_an_account_and_registrations_are_received_with_receipts(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.OpenAccountAsync("job-alerts");

        await GiveAsync(visitor, "contact-message", ("email", visitor.Address), ("message", "Hej!"));
        await GiveAsync(
            visitor, "event-registration", ("name", "Åsa Exempel"), ("email", visitor.Address), ("birth-date", "1990-05-06"),
            ("event", "Mässan"));
        await GiveAsync(
            visitor, "webinar-registration", ("email", visitor.Address), ("birth-date", "1990-05-06"), ("webinar", "Löner"));
    }

    [Theory]
    [Trait("Promise", "choices.marketing-opt-in")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_mailing_list_takes_nothing_until_a_topic_is_chosen(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.GoAsync("/collect/mailing-list");
        await Assertions.Expect(visitor.Tab.Locator("input[type=checkbox]:checked")).ToHaveCountAsync(0);
        await visitor.FillAsync(("email", visitor.Address));

        await visitor.SendAsync();
        Assert.Equal($"/{language}/collect/mailing-list", visitor.Path);
        await visitor.TickAsync("newsletters");
        await visitor.SendAsync();

        Assert.EndsWith("/received", visitor.Path, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Promise", "minors.under-13")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_child_under_13_is_told_that_nothing_is_kept(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.GoAsync("/collect/event-registration");
        await visitor.FillAsync(
            ("name", "Barn Exempel"), ("email", visitor.Address), ("birth-date", $"{DateTime.UtcNow.Year - 9}-01-01"), ("event", "Mässan"));

        await visitor.SendAsync();
        await Assertions.Expect(visitor.Tab.Locator("form")).ToHaveCountAsync(0);
        await visitor.SignInAsync();
        await visitor.GoAsync("/my-data/join");

        await Assertions.Expect(visitor.Tab.Locator("input[name=join]")).ToHaveCountAsync(0);
    }

    [Theory]
    [Trait("Promise", "collection.others-data")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_referee_is_named_by_who_is_signed_in_and_confirms(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.GoAsync("/collect/referee");
        Assert.Equal($"/{language}/sign-in", visitor.Path);
        await visitor.SignInAsync();
        await visitor.GoAsync("/collect/referee");
        await visitor.FillAsync(("referee-name", "Rut Referent"), ("referee-email", "rut." + visitor.Address));

        await visitor.SendAsync();
        await Assertions.Expect(visitor.Errors).ToHaveCountAsync(1);
        await visitor.Tab.Locator("#confirm").CheckAsync();
        await visitor.SendAsync();

        Assert.EndsWith("/received", visitor.Path, StringComparison.Ordinal);
    }

    private static async Task GiveAsync(Visitor visitor, string point, params (string Field, string Value)[] values)
    {
        await visitor.GoAsync($"/collect/{point}");
        await visitor.FillAsync(values);
        await visitor.SendAsync();
        Assert.EndsWith("/received", visitor.Path, StringComparison.Ordinal);
        Assert.True(await visitor.Tab.Locator("main code").CountAsync() > 0, "No receipt is shown.");
    }
}
