using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Ombud.Layout;
using Ombud.Tests.Running;

namespace Ombud.Tests.Layout;

public sealed class ErrorPagesTests
{
    [Theory]
    [InlineData("/sv/no-such-page", HttpStatusCode.NotFound, "Sidan finns inte")]
    [InlineData("/en/notice/versions/1999-01-01", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("/en/counted?number=three", HttpStatusCode.BadRequest, "That could not be understood")]
    [InlineData("/sv/broken", HttpStatusCode.InternalServerError, "Något gick fel hos oss")]
    public async Task What_goes_wrong_is_told_in_the_readers_language_within_the_frame(
        string path, HttpStatusCode status, string heading)
    {
        await using var host = await PageHost.StartAsync(MapTrouble);

        using var answer = await host.Http.GetAsync(path);
        var page = await host.PageAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("header .brand"));
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/broken", HttpStatusCode.InternalServerError)]
    public async Task Programs_are_told_in_problem_details(string path, HttpStatusCode status)
    {
        await using var host = await PageHost.StartAsync(MapTrouble);

        using var answer = await host.Http.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", problem.RootElement.ToString(), StringComparison.Ordinal);
    }

    private static void MapTrouble(WebApplication app)
    {
        app.MapPage("/counted", (int number) => $"{number}");
        app.MapPage("/broken", Break);
        app.MapGet("/api/broken", Break);
    }

    private static string Break() => throw new InvalidOperationException("secret");
}
