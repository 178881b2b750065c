using System.Net;
using System.Net.Http.Json;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Consents;

public sealed class ConsentApiTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_consent_permits_at_once_and_its_withdrawal_denies_at_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);

        var (given, answer) = await site.PostAsync(ConsentCaller.Body());
        var subject = new SubjectId(answer.GetProperty("subject").GetGuid());
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        Assert.True((await NewslettersAsync(app, subject)).IsPermitted);

        var (withdrawn, _) = await site.PostAsync(ConsentCaller.Body(answer: "withdrawn", subject: subject.Value));
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.False((await NewslettersAsync(app, subject)).IsPermitted);

        var (_, list) = await site.GetAsync($"/api/v1/subjects/{subject.Value}/consents");
        Assert.Equal(
            ["given False", "withdrawn True"],
            list.GetProperty("consents").EnumerateArray().Select(one => $"{one.GetProperty("answer")} {one.GetProperty("current")}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Objection_and_restriction_stop_use_and_leave_the_persons_own_access(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body());
        var subject = new SubjectId(answer.GetProperty("subject").GetGuid());
        var will = app.Get<PersonalWill>();

        Assert.Equal(WillOutcome.Done, await will.ObjectAsync(subject, PersonalWill.AllMarketing, None));
        Assert.Equal(DenialReason.MarketingObjected, (await NewslettersAsync(app, subject)).Reason);
        await site.PostAsync(ConsentCaller.Body(subject: subject.Value));
        Assert.Equal(DenialReason.MarketingObjected, (await NewslettersAsync(app, subject)).Reason);
        await will.TakeBackAsync(subject, PersonalWill.AllMarketing, None);
        Assert.True((await NewslettersAsync(app, subject)).IsPermitted);

        Assert.True((await AskAsync(app, subject, "answer-messages", null)).IsPermitted);
        await will.ObjectAsync(subject, "answer-messages", None);
        Assert.Equal(DenialReason.ObjectionPending, (await AskAsync(app, subject, "answer-messages", null)).Reason);

        await app.Get<RestrictPerson>().RunAsync(subject, None);
        Assert.Equal(DenialReason.ProcessingRestricted, (await AskAsync(app, subject, "protect-services", null)).Reason);
        Assert.True((await AskAsync(app, subject, "subject-access", null)).IsPermitted);
        Assert.Equal(WillOutcome.NotOffered, await will.ObjectAsync(subject, "no-such-purpose", None));
        Assert.Equal(WillOutcome.NotOffered, await will.ObjectAsync(subject, "tax", None));
    }

    [Theory]
    [InlineData("""{ "answer": "given" }""", 400, "body-invalid")]
    [InlineData("""{ "answer": "maybe", "topic": "newsletters", "shown": {} }""", 400, "body-invalid")]
    [InlineData("""{ "answer": "given", "extra": 1, "topic": "newsletters", "shown": {} }""", 400, "body-invalid")]
    [InlineData("not json", 400, "json-malformed")]
    public async Task A_body_of_another_form_is_refused(string body, int status, string reason)
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);

        var (response, problem) = await site.PostAsync(body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(reason, problem.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_does_not_go_with_the_notice_is_refused_by_name()
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);

        Assert.Equal(["topic-unknown"], await ReasonsAsync(site, ConsentCaller.Body("no-such-topic")));
        Assert.Equal(["purpose-unknown"], await ReasonsAsync(site, ConsentCaller.Body("no-such", isTopic: false)));
        Assert.Equal(["purpose-unknown"], await ReasonsAsync(site, ConsentCaller.Body("newsletters", isTopic: false)));
        Assert.Equal(["purpose-without-consent"], await ReasonsAsync(site, ConsentCaller.Body("tax", isTopic: false)));
        Assert.Equal(["version-not-in-force"], await ReasonsAsync(site, ConsentCaller.Body(version: "2018-05-04")));
        Assert.Contains("version-unknown", await ReasonsAsync(site, ConsentCaller.Body(version: "1999-01-01")));
        Assert.Equal(["language-unknown"], await ReasonsAsync(site, ConsentCaller.Body().Replace("\"sv\"", "\"xx\"",
            StringComparison.Ordinal)));
        Assert.Equal(["controller-unknown"], await ReasonsAsync(site, ConsentCaller.Body().Replace("aerotek-se",
            "nobody", StringComparison.Ordinal)));
        Assert.Equal(
            ["choice-not-offered"],
            await ReasonsAsync(site, ConsentCaller.Body("events").Replace("\"language\"",
                "\"point\": \"contact-message\", \"language\"", StringComparison.Ordinal)));
        Assert.Empty(await ReasonsAsync(site, ConsentCaller.Body(answer: "withdrawn", version: "2018-05-04")));
    }

    [Fact]
    public async Task Nobodys_and_an_erased_persons_answers_are_refused()
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);

        var (unknown, _) = await site.PostAsync(ConsentCaller.Body(subject: Guid.CreateVersion7(TimeProvider.System.GetUtcNow())));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        var (_, answer) = await site.PostAsync(ConsentCaller.Body());
        var subject = answer.GetProperty("subject").GetGuid();
        await app.Get<Ledger>().AppendAsync(new SubjectId(subject), new SampleErased(), None);
        var (erased, _) = await site.PostAsync(ConsentCaller.Body(subject: subject));
        Assert.Equal(HttpStatusCode.Gone, erased.StatusCode);
    }

    [Fact]
    public async Task A_key_reaches_no_further_than_its_controllers_and_purposes()
    {
        await using var app = await OmbudApp.StartAsync();
        var other = await ConsentCaller.OfAsync(app, Scope.Of("teksystems"));
        var narrow = await ConsentCaller.OfAsync(app, purposes: Scope.Of("talent-pool"));
        var all = await ConsentCaller.OfAsync(app);

        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync(ConsentCaller.Body())).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await narrow.PostAsync(ConsentCaller.Body())).Response.StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await app.Http.PostAsync("/api/v1/consents", JsonContent.Create(new { }), None)).StatusCode);

        var (_, answer) = await all.PostAsync(ConsentCaller.Body());
        var path = $"/api/v1/subjects/{answer.GetProperty("subject")}/consents";
        Assert.Single((await all.GetAsync(path)).Answer.GetProperty("consents").EnumerateArray());
        Assert.Empty((await other.GetAsync(path)).Answer.GetProperty("consents").EnumerateArray());
        Assert.Equal(
            HttpStatusCode.Forbidden, (await other.GetAsync($"{path}/{answer.GetProperty("factId")}")).Response.StatusCode);
    }

    private static async Task<IReadOnlyList<string>> ReasonsAsync(ConsentCaller site, string body)
    {
        var (response, problem) = await site.PostAsync(body);
        return response.StatusCode is HttpStatusCode.Created
            ? []
            : [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("reason").GetString()!)];
    }

    private static Task<Decision> NewslettersAsync(OmbudApp app, SubjectId subject) => AskAsync(app, subject, "marketing", "newsletters");

    private static async Task<Decision> AskAsync(OmbudApp app, SubjectId subject, string purpose, string? topic)
    {
        var decider = app.Get<Decider>();
        var (decision, _) = await decider.AskAsync(subject, new WordQuestion
        {
            Action = UseAction.Use, Purpose = purpose, Topic = topic, Categories = new[] { "contact-details" },
            Controller = ConsentCaller.Controller, On = decider.Today,
        }, None);
        return decision;
    }
}
