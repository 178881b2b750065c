using System.Text.Json;
using Microsoft.Playwright;

namespace Ombud.Browser.Tests.Running;

/// <summary>axe-core over the page that a tab shows, in light and dark, wide and at 320 pixels.</summary>
internal static class Axe
{
    // Best practices are among the rules by default; the size of targets (WCAG 2.2) has to be asked for.
    public const string Run = """
        async () => (await axe.run(document, { rules: { 'target-size': { enabled: true } } })).violations
            .map(v => v.id + ': ' + v.help + '\n    ' + v.nodes.slice(0, 3).map(n => n.html).join('\n    ')).join('\n')
        """;

    private static readonly int[] Widths = [1280, 320];

    /// <summary>What is wrong with the page, whatever it was that led to it.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage tab, string what)
    {
        await tab.EvaluateAsync(await NpmTools.AxeAsync());
        var faults = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            // Without motion, or axe measures colours half way from one scheme to the other.
            await tab.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in Widths)
            {
                await tab.SetViewportSizeAsync(width, 900);
                faults.AddRange(await FaultsAsync(tab, what, $"{scheme} {width}"));
            }
        }

        return faults;
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage tab, string what, string how)
    {
        var violations = await tab.EvaluateAsync<string>(Run);
        var size = await tab.EvaluateAsync<JsonElement>(
            "() => ({ page: document.documentElement.scrollWidth, view: document.documentElement.clientWidth })");
        var (wide, view) = (size.GetProperty("page").GetInt32(), size.GetProperty("view").GetInt32());
        return
        [
            .. violations is "" ? [] : (string[])[$"{what} ({how})\n  {violations}"],
            .. wide <= view ? [] : (string[])[$"{what} ({how}) is {wide} pixels wide in {view}"],
        ];
    }
}
