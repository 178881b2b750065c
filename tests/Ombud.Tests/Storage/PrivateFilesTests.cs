using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class PrivateFilesTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("data", "data")]
    [InlineData("data", "data/keys")]
    [InlineData("data/", "data/keys")]
    [InlineData("data/", "data/deep/../keys/")]
    [InlineData("data", "link/keys")]
    [InlineData("link", "data/keys")]
    public void Keys_inside_the_data_are_refused(string data, string keys)
    {
        var root = Directory.CreateTempSubdirectory("ombud-test-");
        Directory.CreateDirectory(Path.Combine(root.FullName, "data"));
        Directory.CreateSymbolicLink(Path.Combine(root.FullName, "link"), Path.Combine(root.FullName, "data"));

        var refusal = Assert.Throws<ConfigurationException>(() => Options(root.FullName, data, keys));

        Assert.Contains("keys and data must not share a folder", refusal.Message, StringComparison.Ordinal);
        root.Delete(recursive: true);
    }

    [Theory]
    [InlineData("data", "keys")]
    [InlineData("data", "data-keys")]
    public void Keys_beside_the_data_are_not(string data, string keys)
    {
        var root = Directory.CreateTempSubdirectory("ombud-test-");

        Assert.EndsWith(keys, Options(root.FullName, data, keys).KeysFolder, StringComparison.Ordinal);
        root.Delete(recursive: true);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folders_and_files_are_their_owners_alone_even_where_they_were_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        Directory.CreateDirectory(storage.KeysFolder,
            OwnerFile | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.GroupRead);

        var app = await OmbudApp.StartAsync(storage);
        await app.SequenceAsync();

        foreach (var folder in new[] { storage.DataFolder, storage.KeysFolder })
        {
            Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.All(Directory.GetFiles(folder), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
        }
        Assert.Contains(Directory.GetFiles(storage.KeysFolder), file => file.EndsWith("master.key", StringComparison.Ordinal));
        await app.StopAsync();
    }

    private static StorageOptions Options(string root, string data, string keys) => StorageOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection([
            new("OMBUD_DATA", Path.Combine(root, data)), new("OMBUD_KEYS", Path.Combine(root, keys)),
        ]).Build());
}
