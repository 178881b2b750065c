using System.Text.Json;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>The third step: sign in with a code sent by mail and see everything that is held.</summary>
public sealed class SeeOwnDataTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [Trait("Promise", "rights.access")]
    [InlineData("sv", "Svetsning")]
    [InlineData("en", "Svetsning")]
    public async Task Who_signs_in_sees_values_and_fetches_them_as_file_as_JSON_and_as_report(string language, string value)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.OpenAccountAsync("newsletters");
        await visitor.SignInAsync();
        await visitor.JoinAsync(value);

        var link = await visitor.Tab.Locator("a[href*='/my-data/files/']").First.GetAttributeAsync("href");
        var file = await visitor.FetchAsync(link![3..]);
        var json = await visitor.FetchAsync("/my-data/download.json");
        var report = await visitor.FetchAsync("/my-data/report");

        Assert.Equal(SamplePdf.Bytes, await file.BodyAsync());
        using var document = JsonDocument.Parse(await json.BodyAsync());
        Assert.Contains(value, document.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains(value, await report.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Promise", "rights.identity")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_wrong_code_lets_nobody_in(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.GoAsync("/sign-in");
        await visitor.Tab.Locator("#address").FillAsync(visitor.Address);
        await visitor.SendAsync();
        var right = await visitor.CodeAsync();

        await visitor.Tab.Locator("#code").FillAsync(right == "00000000" ? "00000001" : "00000000");
        await visitor.SendAsync();
        await Assertions.Expect(visitor.Tab.Locator("#error")).ToBeVisibleAsync();
        await visitor.GoAsync("/my-data");

        Assert.Equal($"/{language}/sign-in", visitor.Path);
    }
}
