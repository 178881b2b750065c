using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Api;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Decisions;

public sealed class AskingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static Dictionary<string, object?> Ask(
        string purpose, string[]? categories = null, Guid? subject = null, string action = "use", string controller = "aerotek-se",
        string? recipient = null, string? from = null, string? country = null, string? at = null, string? topic = null,
        string residence = "SE", string kind = "job-seeker", bool globalPrivacyControl = false)
    {
        // A member that is null would be refused: what is not said is left out.
        var question = new Dictionary<string, object?>
        {
            ["action"] = action,
            ["purpose"] = purpose,
            ["categories"] = categories ?? ["contact-details"],
            ["controller"] = controller,
            ["recipient"] = recipient,
            ["from"] = from,
            ["country"] = country,
            ["at"] = at,
            ["topic"] = topic,
            ["globalPrivacyControl"] = globalPrivacyControl,
            ["subject"] = subject,
            ["residence"] = subject is null ? residence : null,
            ["kinds"] = subject is null ? new[] { kind } : null,
        };
        return question.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_permission_names_clause_basis_rank_obligations_and_version_and_leaves_a_row(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync(
            "/decisions", new[] { Ask("help-job-seekers", subject: subject.Value), Ask("marketing", subject: subject.Value) });

        var permitted = answer.Json[0];
        Assert.Equal("permit", permitted.GetProperty("verdict").GetString());
        Assert.True(permitted.GetProperty("mayActNow").GetBoolean());
        Assert.Equal("use.purposes", permitted.GetProperty("clause").GetString());
        Assert.Equal("contract", permitted.GetProperty("legalBasis").GetString());
        Assert.Equal("2026-01-01", permitted.GetProperty("noticeVersion").GetString());
        Assert.Equal("log", permitted.GetProperty("obligations")[0].GetString());
        var denied = answer.Json[1];
        Assert.Equal(("deny", "consent-missing"), (denied.GetProperty("verdict").GetString(), denied.GetProperty("reason").GetString()));
        Assert.False(denied.GetProperty("mayActNow").GetBoolean());
        Assert.Equal(["help-job-seekers none", "marketing consent-missing"], await LoggedAsync(app, subject));
    }

    [Theory]
    [InlineData("no-such", "contact-details", "aerotek-se", null, null, "purpose-not-declared")]
    [InlineData("help-job-seekers", "no-such", "aerotek-se", null, null, "category-not-declared")]
    [InlineData("help-job-seekers", "contact-details", "no-such", null, null, "controller-not-declared")]
    [InlineData("help-job-seekers", "contact-details", "aerotek-se", "no-such", null, "recipient-not-declared")]
    [InlineData("help-job-seekers", "contact-details", "aerotek-se", "parsewell", "XX", "country-not-declared")]
    [InlineData("help-job-seekers", "health", "aerotek-se", null, null, "category-outside-purpose")]
    [InlineData("measure-usage", "technical-visit", "aerotek-se", "tallymark", null, "consent-missing")]
    [InlineData("help-job-seekers", "cv-employment", "aerotek-se", "mailbright", null, "transfer-without-safeguard")]
    [InlineData("help-job-seekers", "cv-employment", "aerotek-se", "mailbright", "SE", "transfer-without-safeguard")]
    [InlineData("help-job-seekers", "references", "aerotek-se", "parsewell", null, "outside-vendor-function")]
    [InlineData("requested-information", "contact-details", "aerotek-se", "harbour-post", null, "agreement-not-in-force")]
    [InlineData("marketsource-offers", "contact-details", "brightmoor-mobile", null, null, "not-instructed")]
    [InlineData("sale", "contact-details", "aerotek-se", null, null, "sale-without-opt-in")]
    public async Task Each_reason_is_reached_over_HTTP(
        string purpose, string category, string controller, string? recipient, string? country, string reason)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var kind = controller is "brightmoor-mobile" ? "end-customer" : "job-seeker";
        var residence = controller is "brightmoor-mobile" ? "US" : "SE";

        var answer = await api.PostAsync("/decisions", Ask(
            purpose, [category], action: recipient is null ? "use" : "disclose", controller: controller, recipient: recipient,
            country: country, residence: residence, kind: kind));

        Assert.Equal((HttpStatusCode.OK, reason), (answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData("2020-07-15", null)]
    [InlineData("2020-07-17", "transfer-without-safeguard")]
    [InlineData("2026-06-01", null)]
    public async Task The_same_transfer_is_decided_by_the_law_of_its_day(string at, string? reason)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);

        var answer = await api.PostAsync("/decisions", Ask(
            "help-job-seekers", ["contact-details"], action: "disclose", recipient: "cloudbarn", country: "US", at: at));

        Assert.Equal(reason, answer.Reason);
        Assert.Equal(at is "2026-06-01", answer.Json.GetProperty("mayActNow").GetBoolean());
        Assert.Equal(reason is null, answer.Json.TryGetProperty("safeguard", out _));
    }

    [Fact]
    public async Task The_past_is_answered_from_the_standing_of_its_day_and_after_an_erasure_with_erased()
    {
        var clock = new FakeTimeProvider(Now);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        clock.Advance(TimeSpan.FromDays(10));
        await app.Get<Ledger>().AppendAsync(subject, new RestrictionSet(IsOn: true), None);

        Assert.Equal("processing-restricted", (await api.PostAsync("/decisions", Ask("help-job-seekers", subject: subject.Value))).Reason);
        var then = await api.PostAsync("/decisions", Ask("help-job-seekers", subject: subject.Value, at: "2026-06-05"));
        Assert.Equal("permit", then.Json.GetProperty("verdict").GetString());
        Assert.False(then.Json.GetProperty("mayActNow").GetBoolean());

        await app.Get<Ledger>().AppendAsync(subject, new SampleErased(), None);
        var after = await api.PostAsync("/decisions", Ask("help-job-seekers", subject: subject.Value, at: "2026-06-05"));
        Assert.Equal("subject-erased", after.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_somebody_erased_every_day_answers_erased_with_the_fact_that_is_left_to_whom_it_concerns(int engine)
    {
        var clock = new FakeTimeProvider(Now);
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        using var all = await ApiClient.CreateAsync(app);
        using var ours = await ApiClient.CreateAsync(app, Scope.Of("aerotek-se"));
        using var others = await ApiClient.CreateAsync(app, Scope.Of("teksystems-de"));
        var subject = await SamplePeople.JobSeekerAsync(app);
        var nobody = SubjectId.New(clock);
        clock.Advance(TimeSpan.FromDays(10));
        await all.PostAsync($"/subjects/{subject.Value}/erasure", new { });
        var erasure = await app.Get<EraseSubject>().RunAsync(subject, None);
        clock.Advance(TimeSpan.FromDays(10));

        foreach (var api in new[] { all, ours })
        {
            foreach (var at in new[] { null, "2026-06-05", "2026-06-20" })
            {
                var answer = await api.PostAsync("/decisions", Ask("help-job-seekers", subject: subject.Value, at: at));
                Assert.Equal("subject-erased", answer.Reason);
                Assert.Equal(erasure.FactId, answer.Json.GetProperty("erasure").GetProperty("factId").GetGuid());
                Assert.Equal(
                    $"/api/v1/receipts/{erasure.FactId}/proof", answer.Json.GetProperty("erasure").GetProperty("proof").GetString());
            }
            var standing = await api.GetAsync($"/subjects/{subject.Value}/standing?at=2026-06-05");
            Assert.True(standing.Json.GetProperty("isErased").GetBoolean());
            Assert.Equal(erasure.FactId, standing.Json.GetProperty("erasure").GetProperty("factId").GetGuid());
        }
        foreach (var at in new[] { null, "2026-06-05" })
        {
            var hidden = await others.PostAsync(
                "/decisions", Ask("help-job-seekers", subject: subject.Value, controller: "teksystems-de", at: at));
            var unknown = await others.PostAsync(
                "/decisions", Ask("help-job-seekers", subject: nobody.Value, controller: "teksystems-de", at: at));
            Assert.Equal(unknown.Text, hidden.Text);
        }
        (await others.GetAsync($"/subjects/{subject.Value}/standing?at=2026-06-05"))
            .IsProblem(HttpStatusCode.NotFound, "subject-unknown");
    }

    [Fact]
    public async Task Data_that_comes_from_elsewhere_is_permitted_with_the_day_by_which_the_person_is_told()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var pack = app.Get<Policy>().VersionInForce(new DateOnly(2026, 6, 1))!;
        var point = pack.CollectionPoints.First(one => one.Channel is Channel.Public or Channel.ThirdParty);
        var category = point.Fields.Select(field => field.Category).First(one => one is not null)!;

        var question = Ask(point.Purposes[0], [category], action: "collect", controller: point.Controller, kind: point.Subject);
        question["point"] = point.Id;
        var answer = await api.PostAsync("/decisions", question);

        Assert.Equal("permit", answer.Json.GetProperty("verdict").GetString());
        Assert.Contains("inform", answer.Json.GetProperty("obligations").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("2026-07-01", answer.Json.GetProperty("informBy").GetString());
        var used = await api.PostAsync("/decisions", Ask("help-job-seekers"));
        Assert.False(used.Json.TryGetProperty("informBy", out var none) && none.ValueKind is not System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Words_that_the_pack_does_not_have_are_not_kept_in_the_log()
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var subject = SubjectId.New(TimeProvider.System);

        await api.PostAsync("/decisions", Ask("canary.anna@person.example", ["canary"], subject: subject.Value, controller: "canary"));

        Assert.Equal(["? purpose-not-declared"], await LoggedAsync(app, subject));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("canary.anna", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_standing_is_told_now_and_then_with_the_events_that_made_it()
    {
        var clock = new FakeTimeProvider(Now);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        clock.Advance(TimeSpan.FromDays(2));
        await app.Get<Ledger>().AppendAsync(subject, new ObjectionMade("business-needs", ObjectionState.Pending), None);

        var now = await api.GetAsync($"/subjects/{subject.Value}/standing");
        var then = await api.GetAsync($"/subjects/{subject.Value}/standing?at=2026-06-02");

        Assert.Equal(["met", "objection", "residence"], now.Json.GetProperty("events").EnumerateArray()
            .Select(one => one.GetProperty("change").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("pending", now.Json.GetProperty("objections")[0].GetProperty("state").GetString());
        Assert.Equal(0, then.Json.GetProperty("objections").GetArrayLength());
        Assert.Equal("SE", then.Json.GetProperty("residence").GetString());
        (await api.GetAsync($"/subjects/{subject.Value}/standing?at=yesterday")).IsProblem(HttpStatusCode.BadRequest, "bad-request");
        (await api.GetAsync($"/subjects/{Guid.CreateVersion7()}/standing")).IsProblem(HttpStatusCode.NotFound, "subject-unknown");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_standing_is_told_in_the_order_in_which_it_was_committed_whatever_the_clocks_say(int engine)
    {
        var clock = new FakeTimeProvider(Now);
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        clock.Advance(TimeSpan.FromMinutes(5));
        await app.Get<Ledger>().AppendAsync(subject, StoredPerson.Answer("newsletters", "aerotek-se"), None);
        // A process whose clock is behind commits after the first.
        clock.AdjustTime(Now.AddMinutes(1));
        await app.Get<Ledger>().AppendAsync(
            subject, StoredPerson.Answer("newsletters", "aerotek-se", ConsentAnswer.Withdrawn), None);
        clock.AdjustTime(Now.AddMinutes(10));

        foreach (var path in (string[])["standing", "standing?at=2026-06-01"])
        {
            var told = await api.GetAsync($"/subjects/{subject.Value}/{path}");
            Assert.Equal("withdrawn", told.Json.GetProperty("consents")[0].GetProperty("answer").GetString());
        }
    }

    private static async Task<List<string>> LoggedAsync(OmbudApp app, SubjectId subject)
    {
        var logged = new List<string>();
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using var select = connection.Command(
            "select purpose, reason from decision_log where subject_id = @subject order by purpose").With("subject", subject.Value);
        await using var reader = await select.ExecuteReaderAsync(None);
        while (await reader.ReadAsync(None))
            logged.Add($"{reader.GetString(0)} {reader.GetString(1)}");
        return logged;
    }
}
