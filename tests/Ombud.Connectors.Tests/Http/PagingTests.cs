using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Http;

public sealed class PagingTests : OnServer
{
    private static HttpDescription Paged(HttpDescription http, NextPage next) => Finding(http, find => find with { Next = next });

    private static HttpDescription ByCursor(HttpDescription http) => Paged(http, new NextPage.Cursor("/next", "after"));

    private static string Rows(params int[] ids) => string.Join(',', ids.Select(id =>
        $"{{\"id\": {id}, \"email\": \"{Canary}\", \"name\": \"A\"}}"));

    private static Task PageAsync(HttpContext context, string next, params int[] ids) =>
        WriteAsync(context, $"{{\"data\": {{\"rows\": [{Rows(ids)}]}}, \"next\": {next}}}");

    [Fact]
    public async Task A_mark_is_sent_along_until_there_is_none()
    {
        Answer(context => context.Request.Query["after"].ToString() switch
        {
            "" => PageAsync(context, "\"a&b=1\"", 1, 2),
            "a&b=1" => PageAsync(context, "7", 3),
            "7" => PageAsync(context, "null", 4),
            _ => throw new InvalidOperationException(),
        });

        Assert.Equal([1L, 2L, 3L, 4L], (await FindAsync(ByCursor)).Select(row => row[0]));
        Assert.All(Targets, target => Assert.Contains("by=email&value=canary", target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mark_goes_into_the_body_of_a_call_that_has_one()
    {
        var bodies = new List<string>();
        Answer(async context =>
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body))!;
            bodies.Add(body.ToJsonString());
            await PageAsync(context, bodies.Count == 1 ? "\"two\"" : "null", bodies.Count);
        });

        var rows = await FindAsync(http => Paged(http, new NextPage.Cursor("/next", "after")) is var paged
            ? Finding(paged, find => find with { Call = new(HttpVerb.Post, "/find", "{\"any\": \"{values}\", \"size\": 2}") }) : paged);

        Assert.Equal(2, rows.Count);
        Assert.Equal([$"{{\"any\":[\"{Canary}\"],\"size\":2}}", $"{{\"any\":[\"{Canary}\"],\"size\":2,\"after\":\"two\"}}"], bodies);
        Assert.All(Targets, target => Assert.DoesNotContain("canary", target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_counted_until_one_is_empty()
    {
        Answer(context => int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture) is <= 2 and var page
            ? PageAsync(context, "null", page)
            : PageAsync(context, "null"));

        Assert.Equal([0L, 1L, 2L], (await FindAsync(http => Paged(http, new NextPage.Number(0, "page")))).Select(row => row[0]));
        Assert.Equal(4, Targets.Count);
    }

    [Fact]
    public async Task A_link_leads_on_this_host_alone()
    {
        Answer(context => context.Request.Query["p"] == "2"
            ? PageAsync(context, "\"http://evil.example/api/rows?p=3\"", 2)
            : PageAsync(context, $"\"{Database.Server.Address}/api/rows?p=2\"", 1));

        await TellsAsync("not asked", () => FindAsync(Bare));
        Assert.Equal("GET /api/rows?p=2", Targets[1]);
        Assert.Equal(2, Targets.Count);
    }

    [Theory]
    [InlineData("\"//evil.example/x\"", "not asked")]
    [InlineData("\"https://user" + "@127.0.0.1/x\"", "not asked")]
    [InlineData("\"file:///etc/passwd\"", "not asked")]
    [InlineData("{\"canary\": 1}", "correct 'next'")]
    public async Task A_link_that_is_none_is_refused(string link, string remedy)
    {
        Answer(context => PageAsync(context, link, 1));

        await TellsAsync(remedy, () => FindAsync(Bare));
        Assert.Single(Targets);
    }

    [Fact]
    public async Task The_same_page_again_and_again_ends()
    {
        Answer(context => PageAsync(context, "\"same\"", 1));

        await TellsAsync("same page", () => FindAsync(ByCursor));
        Assert.Equal(2, Targets.Count);
    }

    [Fact]
    public async Task Pages_without_an_end_end()
    {
        var page = 0;
        Answer(context => PageAsync(context, $"{++page}", page));

        await TellsAsync("more than 5 pages", () => FindAsync(http => ByCursor(http) with { Limits = http.Limits with { Pages = 5 } }));
        Assert.Equal(5, Targets.Count);
    }

    [Fact]
    public async Task Rows_without_an_end_end()
    {
        Answer(context => PageAsync(context, "null", [.. Enumerable.Range(1, 11)]));

        await TellsAsync("more than 10 rows", () => FindAsync(http => Bare(http) with { Limits = http.Limits with { Rows = 10 } }));
    }

    [Fact]
    public async Task A_row_that_comes_twice_counts_once_and_two_of_one_key_not_at_all()
    {
        Answer(context => PageAsync(context, "null", 1, 2, 2));
        Assert.Equal(2, (await FindAsync(Bare)).Count);

        var other = Rows(1).Replace("\"A\"", "\"B\"", StringComparison.Ordinal);
        Answer(context => WriteAsync(context, $"{{\"data\": {{\"rows\": [{Rows(1)}, {other}]}}}}"));
        await TellsAsync("one key", () => FindAsync(Bare));
    }
}
