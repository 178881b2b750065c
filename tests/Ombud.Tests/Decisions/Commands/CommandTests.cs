using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Ombud.Decisions.Commands;
using Ombud.Tests.Running;

namespace Ombud.Tests.Decisions.Commands;

public sealed class CommandTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "packs", "allegis-group");

    [Fact]
    public void The_shipped_pack_is_sound()
    {
        var (code, output) = Run(CheckCommand.Create(), Shipped);

        Assert.Equal(0, code);
        Assert.DoesNotContain("error ", output, StringComparison.Ordinal);
        Assert.Contains("The pack loads.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check-broken.golden.txt")]
    [InlineData("check-broken.golden.json", "--json")]
    public void A_broken_pack_is_told_error_by_error(string golden, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("ombud-pack-").FullName;
        try
        {
            CopyOf(Shipped, folder);
            var file = Path.Combine(folder, "2018-05-04", "recipients.yaml");
            var sound = File.ReadAllText(file);
            File.WriteAllText(file, sound.Replace("kind: client, country: SE", "kind: klient, country: SE", StringComparison.Ordinal));

            // Whatever the pack is warned of is its own; the errors are what this file is about.
            var (code, output) = Run(CheckCommand.Create(), [folder, .. options]);

            Assert.Equal(1, code);
            Golden.Match(WithoutWarnings(output), golden);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_without_a_pack_is_an_error_and_not_an_exception()
    {
        var (code, output) = Run(CheckCommand.Create(), Path.Combine(AppContext.BaseDirectory, "no-such-pack"));

        Assert.Equal(1, code);
        Assert.StartsWith("error pack.yaml:1:1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain-permitted.golden.txt", "--purpose", "help-job-seekers", "--categories", "contact-details",
        "--controller", "aerotek-se")]
    [InlineData("explain-consent.golden.txt", "--purpose", "marketing", "--categories", "contact-details", "--controller", "aerotek-se",
        "--residence", "SE", "--consent", "marketing=withdrawn", "--language", "sv")]
    [InlineData("explain-transfer.golden.txt", "--purpose", "help-job-seekers", "--categories", "contact-details", "--controller",
        "aerotek-se", "--recipient", "cloudbarn", "--from", "SE", "--to", "US", "--at", "2020-07-17")]
    [InlineData("explain-undeclared.golden.txt", "--purpose", "curiosity", "--categories", "contact-details",
        "--controller", "aerotek-se")]
    [InlineData("explain-inform.golden.txt", "--purpose", "help-job-seekers", "--categories", "contact-details", "--controller",
        "aerotek-se", "--action", "collect", "--point", "public-profile", "--at", "2026-06-01", "--language", "sv")]
    public void A_decision_is_explained(string golden, params string[] options)
    {
        var (code, output) = Run(ExplainCommand.Create(Clock), ["--pack", Shipped, .. options]);

        Assert.Equal(0, code);
        Golden.Match(output, golden);
    }

    [Theory]
    [InlineData("--at", "yesterday")]
    [InlineData("--language", "fr")]
    [InlineData("--consent", "marketing")]
    public void An_option_that_cannot_be_read_is_named(string option, string value)
    {
        var (code, output) = Run(
            ExplainCommand.Create(Clock), "--pack", Shipped, "--purpose", "marketing", "--categories", "contact-details",
            "--controller", "aerotek-se", option, value);

        Assert.Equal(1, code);
        Assert.Contains(option, output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString());
    }

    private static string WithoutWarnings(string output)
    {
        var json = output.IndexOf("\"warnings\"", StringComparison.Ordinal);
        return json >= 0
            ? output[..json].TrimEnd()
            : string.Join('\n', output.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal)));
    }

    private static void CopyOf(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
