using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Pages;

/// <summary>axe-core over every public page, in each language, in light and dark, wide and at 320 pixels.</summary>
public sealed class AccessibilityTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_page_has_no_violation_and_does_not_scroll_sideways(string page)
    {
        var faults = new List<string>();
        var tab = await chromium.OpenAsync(app);
        foreach (var language in PublicPages.Languages)
        {
            await tab.GotoAsync($"/{language}{page}");
            faults.AddRange(await Axe.FaultsAsync(tab, $"/{language}{page}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await tab.Context.CloseAsync();
    }

    // The partner: the same check finds what is wrong when something is.
    [Fact]
    public async Task The_check_bites()
    {
        var tab = await chromium.OpenAsync(app);
        await tab.GotoAsync("/sv");
        await tab.EvaluateAsync(
            "() => { document.documentElement.removeAttribute('lang'); document.querySelector('.lead').className = 'faint'; "
            + "document.querySelector('.faint').style.color = '#ddd'; }");
        await tab.EvaluateAsync(await NpmTools.AxeAsync());

        var violations = await tab.EvaluateAsync<string>(Axe.Run);

        Assert.Contains("html-has-lang", violations, StringComparison.Ordinal);
        Assert.Contains("color-contrast", violations, StringComparison.Ordinal);
    }
}
