using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Api;

/// <summary>A request for another controller's data is refused, or answered without it.</summary>
public sealed class ScopeTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Contact = ["contact-details"];

    [Fact]
    public async Task Erasing_reaches_every_controller_and_takes_a_key_without_limits()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        var subject = await SamplePeople.JobSeekerAsync(app);
        var path = $"/subjects/{subject.Value}/erasure";
        using var controller = await ApiClient.CreateAsync(app, controllers: Scope.Of("aerotek-se"));
        using var purpose = await ApiClient.CreateAsync(app, purposes: Scope.Of("help-job-seekers"));
        using var action = await ApiClient.CreateAsync(app, actions: Scope.Of("read"));
        using var all = await ApiClient.CreateAsync(app);

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Get })
        {
            (await controller.SendAsync(method, path)).IsProblem(HttpStatusCode.Forbidden, "scope-controller");
            (await purpose.SendAsync(method, path)).IsProblem(HttpStatusCode.Forbidden, "scope-purpose");
            (await action.SendAsync(method, path)).IsProblem(HttpStatusCode.Forbidden, "scope-action");
        }
        (await all.GetAsync(path)).IsProblem(HttpStatusCode.NotFound, "erasure-unknown");
        (await all.PostAsync(path, new { }, once: "with space")).IsProblem(HttpStatusCode.BadRequest, "idempotency-key-unfit");
        var first = await all.PostAsync(path, new { }, once: "e-1");
        var again = await all.PostAsync(path, new { }, once: "e-1");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, again.Status));
        Assert.Equal(first.Json.GetProperty("receiptId").GetGuid(), again.Json.GetProperty("receiptId").GetGuid());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_standing_shows_a_limited_key_what_was_answered_to_its_controllers_for_its_purposes(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        var subject = await SamplePeople.JobSeekerAsync(app);
        await AnswerAsync(app, subject, "newsletters", "aerotek-se");
        await AnswerAsync(app, subject, "with-permission", "aerotek-se");
        await AnswerAsync(app, subject, "talent-pool", "teksystems-de");
        await app.Get<Ledger>().AppendAsync(subject, new RestrictionSet(IsOn: true), None);

        var all = await StandingAsync(app, subject, Scope.All, Scope.All);
        var controller = await StandingAsync(app, subject, Scope.Of("aerotek-se"), Scope.All);
        var purpose = await StandingAsync(app, subject, Scope.Of("aerotek-se"), Scope.Of("marketing"));

        Assert.Equal(["newsletters", "talent-pool", "with-permission"], all.Consents);
        Assert.Equal(("SE", 1), (all.Residence, all.Kinds));
        Assert.Equal(["newsletters", "with-permission"], controller.Consents);
        Assert.Equal((null, 0), (controller.Residence, controller.Kinds));
        Assert.Equal(["newsletters"], purpose.Consents);
        // The mark binds every controller, so that each may know it.
        Assert.Equal(["newsletters", "on"], purpose.Events);
        Assert.Equal(["newsletters", "with-permission", "on"], controller.Events);
    }

    [Fact]
    public async Task Disclosures_and_reasons_of_keeping_are_told_for_the_controllers_and_purposes_of_the_key()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        var subject = await SamplePeople.JobSeekerAsync(app);
        using var all = await ApiClient.CreateAsync(app);
        using var controller = await ApiClient.CreateAsync(app, controllers: Scope.Of("teksystems-de"));
        using var purpose = await ApiClient.CreateAsync(app, purposes: Scope.Of("tax"));
        using var fitting = await ApiClient.CreateAsync(app, Scope.Of("aerotek-se"), Scope.Of("help-job-seekers"));
        using var action = await ApiClient.CreateAsync(app, actions: Scope.Of("decide"));
        var order = new
        {
            subject = subject.Value,
            controller = "aerotek-se",
            recipient = "bjorkdal-industri",
            purpose = "help-job-seekers",
            categories = Contact,
        };
        Assert.Equal(HttpStatusCode.Created, (await all.PostAsync("/disclosures", order)).Status);

        foreach (var (path, count) in new[] { ("disclosures", 1), ("retention", 3) })
        {
            var full = $"/subjects/{subject.Value}/{path}";
            Assert.Equal(count, (await all.GetAsync(full)).Json.GetArrayLength());
            Assert.Equal(count, (await fitting.GetAsync(full)).Json.GetArrayLength());
            Assert.Equal(0, (await controller.GetAsync(full)).Json.GetArrayLength());
            Assert.Equal(0, (await purpose.GetAsync(full)).Json.GetArrayLength());
            (await action.GetAsync(full)).IsProblem(HttpStatusCode.Forbidden, "scope-action");
        }
    }

    private static async Task<(string?[] Consents, string? Residence, int Kinds, string?[] Events)> StandingAsync(
        OmbudApp app, SubjectId subject, Scope controllers, Scope purposes)
    {
        using var api = await ApiClient.CreateAsync(app, controllers, purposes);
        var answer = await api.GetAsync($"/subjects/{subject.Value}/standing");
        return (
            [.. answer.Json.GetProperty("consents").EnumerateArray().Select(one => one.GetProperty("key").GetString())
                .Order(StringComparer.Ordinal)],
            answer.Json.TryGetProperty("residence", out var residence) ? residence.GetString() : null,
            answer.Json.GetProperty("kinds").GetArrayLength(),
            [.. answer.Json.GetProperty("events").EnumerateArray().Select(one =>
                one.TryGetProperty("word", out var word) ? word.GetString() : one.GetProperty("state").GetString())]);
    }

    private static Task<Appended> AnswerAsync(OmbudApp app, SubjectId subject, string key, string controller) =>
        app.Get<Ledger>().AppendAsync(subject, new ConsentAnswered
        {
            Key = key, Answer = ConsentAnswer.Given, Controller = controller, Shown = new Shown("2026-01-01", "sv"),
        }, None);
}
