using Ombud.Browser.Tests.Running;
using Ombud.Browser.Tests.Steps;

namespace Ombud.Browser.Tests.Pages;

/// <summary>What is done with a page that somebody who is signed in meets.</summary>
internal static class Look
{
    public static async Task VisitAsync(Visitor visitor, List<string> faults, params string[] pages)
    {
        foreach (var page in pages)
        {
            await visitor.GoAsync(page);
            await CheckAsync(visitor, faults, page);
        }
    }

    public static async Task CheckAsync(Visitor visitor, List<string> faults, string what) =>
        faults.AddRange(await Axe.FaultsAsync(visitor.Tab, what));

    public static void AssertNone(List<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults));

    // For whoever wants to look with their own eyes.
    public static async Task PictureAsync(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("OMBUD_CONSOLE_PICTURES") is not { Length: > 0 } folder)
            return;
        foreach (var width in (int[])[1280, 320])
        {
            await visitor.Tab.SetViewportSizeAsync(width, 900);
            await visitor.Tab.ScreenshotAsync(new()
            {
                Path = Path.Combine(folder, $"{name}-{visitor.Path.Split('/')[1]}-{width}.png"), FullPage = width == 1280,
            });
        }
    }
}
