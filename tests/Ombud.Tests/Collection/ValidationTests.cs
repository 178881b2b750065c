using Microsoft.Extensions.Time.Testing;
using Ombud.Database;

namespace Ombud.Tests.Collection;

public sealed class ValidationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("name", "Anna\u0007", "control-characters")]
    [InlineData("name", "two\nlines", "control-characters")]
    [InlineData("name", "\u202Eanna", "control-characters")]
    [InlineData("email", "nobody", "not-an-email")]
    [InlineData("email", "a@b@c.example", "not-an-email")]
    [InlineData("phone", "call me", "not-a-phone")]
    [InlineData("phone", "12", "not-a-phone")]
    [InlineData("birth-date", "1990-02-30", "not-a-date")]
    [InlineData("birth-date", "23/11/1990", "not-a-date")]
    [InlineData("birth-date", "1850-01-01", "not-a-date")]
    [InlineData("country", "Sverige", "not-a-country")]
    [InlineData("work-permit", "perhaps", "not-a-choice")]
    [InlineData("cv", "my life in short", "not-a-file")]
    [InlineData("birth-date", "  ", "missing")]
    public async Task Each_rule_names_its_field(string field, string value, string reason)
    {
        var app = shared.App;
        var fields = Sound();
        fields[field] = value;

        var answer = await app.SubmitAsync("job-seeker-account", Body(fields));

        Assert.Equal((422, "submission-invalid"), (answer.Status, answer.Reason));
        Assert.Equal([(field, reason)], answer.Errors);
        Assert.Equal("$.fields." + field, answer.Json.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal(0, await StoredRows.CountAsync(app.App, "subject"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task All_errors_are_told_at_once_in_both_languages(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var body = Body(new() { ["name"] = new string('x', 201), ["email"] = "no", ["shoe-size"] = "43" });
        body["choices"] = new Dictionary<string, bool> { ["free-beer"] = true };
        body["confirmations"] = new[] { "anything" };
        body["shown"] = new Dictionary<string, string> { ["noticeVersion"] = "2019-01-01", ["language"] = "tlh" };
        body["subject"] = new Dictionary<string, string> { ["residence"] = "Narnia" };

        var answer = await app.SubmitAsync("job-seeker-account", body);

        Assert.Equal((422, "submission-invalid"), (answer.Status, answer.Reason));
        Assert.Equal(
            [
                ("shown.noticeVersion", "notice-version-not-in-force"), ("shown.language", "unknown-language"),
                ("fields", "unknown-field"), ("name", "too-long"), ("email", "not-an-email"), ("birth-date", "missing"),
                ("subject.residence", "not-a-country"), ("choices", "unknown-choice"),
                ("confirmations", "unknown-confirmation"),
            ],
            answer.Errors);
        // What was sent is never repeated, names neither.
        Assert.DoesNotContain("shoe-size", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("free-beer", answer.Text, StringComparison.Ordinal);
        Assert.Equal("/problems/submission-invalid", answer.Json.GetProperty("type").GetString());
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
        foreach (var error in answer.Json.GetProperty("errors").EnumerateArray())
        {
            Assert.NotEqual("", error.GetProperty("advice").GetProperty("sv").GetString());
            Assert.NotEqual("", error.GetProperty("advice").GetProperty("en").GetString());
        }
    }

    [Fact]
    public async Task A_version_counts_for_a_day_after_its_end_and_not_before_its_beginning()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero));
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite, clock);
        async Task<string> Send(string version)
        {
            var body = CollectionApp.Example();
            body["shown"] = new Dictionary<string, string> { ["noticeVersion"] = version, ["language"] = "en" };
            var answer = await app.SubmitAsync("contact-message", body);
            return answer.Status == 201 ? "taken" : answer.Errors[0].Reason;
        }

        Assert.Equal(("taken", "notice-version-not-in-force"), (await Send("2018-05-04"), await Send("2026-01-01")));
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(("taken", "taken"), (await Send("2018-05-04"), await Send("2026-01-01")));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(("notice-version-not-in-force", "taken"), (await Send("2018-05-04"), await Send("2026-01-01")));
    }

    [Theory]
    [InlineData("nowhere", 404, "unknown-point")]
    [InlineData("phone-offline", 422, "staff-only")]
    [InlineData("referee", 422, "sign-in-required")]
    public async Task Points_that_a_site_cannot_fill_in_are_refused(string point, int status, string reason)
    {
        var app = shared.App;

        var answer = await app.SubmitAsync(point, CollectionApp.Example());

        Assert.Equal(status, answer.Status);
        Assert.Contains(answer.Errors, error => error.Reason == reason);
    }

    [Theory]
    [InlineData("{", "json-malformed", "$ json-malformed")]
    [InlineData("{\"\\ud800\":1}", "json-malformed", "$ json-malformed")]
    [InlineData("null", "body-invalid", "$ value-null")]
    [InlineData("[]", "body-invalid", "$ value-type")]
    [InlineData("{\"shown\":{\"noticeVersion\":\"2026-01-01\",\"language\":\"sv\"},\"surprise\":1}", "body-invalid", "$ member-unknown")]
    [InlineData("{\"shown\":{\"noticeVersion\":\"2026-01-01\",\"language\":\"sv\"},\"fields\":{\"surprise\":5}}",
        "body-invalid", "$.fields.* value-type")]
    [InlineData("{\"shown\":{\"noticeVersion\":\"2026-01-01\",\"language\":\"sv\"},\"fields\":{\"a\":\"surprise\",\"a\":\"b\"}}",
        "body-invalid", "$.fields member-duplicate")]
    [InlineData("{\"fields\":{}}", "body-invalid", "$.shown member-missing")]
    public async Task What_is_not_a_submission_is_refused_with_place_and_rule(string json, string reason, string error)
    {
        var app = shared.App;

        var answer = await app.SubmitAsync("contact-message", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal((400, reason), (answer.Status, answer.Reason));
        Assert.Contains(error, answer.Json.GetProperty("errors").EnumerateArray()
            .Select(one => $"{one.GetProperty("path").GetString()} {one.GetProperty("reason").GetString()}"));
        Assert.DoesNotContain("surprise", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marketing_without_a_topic_chosen_is_denied_by_the_policy()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var body = Body(new() { ["email"] = "anna@jobs.example" });

        var without = await app.SubmitAsync("mailing-list", body);
        body["choices"] = new Dictionary<string, bool> { ["newsletters"] = true };
        var with = await app.SubmitAsync("mailing-list", body);

        Assert.Equal((422, "submission-denied"), (without.Status, without.Reason));
        Assert.Equal([("purposes.marketing", "consent-missing")], without.Errors);
        Assert.True(with.Status == 201, with.Text);
    }

    private static Dictionary<string, string> Sound() => new()
    {
        ["name"] = "Anna Exempel", ["email"] = "anna@jobs.example", ["birth-date"] = "1990-02-28",
    };

    private static Dictionary<string, object> Body(Dictionary<string, string> fields)
    {
        var body = CollectionApp.Example();
        body["fields"] = fields;
        body["choices"] = new Dictionary<string, bool>();
        return body;
    }
}
