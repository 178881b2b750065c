using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ombud.Tests.Running;

namespace Ombud.Tests.Notices;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("sv", "1 januari 2026")]
    [InlineData("en", "1 January 2026")]
    [Trait("Promise", "scope.effective-date")]
    public async Task The_notice_bears_its_date_at_the_top_in_the_readers_language(string language, string day)
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync($"/{language}/notice");

        Assert.Contains(day, page.QuerySelector("#top")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("ab12", page.QuerySelector("#top")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    [Trait("Promise", "scope.contents")]
    public async Task Every_link_within_the_notice_has_its_target_and_no_id_stands_twice(string language)
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync($"/{language}/notice");

        Anchors.AssertAllResolve(page);
        Assert.Equal(5, page.QuerySelectorAll("#contents a").Length);
        Assert.Equal(2, page.QuerySelectorAll(".back a[href='#top']").Length);
    }

    [Fact]
    [Trait("Promise", "additional.supplements")]
    public async Task A_supplement_is_shown_with_whom_it_applies_to()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/notice");

        Assert.Contains("applies to Brand", page.GetElementById("sharing.extra")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_no_capability_has_is_not_linked()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/notice");

        Assert.Empty(page.QuerySelectorAll("a[href*='/word']"));
    }

    [Fact]
    [Trait("Promise", "changes.published")]
    public async Task An_old_version_can_be_read_and_is_marked_as_history()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/notice/versions/2018-05-04");

        Assert.Contains("until 31 December 2025", page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Applied then.", page.GetElementById("scope.date")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-05-03", "no notice was in force")]
    [InlineData("2018-05-04", "2018-05-04")]
    [InlineData("2025-12-31", "2018-05-04")]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("2030-01-01", "2027-01-01")]
    [Trait("Promise", "scope.effective-date")]
    public async Task The_version_in_force_on_a_day_is_found(string day, string expected)
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync($"/en/notice/versions?day={day}");

        Assert.Contains(expected, page.GetElementById("answer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_is_told_at_the_field_and_above()
    {
        await using var host = await PageHost.StartAsync();

        using var answer = await host.Http.GetAsync("/en/notice/versions?day=yesterday");
        var page = await host.PageAsync("/en/notice/versions?day=yesterday");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("#day", page.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("day-error"));
    }

    [Fact]
    public async Task A_version_to_come_is_announced_with_what_it_changes()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/notice");

        Assert.Contains("1 January 2027", page.QuerySelector("#top .warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "/en/notice/versions/2026-01-01/compare/2027-01-01",
            page.QuerySelector("#top .warning a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Programs_are_told_the_version_in_force_and_what_is_to_come()
    {
        await using var host = await PageHost.StartAsync();

        var notice = await host.Http.GetFromJsonAsync<JsonElement>("/api/v1/notice");

        Assert.Equal("2026-01-01", notice.GetProperty("version").GetString());
        Assert.Equal("2026-01-01", notice.GetProperty("effectiveFrom").GetString());
        Assert.Equal("ab12", notice.GetProperty("digest").GetString());
        Assert.Equal("2027-01-01", Assert.Single(notice.GetProperty("changesToCome").EnumerateArray()).GetProperty("version").GetString());
    }
}
