using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Tests.Api;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Vault;

namespace Ombud.Tests.Decisions;

public sealed class ReadingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static object Reading(string purpose, params string[] categories) => new { purpose, controller = "aerotek-se", categories };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_a_mix_the_permitted_part_is_read_and_the_rest_withheld_with_its_reason(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync(
            $"/subjects/{subject.Value}/readings", Reading("help-job-seekers", "contact-details", "cv-employment", "health", "no-such"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["email", "employment", "name"], answer.Json.GetProperty("values").EnumerateArray()
            .Select(value => value.GetProperty("field").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(["category-not-declared", "category-outside-purpose"], answer.Json.GetProperty("withheld").EnumerateArray()
            .Select(one => one.GetProperty("reason").GetString()).Order(StringComparer.Ordinal));
        var facts = await StoredFacts.OfAsync(app, subject);
        Assert.Equal(3, Assert.Single(facts.OfType<ReadingMade>()).Records);
        Assert.Equal(
            [DenialReason.CategoryNotDeclared, DenialReason.CategoryOutsidePurpose],
            facts.OfType<UseRefused>().Select(refused => refused.Reason).Order());
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("Canary", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("no-such", "purpose-not-declared")]
    [InlineData("talent-pool", "consent-missing")]
    public async Task A_refused_reading_is_on_the_trail(string purpose, string reason)
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync($"/subjects/{subject.Value}/readings", Reading(purpose, "contact-details"));

        Assert.Equal(0, answer.Json.GetProperty("values").GetArrayLength());
        Assert.Equal(reason, answer.Json.GetProperty("withheld")[0].GetProperty("reason").GetString());
        Assert.Equal(purpose, Assert.Single((await StoredFacts.OfAsync(app, subject)).OfType<UseRefused>()).Purpose);
    }

    [Fact]
    public async Task Records_of_two_controllers_are_not_read_together_and_no_purpose_grows()
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.AddAsync(
            app, "SE", ["job-seeker", "visitor"], new("contact-details", "name", "Anna Exempel"),
            new("contact-details", "name", "Anna E", Point: "event-registration") { Controller = "teksystems-de" },
            new("messages", "message", "Hej", Point: "contact-message"));

        async Task<IEnumerable<string?>> ReadAsync(string controller, string purpose)
        {
            var answer = await api.PostAsync(
                $"/subjects/{subject.Value}/readings", new { purpose, controller, categories = new[] { "contact-details", "messages" } });
            return answer.Json.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString());
        }

        Assert.Equal(["Anna Exempel"], await ReadAsync("aerotek-se", "help-job-seekers"));
        Assert.Equal(["Hej"], await ReadAsync("aerotek-se", "answer-messages"));
        Assert.Equal(["Anna E"], await ReadAsync("teksystems-de", "hold-events"));
        Assert.Empty(await ReadAsync("teksystems-de", "help-job-seekers"));
    }

    [Fact]
    public async Task What_has_ended_is_not_read()
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var now = TimeProvider.System.GetUtcNow();
        var subject = await SamplePeople.AddAsync(
            app, "SE", ["job-seeker"], new("contact-details", "name", "Anna") { EndsAt = now.AddDays(-1), CollectedAt = now.AddYears(-9) },
            new("contact-details", "phone", "+46 70 174 06 01") { EndsAt = now.AddDays(30) });

        var answer = await api.PostAsync($"/subjects/{subject.Value}/readings", Reading("help-job-seekers", "contact-details"));

        var value = Assert.Single(answer.Json.GetProperty("values").EnumerateArray());
        Assert.Equal("phone", value.GetProperty("field").GetString());
        Assert.True(value.TryGetProperty("keepUntil", out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_only_a_hold_still_keeps_serves_legal_claims_and_the_persons_own_access_alone(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await app.Get<LegalHolds>().PlaceAsync(subject, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new Personal<string>("a matter"), By = "officer", Categories = ["cv-employment"],
        }, None);

        async Task<int> ReadAsync(string purpose) => (await api.PostAsync(
            $"/subjects/{subject.Value}/readings", Reading(purpose, "cv-employment"))).Json.GetProperty("values").GetArrayLength();

        Assert.Equal(1, await ReadAsync("help-job-seekers"));
        // Ends are worked out once for a standing, and this one changes no more.
        await app.Get<Sweeper>().RunAsync(None);
        await using (var context = app.Get<IDbContextFactory<OmbudContext>>().CreateDbContext())
        {
            await context.Set<RecordRow>().Where(row => row.SubjectId == subject.Value && row.Holds > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, TimeProvider.System.GetUtcNow().AddDays(-2)), None);
        }

        Assert.Equal(0, await ReadAsync("help-job-seekers"));
        Assert.Equal(1, await ReadAsync("legal-claims"));
        Assert.Equal(1, await ReadAsync("subject-access"));
        Assert.Equal(0, await ReadAsync("legal-demand"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_restriction_between_decision_and_reading_is_seen(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var subject = await SamplePeople.JobSeekerAsync(app);
        var question = new WordQuestion
        {
            Action = UseAction.Use,
            Purpose = "help-job-seekers",
            Categories = new[] { "contact-details" },
            Controller = "aerotek-se",
            On = app.Get<Decider>().Today,
        };
        var (permit, _) = await app.Get<Decider>().AuthoriseAsync(subject, question, "test", None);
        await app.Get<Ledger>().AppendAsync(subject, new RestrictionSet(IsOn: true), None);

        Assert.Equal(ReadingState.StandingMoved, (await app.Get<VaultReader>().ReadAsync(permit!, None)).State);
        var read = await app.Get<Decider>().ReadAsync(subject, question, "test", None);
        Assert.Equal(DenialReason.ProcessingRestricted, read.Decision.Reason);
        Assert.Empty(read.Records);
    }

    [Fact]
    public async Task An_erased_person_is_answered_erased_and_an_unknown_one_unknown()
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await app.Get<Ledger>().AppendAsync(subject, new SampleErased(), None);

        var erased = await api.PostAsync($"/subjects/{subject.Value}/readings", Reading("help-job-seekers", "contact-details"));
        Assert.Equal("subject-erased", erased.Json.GetProperty("withheld")[0].GetProperty("reason").GetString());
        (await api.PostAsync($"/subjects/{Guid.CreateVersion7()}/readings", Reading("help-job-seekers", "contact-details")))
            .IsProblem(HttpStatusCode.NotFound, "subject-unknown");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_ciphertext_moved_to_another_row_opens_nothing(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await using (var context = app.Get<IDbContextFactory<OmbudContext>>().CreateDbContext())
        {
            var rows = await context.Set<RecordRow>().Where(row => row.SubjectId == subject.Value).ToListAsync(None);
            (rows[0].Sealed, rows[1].Sealed) = (rows[1].Sealed, rows[0].Sealed);
            await context.SaveChangesAsync(None);
        }

        var answer = await api.PostAsync(
            $"/subjects/{subject.Value}/readings", Reading("help-job-seekers", "contact-details", "cv-employment"));

        answer.IsProblem(HttpStatusCode.InternalServerError, "record-unreadable");
        Assert.DoesNotContain("Canary", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(app.Logs.Lines, line => line.Contains($"A record of {subject.Value} does not open", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("Canary", StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await StoredFacts.OfAsync(app, subject)).OfType<ReadingMade>());
    }
}
