using System.Net;
using System.Reflection;
using Ombud.Database;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;

namespace Ombud.Tests.Api;

public sealed class ProblemTests(OneApp one) : IClassFixture<OneApp>
{
    private const string Question =
        """{"action":"use","purpose":"help-job-seekers","categories":["contact-details"],"controller":"aerotek-se"}""";

    [Fact]
    public async Task A_call_without_a_key_is_told_that_it_needs_one()
    {
        using var response = await one.App.Http.PostAsync("/api/v1/decisions", content: null);

        (await Answer.OfAsync(response)).IsProblem(HttpStatusCode.Unauthorized, "api-key-required");
    }

    [Fact]
    public void A_kind_of_problem_has_one_status_whichever_call_answers_with_it()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var values = typeof(ProblemKind).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(Statics).Where(field => !field.IsLiteral))
            .Where(field => field.FieldType == typeof(ProblemKind)).Select(field => (ProblemKind)field.GetValue(null)!);
        var kinds = values.Concat(one.App.Get<ProblemKinds>().All).ToList();

        Assert.Contains(kinds, kind => kind.Code is "under-13");
        Assert.All(kinds.GroupBy(kind => kind.Code), same =>
            Assert.Single(same.Select(kind => kind.Status).Distinct()));
        Assert.DoesNotContain(kinds, kind => kind.Status == 403 && Enum.GetValues<DenialReason>()
            .Any(reason => ReasonCodes.CodeOf(reason) == kind.Code));
    }

    [Theory]
    [InlineData("under-13", 422)]
    [InlineData("consent-missing", 422)]
    [InlineData("subject-erased", 410)]
    [InlineData("scope-controller", 403)]
    public async Task The_page_of_a_problem_says_the_status_with_which_it_is_answered(string code, int status)
    {
        var page = await one.App.Http.GetStringAsync("/en/problems/" + code);

        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_not_taken_are_problems_too()
    {
        (await one.Api.GetAsync("/no-such-thing")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await one.Api.GetAsync("/decisions")).IsProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await one.Api.SendAsync(HttpMethod.Options, "/decisions")).IsProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await one.Api.PostTextAsync("/decisions", Question, "text/plain")).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type");
        (await one.Api.PostTextAsync("/decisions", "")).IsProblem(HttpStatusCode.BadRequest, "body-missing");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_however_it_is_sent()
    {
        var large = Question[..^1] + new string(' ', 600 * 1024) + "}";
        (await one.Api.PostTextAsync("/decisions", large)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

        var small = new string(' ', 70 * 1024);
        (await one.Api.PostTextAsync("/disclosures", small)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task A_key_for_one_controller_does_not_reach_another()
    {
        using var api = await ApiClient.CreateAsync(
            one.App, Scope.Of("teksystems-de"), Scope.Of("help-job-seekers"), Scope.Of("decide", "read"));
        string[] categories = ["contact-details"];
        var ours = new { action = "use", purpose = "help-job-seekers", categories, controller = "teksystems-de" };
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync("/decisions", ours)).Status);

        (await api.PostTextAsync("/decisions", Question)).IsProblem(HttpStatusCode.Forbidden, "scope-controller");
        (await api.PostAsync("/decisions", ours with { purpose = "marketing" })).IsProblem(HttpStatusCode.Forbidden, "scope-purpose");
        var reading = new { purpose = "help-job-seekers", controller = "aerotek-se", categories };
        (await api.PostAsync($"/subjects/{Guid.CreateVersion7()}/readings", reading))
            .IsProblem(HttpStatusCode.Forbidden, "scope-controller");
        var disclosure = new
        {
            subject = Guid.CreateVersion7(),
            controller = "teksystems-de",
            recipient = "parsewell",
            purpose = "help-job-seekers",
            categories,
        };
        (await api.PostAsync("/disclosures", disclosure)).IsProblem(HttpStatusCode.Forbidden, "scope-action");
    }

    [Fact]
    public async Task Too_many_calls_are_told_to_wait()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock: null, "--RateLimits:ApiPerSecond=1");
        using var api = await ApiClient.CreateAsync(app);
        var answers = new List<Answer>();
        for (var i = 0; i < 14; i++)
            answers.Add(await api.PostTextAsync("/decisions", Question));

        answers[^1].IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Every_kind_of_problem_has_its_page_in_both_languages()
    {
        foreach (var kind in one.App.Get<ProblemKinds>().All)
        {
            var swedish = await one.App.Http.GetStringAsync("/sv" + kind.Type);
            var english = await one.App.Http.GetStringAsync("/en" + kind.Type);
            Assert.Contains(kind.Code, swedish, StringComparison.Ordinal);
            Assert.NotEqual(kind.Title.In(Ombud.Layout.Language.Swedish), kind.Title.In(Ombud.Layout.Language.English));
            Assert.Contains(kind.Code, english, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await one.App.Http.GetAsync("/en/problems/no-such-code")).StatusCode);
    }
}
