using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Api;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Disclosures;

public sealed class DisclosureTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static object To(
        SubjectId subject, string recipient, string purpose = "help-job-seekers", string controller = "aerotek-se",
        params string[] categories) =>
        new { subject = subject.Value, controller, recipient, purpose, categories = categories is [] ? ["contact-details"] : categories };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_submission_to_a_client_is_recorded_and_handed_over(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync("/disclosures", new
        {
            subject = subject.Value,
            controller = "aerotek-se",
            recipient = "bjorkdal-industri",
            purpose = "help-job-seekers",
            fields = new[] { "name", "employment" },
        });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(["employment", "name"], answer.Json.GetProperty("values").EnumerateArray()
            .Select(value => value.GetProperty("field").GetString()).Order(StringComparer.Ordinal));
        var made = Assert.Single((await StoredFacts.OfAsync(app, subject)).OfType<DisclosureMade>());
        Assert.Equal(("bjorkdal-industri", "SE", "SE"), (made.Recipient, made.From, made.To));
        var listed = Assert.Single((await api.GetAsync($"/subjects/{subject.Value}/disclosures")).Json.EnumerateArray());
        Assert.Equal("use.purposes", listed.GetProperty("clause").GetString());
        var told = Assert.Single(await app.Get<DisclosureRegister>().RecipientsOfAsync(subject, None));
        Assert.Equal(("bjorkdal-industri", "contact-details cv-employment"), (told.Recipient, string.Join(' ', told.Categories)));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("Canary", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_vendors_agreement_and_what_carries_the_transfer_are_kept_with_it()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync("/disclosures", To(subject, "cloudbarn"));

        var kept = answer.Json.GetProperty("disclosure");
        Assert.Equal("cloudbarn-dpf", kept.GetProperty("safeguard").GetString());
        Assert.Equal("2023-11-01", kept.GetProperty("agreementFrom").GetString());
        Assert.Equal(("SE", "US"), (kept.GetProperty("from").GetString(), kept.GetProperty("country").GetString()));
    }

    [Theory]
    [InlineData("harbour-post", "requested-information", "contact-details", "agreement-not-in-force")]
    [InlineData("parsewell", "help-job-seekers", "references", "outside-vendor-function")]
    [InlineData("mailbright", "help-job-seekers", "cv-employment", "transfer-without-safeguard")]
    [InlineData("teksystems", "no-such", "contact-details", "purpose-not-declared")]
    [InlineData("aerotek", "tax", "contact-details", "recipient-outside-purpose")]
    [InlineData("bjorkdal-industri", "with-permission", "contact-details", "recipient-outside-purpose")]
    public async Task What_is_not_permitted_is_refused_with_its_reason_and_on_the_trail(
        string recipient, string purpose, string category, string reason)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync("/disclosures", To(subject, recipient, purpose, categories: category));

        answer.IsProblem(HttpStatusCode.UnprocessableEntity, reason);
        var facts = await StoredFacts.OfAsync(app, subject);
        Assert.Equal(UseAction.Disclose, Assert.Single(facts.OfType<UseRefused>()).Action);
        Assert.Empty(facts.OfType<DisclosureMade>());
        Assert.Equal(0, (await api.GetAsync($"/subjects/{subject.Value}/disclosures")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_share_within_the_group_is_a_disclosure_like_any_other()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var shared = await api.PostAsync("/disclosures", To(subject, "aerotek"));

        Assert.Equal(HttpStatusCode.Created, shared.Status);
        Assert.Equal("US", shared.Json.GetProperty("disclosure").GetProperty("country").GetString());
        Assert.NotEmpty(shared.Json.GetProperty("disclosure").GetProperty("safeguard").GetString()!);
    }

    [Fact]
    public async Task Special_categories_are_left_out_and_the_rest_is_given()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var answer = await api.PostAsync("/disclosures", To(subject, "bjorkdal-industri", categories: ["contact-details", "health"]));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("health", answer.Json.GetProperty("withheld")[0].GetProperty("category").GetString());
        Assert.All(answer.Json.GetProperty("values").EnumerateArray(), value =>
            Assert.Equal("contact-details", value.GetProperty("category").GetString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_consent_permits_ends_with_its_withdrawal(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        async Task<Answer> AskAsync() => await api.PostAsync("/disclosures", To(subject, "aerotek", "with-permission"));

        (await AskAsync()).IsProblem(HttpStatusCode.UnprocessableEntity, "consent-missing");
        await AnswerAsync(app, subject, ConsentAnswer.Given);
        // Permitted now; but what the person gave was given for other purposes, and no permission widens that.
        (await AskAsync()).IsProblem(HttpStatusCode.NotFound, "nothing-to-disclose");
        await AnswerAsync(app, subject, ConsentAnswer.Withdrawn);
        (await AskAsync()).IsProblem(HttpStatusCode.UnprocessableEntity, "consent-withdrawn");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_disclosure_sent_again_with_its_key_is_one_disclosure(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);

        var first = await api.PostAsync("/disclosures", To(subject, "bjorkdal-industri"), once: "d-1");
        var again = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => api.PostAsync("/disclosures", To(subject, "bjorkdal-industri"), once: "d-1")));
        var other = await api.PostAsync("/disclosures", To(subject, "cloudbarn"), once: "d-1");
        var unfit = await api.PostAsync("/disclosures", To(subject, "bjorkdal-industri"), once: new string('x', 256));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.All(again, answer => Assert.Equal((HttpStatusCode.Created, first.Text), (answer.Status, answer.Text)));
        other.IsProblem(HttpStatusCode.Conflict, "idempotency-key-reused");
        unfit.IsProblem(HttpStatusCode.BadRequest, "idempotency-key-unfit");
        Assert.Single((await StoredFacts.OfAsync(app, subject)).OfType<DisclosureMade>());
        Assert.Equal(1, (await api.GetAsync($"/subjects/{subject.Value}/disclosures")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_disclosure_sent_again_gives_nothing_that_may_not_be_given_any_more()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        Assert.Equal(
            HttpStatusCode.Created, (await api.PostAsync("/disclosures", To(subject, "bjorkdal-industri"), once: "d-2")).Status);

        await app.Get<Ledger>().AppendAsync(subject, new RestrictionSet(IsOn: true), None);
        var again = await api.PostAsync("/disclosures", To(subject, "bjorkdal-industri"), once: "d-2");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.DoesNotContain("Canary", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_or_categories_are_named_and_fields_are_declared()
    {
        await using var app = await OmbudApp.StartAsync();
        using var api = await ApiClient.CreateAsync(app);
        var request = new
        {
            subject = Guid.CreateVersion7(),
            controller = "aerotek-se",
            recipient = "aerotek",
            purpose = "tax",
            fields = new[] { "canary" },
        };

        var unknown = await api.PostAsync("/disclosures", request);
        unknown.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.Equal(["$.fields[0] field-not-declared"], unknown.Errors);
        Assert.DoesNotContain("canary", unknown.Text, StringComparison.Ordinal);
        var none = await api.PostAsync("/disclosures", new { request.subject, request.controller, request.recipient, request.purpose });
        Assert.Equal(["$ fields-or-categories"], none.Errors);
    }

    private static Task<Appended> AnswerAsync(OmbudApp app, SubjectId subject, ConsentAnswer answer) =>
        app.Get<Ledger>().AppendAsync(subject, new ConsentAnswered
        {
            Key = "with-permission",
            Answer = answer,
            Controller = "aerotek-se",
            Shown = new Shown("2026-01-01", "sv", Point: null, TextHash: null),
        }, None);
}
