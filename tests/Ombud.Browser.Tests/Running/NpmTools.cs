using System.Diagnostics;

namespace Ombud.Browser.Tests.Running;

/// <summary>Tools from npm that tests need and that are not committed: fetched once into <c>artifacts/npm</c>.</summary>
internal static class NpmTools
{
    private const string Axe = "axe-core";
    private const string Version = "4.14.1";

    /// <summary>The source of axe-core; skips the test, and says so, where it cannot be had.</summary>
    public static async Task<string> AxeAsync()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "npm");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
            await InstallAsync(folder);
        Assert.SkipUnless(File.Exists(script), $"{Axe} {Version} could not be installed: is the npm registry within reach?");
        return await File.ReadAllTextAsync(script);
    }

    private static async Task InstallAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", $"{Axe}@{Version}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No npm on this machine: the caller skips.
        }
    }
}
