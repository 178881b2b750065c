using System.Diagnostics;
using NJsonSchema;

namespace Ombud.Tests.MyData.Porting;

/// <summary>The published schema of JSON Resume, which is not committed: fetched once from npm into <c>artifacts</c>.</summary>
internal static class ResumeSchema
{
    private const string Package = "@jsonresume/schema";
    private const string Version = "1.3.1";

    private static readonly SemaphoreSlim One = new(1);

    /// <summary>The schema; skips the test, and says so, where it cannot be had.</summary>
    public static async Task<JsonSchema> ReadAsync()
    {
        var folder = Path.Combine(Root(), "artifacts", "npm-resume");
        var file = Path.Combine(folder, "node_modules", Package, "schema.json");
        await One.WaitAsync();
        try
        {
            if (!File.Exists(file))
                await InstallAsync(folder);
        }
        finally
        {
            One.Release();
        }
        Assert.SkipUnless(File.Exists(file), $"{Package} {Version} could not be installed: is the npm registry within reach?");
        return await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(file));
    }

    private static async Task InstallAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo(
            "npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", $"{Package}@{Version}"])
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

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ombud.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the checked-out tree.");
    }
}
