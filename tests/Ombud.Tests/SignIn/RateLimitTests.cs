using System.Net;
using System.Text;
using Ombud.Database;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class RateLimitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("/sv/check-receipt")]
    [InlineData("/sv/collect/contact-message")]
    public async Task Forms_that_anybody_may_send_are_taken_so_often(string path)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--RateLimits:FormsPerTenMinutes=2");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var form = new FormUrlEncodedContent([]);
            using var answer = await app.Http.PostAsync(path, form, None);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests], statuses);
    }

    [Theory]
    [InlineData("/api/v1/trail/key")]
    [InlineData("/api/v1/receipts/0199aaaa-0000-7000-8000-000000000000/proof")]
    public async Task The_trail_and_its_proofs_are_read_so_often(string path)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--RateLimits:TrailPerSecond=1");

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await app.Http.GetAsync(path, None);
            answers.Add(answer.StatusCode);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                Assert.Contains("too-many-requests", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, answers[0]);
    }

    [Theory]
    [InlineData("/sv/sign-in")]
    [InlineData("/sv/sign-in/code")]
    [InlineData("/sv/console/sign-in")]
    [InlineData("/sv/check-receipt")]
    public async Task A_form_far_larger_than_any_of_ours_is_refused(string path)
    {
        await using var app = await OmbudApp.StartAsync();
        using var form = new StringContent("address=" + new string('x', 1024 * 1024), Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await app.Http.PostAsync(path, form, None);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_person_names_so_many_others_in_a_day_and_no_more_letters_go_out(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine, null, "--RateLimits:OthersPerDay=2");
        var (browser, _) = await app.BrowserOfAsync("anna@jobs.example");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            var (response, page) = await CollectionApp.FillInAsync(browser, "/sv/collect/referee", PageTests.ValuesFor("referee"));
            statuses.Add(response.StatusCode);
            if (i == 2)
                Assert.Contains("i morgon", page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity], statuses);
        var rows = await StoredRows.CountAsync(app.App);
        Assert.Equal((2, 2), (rows["submission"], rows["outbox"]));
    }
}
