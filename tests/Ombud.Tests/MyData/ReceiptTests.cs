using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Consents.Receipts;
using Ombud.Database;
using Ombud.Log.Publishing;
using Ombud.Tests.Consents;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;

namespace Ombud.Tests.MyData;

public sealed class ReceiptTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_receipt_is_pending_then_proved_and_verifies_with_the_key_alone(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body());
        var pending = ReceiptProof.Parse(JsonSerializer.SerializeToUtf8Bytes(answer.GetProperty("receipt"))).OrThrow();
        var key = NoteVerifier.Parse((await app.Http.GetStringAsync("/api/v1/trail/key", None)).Trim()).OrThrow();
        Assert.Equal(ReceiptOutcome.Pending, pending.Verify(key));
        using var body = JsonDocument.Parse(pending.Body);
        Assert.Equal(
            ["key", "answer", "controller", "shown", "explicit", "kind"],
            body.RootElement.GetProperty("fact").EnumerateObject().Select(member => member.Name));

        var proof = await ProofAsync(app, answer.GetProperty("proof").GetString()!);
        Assert.False(proof.TryGetProperty("body", out _));
        Assert.False(proof.TryGetProperty("salt", out _));

        var receipt = JsonNode.Parse(answer.GetProperty("receipt").GetRawText())!.AsObject();
        foreach (var member in new[] { "state", "leafIndex", "treeSize", "inclusion", "checkpoint" })
            receipt[member] = JsonNode.Parse(proof.GetProperty(member).GetRawText());
        Assert.Equal(ReceiptOutcome.Included, ReceiptProof.Parse(Bytes(receipt)).OrThrow().Verify(key));

        var file = Path.Combine(app.Storage.DataFolder, "receipt.json");
        await File.WriteAllBytesAsync(file, Bytes(receipt), None);
        using var output = new StringWriter();
        Assert.Equal(VerifyTrail.Genuine, VerifyTrail.Receipt(file, key.ToString(), output));

        var changed = Convert.FromBase64String(receipt["body"]!.GetValue<string>());
        changed[^3] ^= 1;
        receipt["body"] = Convert.ToBase64String(changed);
        Assert.Equal(ReceiptOutcome.BodyDiffers, ReceiptProof.Parse(Bytes(receipt)).OrThrow().Verify(key));
        await File.WriteAllBytesAsync(file, Bytes(receipt), None);
        Assert.Equal(VerifyTrail.Refused, VerifyTrail.Receipt(file, key.ToString(), output));
        Assert.Equal(VerifyTrail.Unreadable, VerifyTrail.Receipt(file, "no+key", output));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_trail_is_served_and_exported_and_an_altered_export_is_refused(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var proof = "";
        for (var i = 0; i < 300; i += 20)
        {
            var posted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.PostAsync(ConsentCaller.Body())));
            proof = posted[^1].Answer.GetProperty("proof").GetString()!;
        }
        await ProofAsync(app, proof);

        using var full = await app.Http.GetAsync("/api/v1/trail/tile/0/000", None);
        Assert.Equal(256 * 32, (await full.Content.ReadAsByteArrayAsync(None)).Length);
        Assert.Contains("immutable", full.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var entries = await app.Http.GetAsync("/api/v1/trail/tile/entries/000.p/7", None);
        Assert.Equal(7 * 34, (await entries.Content.ReadAsByteArrayAsync(None)).Length);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/v1/trail/tile/0/099", None)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/v1/trail/tile/0/../0", None)).StatusCode);
        Assert.Equal("text/plain", (await app.Http.GetAsync("/api/v1/trail/checkpoint", None)).Content.Headers.ContentType!.MediaType);

        var folder = Path.Combine(app.Storage.DataFolder, "export");
        Assert.True(await app.Get<ExportTrail>().RunAsync(folder, None) >= 300);
        using var output = new StringWriter();
        var key = await app.Get<ExportTrail>().KeyAsync(None);
        Assert.Equal(VerifyTrail.Genuine, VerifyTrail.Folder(folder, key, null, output));

        var bundle = Path.Combine(folder, "tile", "entries", "000");
        var bytes = await File.ReadAllBytesAsync(bundle, None);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, None);
        Assert.Equal(VerifyTrail.Refused, VerifyTrail.Folder(folder, key, null, output));
        await Assert.ThrowsAsync<IOException>(() => app.Get<ExportTrail>().RunAsync(folder, None));
    }

    [Fact]
    public async Task A_consent_record_has_every_member_that_the_standard_demands()
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body());

        var (response, record) = await site.GetAsync(
            $"/api/v1/subjects/{answer.GetProperty("subject")}/consents/{answer.GetProperty("factId")}");

        Assert.Equal("application/ld+json", response.Content.Headers.ContentType!.MediaType);
        var parts = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["header"] = record,
            ["processing"] = record.GetProperty("processing")[0],
            ["pii"] = record.GetProperty("processing")[0].GetProperty("pii_information")[0],
            ["party"] = record.GetProperty("parties")[0],
            ["event"] = record.GetProperty("events")[0],
        };
        Assert.Equal(ConsentRecords.Mandatory.Keys.Order(), parts.Keys.Order());
        Assert.All(ConsentRecords.Mandatory, part => Assert.All(part.Value, member => Assert.True(
            parts[part.Key].TryGetProperty(member, out var value) && IsSaid(value), $"{part.Key}: {member} is missing or empty.")));
        Assert.Equal("https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr", record.GetProperty("schema_version").GetString());
        Assert.Equal(JsonValueKind.Object, record.GetProperty("@context").ValueKind);
        Assert.Equal("dpv:ConsentGiven", parts["event"].GetProperty("event_state").GetString());
    }

    [Fact]
    public async Task A_consent_record_holds_its_proof_and_is_verified_offline()
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body());
        var path = $"/api/v1/subjects/{answer.GetProperty("subject")}/consents/{answer.GetProperty("factId")}";
        var key = await app.Get<ExportTrail>().KeyAsync(None);
        var (_, early) = await site.GetAsync(path);
        Assert.Contains(early.GetProperty("receipt").GetProperty("state").GetString(), new[] { "pending", "included" });

        await ProofAsync(app, new Uri(early.GetProperty("proof").GetString()!).AbsolutePath);
        var (_, record) = await site.GetAsync(path);

        Assert.Equal("included", record.GetProperty("receipt").GetProperty("state").GetString());
        Assert.Equal(VerifyTrail.Genuine, await VerifyAsync(app, record.GetRawText(), key));
        Assert.Equal(VerifyTrail.Pending, await VerifyAsync(app, Unproved(record), key));
        // Beside a genuine proof nothing of it can be said otherwise.
        foreach (var (said, otherwise) in new[]
        {
            ("dpv:ConsentGiven", "dpv:ConsentWithdrawn"), ("dpv:ExpressedConsent", "dpv:ExplicitlyExpressedConsent"),
            ("\"purpose_id\":\"newsletters\"", "\"purpose_id\":\"events\""), ("[\"aerotek-se\"]", "[\"aerotek-se\",\"other\"]"),
            ("\"party_id\":\"aerotek-se\"", "\"party_id\":\"other\""), ("/versions/2026-01-01", "/versions/2018-05-04"),
            ("\"event_time\":\"20", "\"event_time\":\"19"), ("\"entity_id\":\"urn:uuid:", "\"entity_id\":\"urn:uuid:0"),
        })
        {
            Assert.Contains(said, record.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(VerifyTrail.Refused, await VerifyAsync(
                app, record.GetRawText().Replace(said, otherwise, StringComparison.Ordinal), key));
        }
        using var page = await new Browser(app).SendFormAsync("/en/check-receipt", ("text", record.GetRawText()));
        Assert.Contains("genuine", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SE", "aerotek-se", "eu", "loc:SE", "eu-rights:A15")]
    [InlineData("US-CA", "allegis-group-inc", "us-ca", "loc:US-CA", null)]
    [InlineData("GB", "allegis-group-inc", "uk", "loc:GB", null)]
    public async Task A_consent_record_names_the_rights_of_where_the_person_lives(
        string residence, string controller, string regime, string jurisdiction, string? term)
    {
        await using var app = await OmbudApp.StartAsync();
        var person = (await SamplePeople.AddAsync(app, residence, ["job-seeker"])).Value;
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body(subject: person, controller: controller));

        var (_, record) = await site.GetAsync($"/api/v1/subjects/{person}/consents/{answer.GetProperty("factId")}");

        var processing = record.GetProperty("processing")[0];
        Assert.Contains(jurisdiction, processing.GetProperty("jurisdiction").EnumerateArray().Select(place => place.GetString()));
        Assert.Contains(regime, processing.GetProperty("regimes").EnumerateArray().Select(one => one.GetString()));
        var rights = processing.GetProperty("privacy_rights").EnumerateArray()
            .Where(right => right.GetProperty("regime").GetString() == regime).ToList();
        var access = Assert.Single(rights, right => right.GetProperty("right_id").GetString() == "access");
        Assert.Equal(term, access.TryGetProperty("@id", out var id) ? id.GetString() : null);
        Assert.Equal(regime is "us-ca", rights.Exists(right => right.GetProperty("right_id").GetString() is "opt-out-sale"));
    }

    [Fact]
    public async Task Anybody_checks_a_receipt_on_a_page_that_keeps_nothing()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.MeetAsync("visitor");
        using var own = JsonDocument.Parse(await OwnDataTests.TextAsync(browser, "/en/my-data/download.json"));
        var fact = own.RootElement.GetProperty("events").EnumerateArray().Last().GetProperty("factId").GetGuid();
        await ProofAsync(app, $"/api/v1/receipts/{fact}/proof");
        var receipt = await OwnDataTests.TextAsync(browser, $"/en/my-data/receipts/{fact}");

        using var genuine = await browser.SendFormAsync("/en/check-receipt", ("text", receipt));
        Assert.Contains("genuine", await genuine.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        using var changed = await browser.SendFormAsync("/en/check-receipt", ("text", receipt
            .Replace("\"leafIndex\": ", "\"leafIndex\": 1", StringComparison.Ordinal)));
        Assert.DoesNotContain("is genuine", await changed.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        using var nothing = await browser.SendFormAsync("/en/check-receipt", ("text", "{}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
    }

    [Fact]
    public async Task An_id_that_nobody_gave_out_has_no_proof()
    {
        await using var app = await OmbudApp.StartAsync();
        using var response = await app.Http
            .GetAsync($"/api/v1/receipts/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}/proof", None);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static bool IsSaid(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Object or JsonValueKind.Number => true,
        _ => false,
    };

    private static async Task<int> VerifyAsync(OmbudApp app, string record, string key)
    {
        var file = Path.Combine(app.Storage.DataFolder, "record.jsonld");
        await File.WriteAllTextAsync(file, record, None);
        using var output = new StringWriter();
        return VerifyTrail.Receipt(file, key, output, ConsentRecordCheck.Differing);
    }

    // The record as it was fetched before its fact was in the tree.
    private static string Unproved(JsonElement record)
    {
        var copy = JsonNode.Parse(record.GetRawText())!.AsObject();
        var receipt = copy["receipt"]!.AsObject();
        receipt["state"] = "pending";
        foreach (var member in new[] { "leafIndex", "treeSize", "inclusion", "checkpoint" })
            receipt.Remove(member);
        return copy.ToJsonString();
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json);

    private static async Task<JsonElement> ProofAsync(OmbudApp app, string path)
    {
        for (var tries = 0; ; tries++)
        {
            using var response = await app.Http.GetAsync(path, None);
            var text = await response.Content.ReadAsStringAsync(None);
            if (response.StatusCode is HttpStatusCode.OK)
                return JsonDocument.Parse(text).RootElement.Clone();
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.True(tries < 100, "The fact was not taken into the tree within ten seconds.");
            await Task.Delay(100, None);
        }
    }
}
