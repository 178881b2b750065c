using System.Net;
using System.Net.Http.Headers;
using Ombud.Database;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class ApiKeyCommandTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_key_is_made_listed_and_revoked_while_the_product_serves()
    {
        await using var app = await OmbudApp.StartAsync();

        var made = await OmbudProcess.RunAsync(["api-keys", "create", "--name", "Jobs site", "--controllers", "aerotek-se,aerotek",
            "--purposes", "help-job-seekers", "--actions", "decide", .. app.Storage.Arguments]);
        Assert.True(made.Code == 0, made.Error);
        var secret = made.Out.Split('\n').Single(line => line.StartsWith("ombud_", StringComparison.Ordinal)).Trim();
        var id = Guid.ParseExact(secret.Split('_')[1], "N");
        Assert.True(await AllowsAsync(app, secret, "aerotek-se", "help-job-seekers", "decide"));
        Assert.False(await AllowsAsync(app, secret, "teksystems", "help-job-seekers", "decide"));

        var listed = await OmbudProcess.RunAsync(["api-keys", "list", .. app.Storage.Arguments]);
        var line = listed.Out.Split('\n').Single(one => one.StartsWith(id.ToString(), StringComparison.Ordinal));
        Assert.Contains(
            "Jobs site  controllers: aerotek aerotek-se  purposes: help-job-seekers  actions: decide", line, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Out, StringComparison.Ordinal);

        var revoked = await OmbudProcess.RunAsync(["api-keys", "revoke", id.ToString(), .. app.Storage.Arguments]);
        var again = await OmbudProcess.RunAsync(["api-keys", "revoke", id.ToString(), .. app.Storage.Arguments]);
        Assert.Equal((0, 1), (revoked.Code, again.Code));
        Assert.NotNull((await app.Get<ApiKeyRing>().ListAsync(None)).Single(row => row.KeyId == id).RevokedAt);

        // On the trail by its id; what the operator calls it is nobody's business there.
        var facts = await FactsAsync(app);
        Assert.Single(facts, fact => fact.Kind == "api-key.made" && fact.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Single(facts, fact => fact.Kind == "api-key.revoked" && fact.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(facts, fact => fact.Body.Contains("Jobs site", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_nobody_knows_make_no_key_and_are_answered_with_those_that_are_known()
    {
        using var storage = await (await OmbudApp.StartAsync()).StopAsync();

        var (code, output, error) = await OmbudProcess.RunAsync(["api-keys", "create", "--name", "x", "--controllers", "acme",
            "--purposes", "curiosity", "--actions", "fly", "--expires", "soon", .. storage.Arguments]);

        Assert.Equal(2, code);
        Assert.DoesNotContain("ombud_", output, StringComparison.Ordinal);
        Assert.Contains("--controllers: acme is not known. Allowed: *, aerotek", error, StringComparison.Ordinal);
        Assert.Contains("--purposes: curiosity is not known. Allowed: *, announce-changes", error, StringComparison.Ordinal);
        Assert.Contains("--actions: fly is not known. Allowed: *, anchor, answer, consent, decide, disclose, erase, read, request, submit.",
            error, StringComparison.Ordinal);
        Assert.Contains("--expires is a day", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_key_is_made_and_revoked_in_one_commit_with_its_fact(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var keys = app.Get<ApiKeyRing>();

        var (id, _) = await keys.CreateAsync(new NewApiKey("a", Scope.All, Scope.All, Scope.All), None);
        await keys.RevokeAsync(id, None);
        await keys.RevokeAsync(id, None);
        await app.SequenceAsync();

        Assert.Equal(
            ["api-key.made", "api-key.revoked"],
            (await FactsAsync(app)).Where(fact => fact.Body.Contains(id.ToString(), StringComparison.Ordinal)).Select(fact => fact.Kind)
                .Order(StringComparer.Ordinal));
    }

    private static async Task<List<(string Kind, string Body)>> FactsAsync(OmbudApp app)
    {
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using var select = connection.Command("select kind, salted_body from clear_fact order by bucket, fact_id");
        await using var reader = await select.ExecuteReaderAsync(None);
        var facts = new List<(string, string)>();
        while (await reader.ReadAsync(None))
            facts.Add((reader.GetString(0), System.Text.Encoding.UTF8.GetString(reader.BytesAt(1)[32..])));
        return facts;
    }

    private static async Task<bool> AllowsAsync(OmbudApp app, string key, string controller, string purpose, string action)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/api/test?controller={controller}&purpose={purpose}&action={action}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await app.Http.SendAsync(request, None);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(None) == "true";
    }
}
