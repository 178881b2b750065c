using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;
using Ombud.Subjects;
using Ombud.Trail;

namespace Ombud.Tests.Collection;

public sealed class SubmissionTests
{
    private const string Canary = "Canary Zzyzxqvist";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_designs_example_is_taken_and_answered_with_receipts(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);

        var answer = await app.SubmitAsync("contact-message", CollectionApp.Example());

        Assert.True(answer.Status == 201, answer.Text);
        var subject = new SubjectId(answer.Json.GetProperty("subjectId").GetGuid());
        var receipts = answer.Json.GetProperty("receipts").EnumerateArray().ToList();
        Assert.Equal(
            ["submission.received", "subject.met", "residence.stated", "consent.answered", "consent.answered"],
            receipts.Select(receipt => receipt.GetProperty("kind").GetString()));
        foreach (var receipt in receipts)
        {
            var (salt, body) = (receipt.GetProperty("salt").GetBytesFromBase64(), receipt.GetProperty("body").GetBytesFromBase64());
            Assert.Equal(receipt.GetProperty("commitment").GetBytesFromBase64(), Commitment.Of(salt, body).Value.ToArray());
            Assert.Equal($"/api/v1/receipts/{receipt.GetProperty("factId").GetGuid()}/proof", receipt.GetProperty("proofUrl").GetString());
            Assert.Equal("pending", receipt.GetProperty("state").GetString());
            Assert.DoesNotContain("anna@jobs.example", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }

        var standing = await app.App.Get<Standings>().FindAsync(subject, CancellationToken.None);
        Assert.Equal("SE", standing!.Residence);
        Assert.Equal(["visitor"], standing.Kinds);
        Assert.Equal(ConsentAnswer.Refused, standing.Consents["newsletters"].Answer);
        Assert.Equal(3, await StoredRows.CountAsync(app.App, "record"));
        var found = await app.App.Get<Identifiers>().FindUnprovedAsync(Ombud.Keys.IdentifierKind.Email,
            "ANNA@jobs.example", CancellationToken.None);
        Assert.Equal([subject], found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_same_address_twice_joins_nobody(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);

        var first = await app.SubmitAsync("contact-message", CollectionApp.Example());
        var second = await app.SubmitAsync("contact-message", CollectionApp.Example());

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.NotEqual(first.Json.GetProperty("subjectId").GetGuid(), second.Json.GetProperty("subjectId").GetGuid());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task No_value_stands_in_clear_in_storage_or_logs(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var body = CollectionApp.Example();
        body["fields"] = new Dictionary<string, string>
        {
            ["name"] = Canary, ["email"] = "zzyzxqvist@canary.example", ["message"] = Canary + " writes",
        };
        body["subject"] = new Dictionary<string, string> { ["email"] = "zzyzxqvist@canary.example", ["phone"] = "+46 70 171 12 34" };

        Assert.Equal(201, (await app.SubmitAsync("contact-message", body)).Status);
        body["fields"] = new Dictionary<string, string> { ["name"] = Canary, ["email"] = Canary, ["nickname"] = Canary };
        Assert.Equal(422, (await app.SubmitAsync("contact-message", body)).Status);

        foreach (var text in new[] { "Zzyzxqvist", "zzyzxqvist", "171 12 34", "701711234" })
        {
            Assert.Empty(await StoredRows.FindAsync(app.App, text));
            Assert.DoesNotContain(app.App.Logs.Lines, line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_child_leaves_no_trace(int engine)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        await using var app = await CollectionApp.StartAsync((Engine)engine, clock);
        var body = Account("2013-11-24");
        var before = await StoredRows.CountAsync(app.App);

        var answer = await app.SubmitAsync("job-seeker-account", body, idempotencyKey: "child-1");

        Assert.Equal((422, "under-13"), (answer.Status, answer.Reason));
        Assert.Equal(before, await StoredRows.CountAsync(app.App));
        Assert.Equal(1, app.App.Get<SubmitPoint>().Under13Refused);
        Assert.Empty(await StoredRows.FindAsync(app.App, "Zzyzxqvist"));

        // The day of the thirteenth birthday itself is old enough.
        Assert.Equal(201, (await app.SubmitAsync("job-seeker-account", Account("2013-11-23"), idempotencyKey: "child-2")).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_childs_upload_goes_too(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var upload = await app.UploadAsync(Encoding.UTF8.GetBytes("%PDF-1.7 " + Canary));
        Assert.Equal(201, upload.Status);
        var body = Account("2020-01-01");
        body["files"] = new Dictionary<string, Guid> { ["cv"] = upload.Json.GetProperty("file").GetGuid() };

        Assert.Equal("under-13", (await app.SubmitAsync("job-seeker-account", body)).Reason);

        var rows = await StoredRows.CountAsync(app.App);
        Assert.Equal((0, 0), (rows["upload"], rows["upload_chunk"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_key_for_another_controller_is_refused(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var other = await CollectionApp.NewKeyAsync(app.App, Scope.Of("teksystems"));

        var answer = await app.SubmitAsync("contact-message", CollectionApp.Example(), apiKey: other);

        Assert.Equal((403, "scope-controller"), (answer.Status, answer.Reason));
        Assert.Equal(401, (await app.SubmitAsync("contact-message", CollectionApp.Example(), apiKey: "ombud_none")).Status);
    }

    internal static Dictionary<string, object> Account(string birthDate)
    {
        var body = CollectionApp.Example();
        body["fields"] = new Dictionary<string, string>
        {
            ["name"] = Canary, ["email"] = "child@canary.example", ["birth-date"] = birthDate,
        };
        body["choices"] = new Dictionary<string, bool>();
        return body;
    }
}
