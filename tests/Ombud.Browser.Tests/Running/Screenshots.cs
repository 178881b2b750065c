using Microsoft.Playwright;

namespace Ombud.Browser.Tests.Running;

/// <summary>Pictures of the pages for whoever works on their look, in the folder that a variable names.</summary>
internal static class Screenshots
{
    private const string FolderVariable = "OMBUD_SCREENSHOTS";

    public static async Task TakeAsync(IPage tab, string path, string how)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
            return;
        var name = $"{path.Trim('/')} {how}".Replace('/', '-').Replace('?', '-').Replace(' ', '-');
        await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
