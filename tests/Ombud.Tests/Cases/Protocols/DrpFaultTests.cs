using System.Net;
using System.Text;
using System.Text.Json;
using Ombud.Database;
using Ombud.Tests.Cases.Mailbox;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>What is wrong with a message is said in the protocol's form, and leaves no case.</summary>
public sealed class DrpFaultTests(DrpFaultTests.Served served) : IClassFixture<DrpFaultTests.Served>
{
    private OmbudApp App => served.App;

    private DrpCaller Agent => served.Agent;

    [Theory]
    [InlineData("agent-id", "OTHER_AGENT", 403, "agent-id is not")]
    [InlineData("agent-id", null, 403, "agent-id is not")]
    [InlineData("business-id", "AEROTEK_CA", 403, "business-id is not")]
    [InlineData("business-id", "nobody", 403, "business-id is not")]
    [InlineData("drp.version", "2.0", 400, "drp.version must be 1.0.")]
    [InlineData("drp.version", null, 400, "drp.version is missing.")]
    [InlineData("issued-at", "+2", 400, "issued-at is still to come.")]
    [InlineData("issued-at", "yesterday", 400, "issued-at is an ISO 8601 moment")]
    [InlineData("issued-at", "-51", 400, "within an hour")]
    [InlineData("expires-at", "0", 400, "expires-at has gone by.")]
    [InlineData("expires-at", null, 400, "expires-at is missing.")]
    [InlineData("expires-at", "+61", 400, "within an hour")]
    [InlineData("exercise", null, 400, "exercise is missing.")]
    [InlineData("exercise", "delete everything", 400, "not supported")]
    [InlineData("regime", "gdpr", 400, "regime is not supported")]
    [InlineData("email", null, 400, "claim email is wanted")]
    [InlineData("email", "canary at nowhere", 400, "claim email is wanted")]
    [InlineData("email", "lo@agents.example", 400, "not the agent's")]
    [InlineData("name", "canary\u0007", 400, "name has a control character.")]
    public async Task A_member_that_is_wrong_is_named(string name, string? value, int status, string says)
    {
        var claims = Agent.Claims(App);
        if (value is null)
            claims.Remove(name);
        else
            claims[name] = value is "0" || value[0] is '+' or '-'
                ? DrpCaller.Moment(App.Now().AddMinutes(int.Parse(value, null))) : value;

        Refused(await Agent.ExerciseAsync(App, claims), status, says);
        Assert.Empty(await App.RowsAsync());
    }

    [Theory]
    [InlineData("agent-request-id", 101)]
    [InlineData("name", 201)]
    [InlineData("email", 301)]
    [InlineData("regime", 101)]
    [InlineData("power_of_attorney", 501)]
    public async Task A_value_that_is_too_long_is_named(string name, int length)
    {
        var claims = Agent.Claims(App);
        claims[name] = new string('x', length);

        Refused(await Agent.ExerciseAsync(App, claims), 400, $"{name} has at most {length - 1} characters.");
    }

    [Fact]
    public async Task A_value_of_another_type_is_named()
    {
        foreach (var (name, value) in new (string, object)[]
        {
            ("exercise", new[] { "access" }), ("email", 7), ("relationships", "customer"), ("relationships", new[] { 1 }), ("name", true),
            ("relationships", Enumerable.Repeat("customer", 21)), ("agent-request-id", new { id = 1 }),
        })
        {
            var claims = Agent.Claims(App);
            claims[name] = value;
            Refused(await Agent.ExerciseAsync(App, claims), 400, name);
        }
    }

