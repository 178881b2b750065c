using System.Text.Json;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Pages;

/// <summary>axe-core over every public page, in each language, in light and dark, wide and at 320 pixels.</summary>
public sealed class AccessibilityTests(RunningApp app, Chromium chromium)
{
    private static readonly int[] Widths = [1280, 320];

    // Best practices are among the rules by default; the size of targets (WCAG 2.2) has to be asked for.
    private const string Run = """
        async () => (await axe.run(document, { rules: { 'target-size': { enabled: true } } })).violations
            .map(v => v.id + ': ' + v.help + '\n    ' + v.nodes.slice(0, 3).map(n => n.html).join('\n    ')).join('\n')
        """;

    [Theory]
    [MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_page_has_no_violation_and_does_not_scroll_sideways(string page)
    {
        var axe = await NpmTools.AxeAsync();
        var faults = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var width in Widths)
            {
                var tab = await chromium.OpenAsync(app, width, scheme);
                foreach (var language in PublicPages.Languages)
                    faults.AddRange(await FaultsAsync(tab, axe, $"/{language}{page}", $"{scheme} {width}"));
                await tab.Context.CloseAsync();
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
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

        var violations = await tab.EvaluateAsync<string>(Run);

        Assert.Contains("html-has-lang", violations, StringComparison.Ordinal);
        Assert.Contains("color-contrast", violations, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage tab, string axe, string path, string how)
    {
        await tab.GotoAsync(path);
        await Screenshots.TakeAsync(tab, path, how);
        await tab.EvaluateAsync(axe);
        var violations = await tab.EvaluateAsync<string>(Run);
        var size = await tab.EvaluateAsync<JsonElement>(
            "() => ({ page: document.documentElement.scrollWidth, view: document.documentElement.clientWidth })");
        var (wide, view) = (size.GetProperty("page").GetInt32(), size.GetProperty("view").GetInt32());
        return
        [
            .. violations is "" ? [] : (string[])[$"{path} ({how})\n  {violations}"],
            .. wide <= view ? [] : (string[])[$"{path} ({how}) is {wide} pixels wide in {view}"],
        ];
    }
}
