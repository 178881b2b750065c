using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ombud.Tests.Layout;

/// <summary>What is committed from npm is what npm has, and says whence and under which licence it came.</summary>
public sealed class VendoredFilesTests
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot/vendor/pico");

    [Fact]
    public void A_committed_file_has_the_hash_that_stands_beside_it()
    {
        using var vendor = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "vendor.json")));

        Assert.Equal("MIT", vendor.RootElement.GetProperty("licence").GetString());
        foreach (var file in vendor.RootElement.GetProperty("files").EnumerateObject())
            Assert.Equal(file.Value.GetProperty("sha256").GetString(), HashOf(File.ReadAllBytes(Path.Combine(Folder, file.Name))));
    }

    [Fact]
    public async Task A_committed_file_is_the_packages_own()
    {
        using var vendor = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "vendor.json")));
        var package = vendor.RootElement;
        var scratch = Directory.CreateTempSubdirectory("ombud-npm-");
        var archive = await PackAsync($"{package.GetProperty("package")}@{package.GetProperty("version")}", scratch.FullName);
        Assert.SkipWhen(archive is null, "npm cannot fetch the package: is the registry within reach?");

        var published = await ReadAsync(archive!);

        foreach (var file in package.GetProperty("files").EnumerateObject())
            Assert.Equal(file.Value.GetProperty("sha256").GetString(), published[$"package/{file.Value.GetProperty("from")}"]);
        scratch.Delete(recursive: true);
    }

    private static async Task<string?> PackAsync(string package, string folder)
    {
        try
        {
            var start = new ProcessStartInfo("npm", ["pack", package, "--silent", "--pack-destination", folder])
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            };
            using var npm = Process.Start(start)!;
            await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        return Directory.GetFiles(folder, "*.tgz").FirstOrDefault();
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string archive)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var file = File.OpenRead(archive);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            if (entry.DataStream is { } content)
                hashes[entry.Name] = Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
        }

        return hashes;
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
