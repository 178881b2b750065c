using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.Http;

public sealed class AnswerTests : OnServer
{
    [Theory]
    [InlineData(500, "answered 500")]
    [InlineData(418, "answered 418")]
    [InlineData(401, "expired")]
    [InlineData(403, "may not do this")]
    [InlineData(404, "no such table")]
    [InlineData(400, "no field email that it finds by")]
    [InlineData(422, "no field email that it finds by")]
    public async Task An_answer_that_refuses_is_told_without_what_it_says(int status, string remedy)
    {
        Answer(context => WriteAsync(context, $"{{\"error\": \"no {Canary}\"}}", status: status));

        await TellsAsync(remedy, () => FindAsync(Bare));
        Assert.Single(Targets);
    }

    [Theory]
    [InlineData("{\"data\": {\"rows\": [{\"id\": 1, \"email\": \"canary")]
    [InlineData("")]
    [InlineData("canary")]
    [InlineData("{\"data\": {}, \"data\": {\"rows\": []}}")]
    public async Task Json_that_is_none_is_told_without_it(string body)
    {
        Answer(context => WriteAsync(context, body));

        await TellsAsync("cannot be read as JSON", () => FindAsync(Bare));
    }

    [Theory]
    [InlineData("{\"rows\": []}")]
    [InlineData("{\"data\": {\"rows\": \"canary\"}}")]
    [InlineData("{\"data\": {\"rows\": [\"canary\"]}}")]
    public async Task An_answer_without_a_list_of_rows_where_it_should_be_is_told(string body)
    {
        Answer(context => WriteAsync(context, body));

        await TellsAsync("no list", () => FindAsync(Bare));
    }

    [Theory]
    [InlineData("text/html", "<h1>Welcome, canary</h1>")]
    [InlineData("text/plain", "{\"data\": {\"rows\": []}}")]
    public async Task A_page_for_people_is_no_answer(string type, string body)
    {
        Answer(context => WriteAsync(context, body, type));

        await TellsAsync("is no JSON", () => FindAsync(Bare));
    }

    [Fact]
    public async Task Any_kind_of_json_is_one()
    {
        Answer(context => WriteAsync(context, "{\"data\": {\"rows\": []}}", "application/vnd.shop+json"));

        Assert.Empty(await FindAsync(Bare));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed_wherever_it_leads(int status)
    {
        Answer(context =>
        {
            context.Response.Headers.Location = context.Request.Path.Value + "/there";
            return WriteAsync(context, "", status: status);
        });

        await TellsAsync("sends to another address", () => FindAsync(Bare));
        Assert.Single(Targets);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for()
    {
        Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        await TellsAsync("within 1 seconds", () => FindAsync(http => Bare(http) with { Limits = http.Limits with { Seconds = 1 } }));
    }

    [Fact]
    public async Task An_answer_that_comes_drop_by_drop_is_not_waited_for_either()
    {
        Answer(async context =>
        {
            context.Response.ContentType = "application/json";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        await TellsAsync("within 1 seconds", () => FindAsync(http => Bare(http) with { Limits = http.Limits with { Seconds = 1 } }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_more_than_is_taken_is_cut(bool saysSo)
    {
        Answer(async context =>
        {
            context.Response.ContentType = "application/json";
            if (saysSo)
                context.Response.ContentLength = 3 * 1024 * 1024;
            foreach (var _ in Enumerable.Range(0, 3))
                await context.Response.Body.WriteAsync(new byte[1024 * 1024], context.RequestAborted);
        });

        await TellsAsync("more than 1 MB", () => FindAsync(http => Bare(http) with { Limits = http.Limits with { Megabytes = 1 } }));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Who_asks_to_wait_is_asked_again(int status)
    {
        var left = 3;
        Answer(context =>
        {
            context.Response.Headers.RetryAfter = "0";
            return left-- > 0
                ? WriteAsync(context, "", status: status)
                : WriteAsync(context, $"{{\"data\": {{\"rows\": [{{\"id\": 1, \"email\": \"{Canary}\", \"name\": \"Anna\"}}]}}}}");
        });

        Assert.Single(await FindAsync(Bare));
        Assert.Equal(4, Targets.Count);
    }

    [Theory]
    [InlineData("3600", 1)]
    [InlineData("Wed, 21 Oct 2065 07:28:00 GMT", 1)]
    [InlineData("0", 4)]
    public async Task Who_asks_to_wait_for_long_or_for_ever_is_left_alone(string after, int tries)
    {
        Answer(context =>
        {
            context.Response.Headers.RetryAfter = after;
            return WriteAsync(context, "", status: 429);
        });

        await TellsAsync("asks to wait", () => FindAsync(Bare));
        Assert.Equal(tries, Targets.Count);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_told()
    {
        Answer(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await TellsAsync("connection was lost", () => FindAsync(Bare));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var connector = await Database.OpenAsync(string.Create(CultureInfo.InvariantCulture, $"Url=http://127.0.0.1:{port}"));

        await TellsAsync("cannot be reached", async () =>
            await connector.FindAsync(Plans.Shop[0], "email", [Canary], CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_secret_that_is_not_known_is_told()
    {
        await Database.CreateShopAsync();
        await using var connector = await Database.OpenAsync(Database.Connection.Replace("right", "wrong", StringComparison.Ordinal));

        var failure = await TellsAsync("refused the login", async () =>
            await connector.FindAsync(Plans.Shop[0], "email", [Canary], CancellationToken.None).ToListAsync());
        Assert.DoesNotContain("wrong", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_asked_a_second_than_may_be()
    {
        await Database.CreateShopAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await FindAsync(
            http => Bare(http) with { Limits = http.Limits with { PerSecond = 20 } }, [.. Enumerable.Range(0, 11).Cast<object>()]);

        Assert.InRange(watch.ElapsedMilliseconds, 480, 20_000);
    }
}
