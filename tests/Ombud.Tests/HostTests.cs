using Ombud.Database;
using Ombud.Log.Publishing;
using Ombud.Tests.Running;

namespace Ombud.Tests;

public sealed class HostTests
{
    private static readonly string[] Wrong =
    [
        "--urls", "http://0.0.0.0:5000", "--environment", "Production", "--RateLimits:ApiPerSecond", "0", "--Smtp:Host", "",
        "--Smtp:From", "nobody", "--Ombud:Controls", "perhaps", "--Ombud:Pack", "/no/such/pack",
        "--ConnectionStrings:Ombud", "Host=db.example;Password=canary;Nonsense=1", "--ConnectionStrings:OmbudOwner", "Database=ombud",
    ];

    private static readonly string[] Told =
    [
        "http://0.0.0.0:5000 is plain HTTP", "RateLimits__ApiPerSecond must be", "Smtp__Host is missing", "Smtp__From must be",
        "Ombud__Controls must be", "set ConnectionStrings__Keys",
        "ConnectionStrings__Ombud is no connection string", "ConnectionStrings__OmbudOwner names no Host",
    ];

    [Fact]
    public async Task Everything_that_is_wrong_with_the_configuration_is_told_at_once_before_a_key_or_database_is_touched()
    {
        var root = Directory.CreateTempSubdirectory("ombud-host-").FullName;
        try
        {
            var (data, keys) = (Path.Combine(root, "data"), Path.Combine(root, "keys"));

            var failure = await Assert.ThrowsAsync<ConfigurationException>(() =>
                Host.BuildAsync(["--OMBUD_DATA", data, "--OMBUD_KEYS", keys, .. Wrong]));

            foreach (var error in Told)
                Assert.Contains(failure.Errors, one => one.Contains(error, StringComparison.Ordinal));
            Assert.Contains(failure.Errors, one => one.StartsWith("pack.yaml", StringComparison.Ordinal));
            Assert.DoesNotContain(failure.Errors, one => one.Contains("canary", StringComparison.Ordinal));
            Assert.False(Directory.Exists(data) || Directory.Exists(keys), "A folder was made.");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task An_address_for_a_recipient_that_the_pack_does_not_have_is_told_with_everything_else()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);

        var failure = await Assert.ThrowsAsync<ConfigurationException>(() => Host.BuildAsync([
            .. storage.Arguments, "--environment", "Development", "--Recipients:Mail:bjorkdal-industri", "privacy@bjorkdal.example",
            "--Recipients:Mail:bjorkdal-indstri", "privacy@bjorkdal.example", "--Ombud:Controls", "perhaps"]));

        Assert.Contains(failure.Errors, one => one.StartsWith(
            "Recipients__Mail__bjorkdal-indstri names no recipient", StringComparison.Ordinal));
        Assert.Contains(failure.Errors, one => one.Contains("Ombud__Controls must be", StringComparison.Ordinal));
        Assert.Equal(2, failure.Errors.Count);
    }

    [Fact]
    public async Task A_command_says_what_is_wrong_in_sentences_and_ends_with_2()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);

        var (code, _, error) = await OmbudProcess.RunAsync(["sweep", "--dry-run", "--OMBUD_DATA", storage.DataFolder, "--OMBUD_KEYS",
            storage.KeysFolder, "--RateLimits:ApiPerSecond", "0", "--Ombud:Controls", "perhaps"]);

        Assert.Equal(2, code);
        Assert.Contains("  - RateLimits__ApiPerSecond must be", error, StringComparison.Ordinal);
        Assert.Contains("  - Ombud__Controls must be", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_folders_that_cannot_be_used_are_told_in_sentences()
    {
        var app = await OmbudApp.StartAsync();
        var key = await app.Get<ExportTrail>().KeyAsync(CancellationToken.None);
        using var storage = await app.StopAsync();
        var full = Path.Combine(storage.DataFolder, "export");
        Directory.CreateDirectory(full);
        await File.WriteAllTextAsync(Path.Combine(full, "old"), "");

        var export = await OmbudProcess.RunAsync(["export-trail", full, .. storage.Arguments]);
        var verify = await OmbudProcess.RunAsync("verify", full, "--key", key, "--earlier", Path.Combine(full, "missing"));

        Assert.Equal((2, 2), (export.Code, verify.Code));
        Assert.Contains("The folder must be empty", export.Error, StringComparison.Ordinal);
        Assert.Contains("There is no earlier checkpoint", verify.Out, StringComparison.Ordinal);
        foreach (var said in new[] { export.Out, export.Error, verify.Out, verify.Error })
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
