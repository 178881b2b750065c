using Microsoft.Extensions.Configuration;
using Ombud.Cases.Protocols;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>What the operator configures is checked at the start; what is not configured is not served.</summary>
public sealed class ProtocolSettingsTests : IDisposable
{
    private const string Key = "DataRightsProtocol:Agents:LO:Key";
    private static readonly Pack Shipped = NoticeSource.Load(new ConfigurationBuilder().Build()).Pack;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ombud-protocols-");

    [Fact]
    public async Task Without_a_setting_nothing_is_served_and_too_many_requests_are_told_in_the_protocols_form()
    {
        await using (var plain = await OmbudApp.StartAsync())
        {
            foreach (var (method, path) in new[]
            {
                (HttpMethod.Post, DrpCaller.Path), (HttpMethod.Get, "/v1/agent/LO"), (HttpMethod.Get, "/v2/discovery"),
                (HttpMethod.Post, "/v2/requests"), (HttpMethod.Get, "/v2/certificate.pem"),
            })
                Assert.Equal(404, (int)(await DrpCaller.SendAsync(plain, method, path, null, null)).Status);
        }
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, null, [.. DrpCaller.Settings(agent), "--RateLimits:ApiPerSecond", "1"]);
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
            DrpCaller.SendAsync(app, HttpMethod.Get, "/v1/agent/LO_AGENT", null, null)));

        var limited = replies.Where(reply => (int)reply.Status == 429).ToList();
        Assert.NotEmpty(limited);
        Assert.All(limited, reply => Assert.Equal(("429", true), (reply["code"], reply.Headers.ContainsKey("Retry-After"))));
    }

    [Fact]
    public void An_agent_and_a_business_that_can_be_used_are_used()
    {
        using var agent = new DrpCaller();

        var network = Read([.. DrpCaller.Settings(agent), "--DataRightsProtocol:Agents:LO_AGENT:Until", "2027-01-31"]).DataRightsProtocol!;

        Assert.Equal(2, network.Pairs.Count);
        Assert.True(network.Pairs[0].Agent.CountsOn(new DateOnly(2027, 1, 31)));
        Assert.False(network.Pairs[0].Agent.CountsOn(new DateOnly(2027, 2, 1)));
    }

    [Theory]
    [InlineData(Key, "abc", "base64 of 32 bytes")]
    [InlineData(Key, "", "base64 of 32 bytes")]
    [InlineData("DataRightsProtocol:Agents:LO:Name", "", "Name is missing")]
    [InlineData("DataRightsProtocol:Agents:LO:From", "soon", "From must be a day")]
    [InlineData("DataRightsProtocol:Agents:LO:From", "2028-01-01", "Until is before")]
    [InlineData("DataRightsProtocol:Agents:LO:Address", "nowhere", "Address must be a mail address")]
    [InlineData("DataRightsProtocol:Agents:L O:Name", "Lo", "stand under its id")]
    [InlineData("DataRightsProtocol:Agents:BO", "Bo", "stand under its id")]
    [InlineData("DataRightsProtocol:Businesses:HERE", "nobody", "names no company")]
    [InlineData("DataRightsProtocol:Businesses:HERE", "", "names nobody")]
    public void What_is_wrong_with_an_agent_is_said(string name, string value, string says)
    {
        using var agent = new DrpCaller();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["DataRightsProtocol:Businesses:HERE"] = CaseCaller.Controller, ["DataRightsProtocol:Agents:LO:Name"] = "Lo Ombud AB",
            [Key] = agent.VerifyKey, ["DataRightsProtocol:Agents:LO:Until"] = "2027-12-31", [name] = value,
        };

        var refusal = Assert.Throws<ConfigurationException>(() => Read(settings));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_controller_and_a_certificate_is_said_at_once()
    {
        string[] good =
        [
            .. DsrCaller.Certify(_folder.FullName), "--OpenDsr:Controllers:client:Name", "Client AB",
            "--OpenDsr:Controllers:client:Company", CaseCaller.Controller,
            "--OpenDsr:Controllers:client:ApiKey", "01a2236a-6fb7-756a-9bbe-99c25b4f69b0",
        ];
        Assert.NotNull(Read(good).OpenDsr);

        Says(["--OpenDsr:Domain", "privacy.company.example"], "Controllers names nobody", "Certificate must be", "Key must be a file");
        Says(
            [.. good, "--OpenDsr:Controllers:client:ApiKey", "ombud_secret", "--OpenDsr:Controllers:client:Company", "nobody",
                "--OpenDsr:Controllers:client:Name", "", "--OpenDsr:Controllers:client:Language", "de",
                "--OpenDsr:Controllers:client:Address", "nowhere"],
            "ApiKey must be the id", "Company must be", "Name is missing", "Language must be", "Address must be");
        Says([.. good, "--OpenDsr:Domain", "other.company.example"], "Certificate is not of");
        Says([.. good, "--OpenDsr:Key", Path.Combine(_folder.FullName, "nothing.pem")], "Key must be a file");
        Says([.. good, "--OpenDsr:Key", Path.Combine(_folder.FullName, "certificate.pem")], "Key must be a file");
        var other = Directory.CreateDirectory(Path.Combine(_folder.FullName, "other"));
        Says([.. good, .. DsrCaller.Certify(other.FullName)[^2..]], "Key must be the RSA key of");
        Says([.. good, .. DsrCaller.Certify(other.FullName, isSelfSigned: true)], "signed by itself");
        Says([.. good, .. DsrCaller.Certify(other.FullName, bits: 1024)], "2048 bits or more");
    }

    private static void Says(string[] settings, params string[] words)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Read(settings));
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("ombud_secret", refusal.Message, StringComparison.Ordinal);
    }

    private static ProtocolSettings Read(string[] settings) =>
        ProtocolSettings.From(new ConfigurationBuilder().AddCommandLine(settings).Build(), Shipped);

    private static ProtocolSettings Read(Dictionary<string, string?> settings) =>
        ProtocolSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Shipped);

    public void Dispose() => _folder.Delete(recursive: true);
}