    [Fact]
    public async Task A_body_that_is_no_signed_message_is_refused()
    {
        using var stranger = new DrpCaller();
        var (token, json) = (await Agent.TokenAsync(App), JsonSerializer.SerializeToUtf8Bytes(Agent.Claims(App)));
        var signed = Convert.FromBase64String(Agent.Sign(json));
        signed[^2] ^= 1;
        foreach (var (body, status, says) in new[]
        {
            ("", 400, "base64"), ("{\"agent-id\":1}", 400, "base64"), (Convert.ToBase64String(new byte[64]), 400, "base64"),
            (stranger.Sign(json), 403, "not signed"), (Convert.ToBase64String(signed), 403, "not signed"),
            (Convert.ToBase64String(json), 403, "not signed"), (Agent.Sign(json[..^1]), 400, "JSON object"),
            (Agent.Sign("[]"u8.ToArray()), 400, "JSON object"), (Agent.Sign("{\"a\":1,\"a\":2}"u8.ToArray()), 400, "JSON object"),
            (Agent.Sign([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]), 400, "JSON object"),
            (Agent.Sign(Encoding.UTF8.GetBytes(new string('[', 40))), 400, "JSON object"),
            (Agent.Sign("{\"agent-id\":\"\\ud800\"}"u8.ToArray()), 403, "agent-id"),
        })
            Refused(await DrpCaller.SendAsync(App, HttpMethod.Post, DrpCaller.Path, token, body), status, says);
        Assert.Empty(await App.RowsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_however_it_comes(bool isLengthTold)
    {
        var (token, body) = (await Agent.TokenAsync(App), new string('A', 65 * 1024));
        foreach (var (method, path) in new[] { (HttpMethod.Post, DrpCaller.Path), (HttpMethod.Delete, DrpCaller.Path + "/1") })
            Refused(await DrpCaller.SendAsync(App, method, path, token, body, isLengthTold), 413, "65536 bytes");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("drp_1.AAAA")]
    [InlineData("drp_zz.AAAA")]
    [InlineData("ombud_nothing")]
    public async Task Without_a_token_nothing_is_answered(string? token)
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Get, HttpMethod.Delete })
        {
            var path = method == HttpMethod.Post ? DrpCaller.Path : DrpCaller.Path + $"/{Guid.CreateVersion7():D}";
            var body = method == HttpMethod.Get ? null : Agent.Sign(Agent.Claims(App));
            Refused(await DrpCaller.SendAsync(App, method, path, token, body), 401, "bearer token");
        }
        Refused(await DrpCaller.SendAsync(App, HttpMethod.Get, "/v1/agent/LO_AGENT", token, null), 401, "bearer token");
    }

    [Fact]
    public async Task A_message_of_one_agent_is_not_taken_from_another()
    {
        var stolen = Agent.Sign(Agent.Claims(App));

        Refused(
            await DrpCaller.SendAsync(App, HttpMethod.Post, DrpCaller.Path, await served.Other.TokenAsync(App), stolen), 403, "not signed");
        // Signed by whom the token knows, for another.
        Refused(await served.Other.ExerciseAsync(App, Agent.Claims(App)), 403, "agent-id is not");
    }

    [Fact]
    public async Task A_token_is_given_for_a_sound_message_alone_and_otherwise_there_is_no_word()
    {
        using var stranger = new DrpCaller();
        Dictionary<string, object?> With(string name, object? value) => new(Agent.Claims(App), StringComparer.Ordinal) { [name] = value };
        foreach (var reply in new[]
        {
            await stranger.SetUpAsync(App), await Agent.SetUpAsync(App, path: "/v1/agent/OTHER_AGENT"),
            await Agent.SetUpAsync(App, path: "/v1/agent/NOBODY"), await Agent.SetUpAsync(App, With("business-id", "NOBODY")),
            await Agent.SetUpAsync(App, With("agent-id", "OTHER_AGENT")), await Agent.SetUpAsync(App, With("drp.version", "3")),
            await Agent.SetUpAsync(App, With("expires-at", DrpCaller.Moment(App.Now().AddSeconds(-1)))),
            await DrpCaller.SendAsync(App, HttpMethod.Post, "/v1/agent/LO_AGENT", null, "not signed"),
        })
            Assert.Equal((HttpStatusCode.Forbidden, ""), (reply.Status, reply.Text));
    }

    [Fact]
    public async Task An_agent_asks_whether_their_token_counts()
    {
        var token = await Agent.TokenAsync(App);

        var known = await DrpCaller.SendAsync(App, HttpMethod.Get, "/v1/agent/LO_AGENT", token, null);

        Assert.Equal((HttpStatusCode.OK, "{}"), (known.Status, known.Text));
        Refused(await DrpCaller.SendAsync(App, HttpMethod.Get, "/v1/agent/OTHER_AGENT", token, null), 403, "another agent's");
    }

    private void Refused(Reply reply, int status, string says)
    {
        Assert.True((int)reply.Status == status, $"{(int)reply.Status}: {reply.Text}");
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), reply["code"]);
        Assert.Contains(says, reply["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("canary", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(App.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    /// <summary>The product, with two agents, the first of whom has an address.</summary>
    public sealed class Served : IAsyncLifetime
    {
        internal DrpCaller Agent { get; } = new();

        internal DrpCaller Other { get; } = new("OTHER_AGENT", "Annat Ombud AB");

        internal OmbudApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await OmbudApp.StartAsync(
            Engine.Sqlite, CaseCaller.Clock(),
            [.. DrpCaller.Settings(Agent, Other), "--DataRightsProtocol:Agents:LO_AGENT:Address", "lo@agents.example"]);

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            Agent.Dispose();
            Other.Dispose();
        }
    }
}
