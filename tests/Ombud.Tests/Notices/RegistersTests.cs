using Ombud.Tests.Running;

namespace Ombud.Tests.Notices;

public sealed class RegistersTests
{
    [Fact]
    [Trait("Promise", "scope.companies")]
    public async Task Companies_are_listed_and_filtered_by_country()
    {
        await using var host = await PageHost.StartAsync();

        var all = await host.PageAsync("/en/companies");
        var swedish = await host.PageAsync("/en/companies?country=SE");

        Assert.Equal(2, all.QuerySelectorAll("article.card").Length);
        Assert.Equal("brand", Assert.Single(swedish.QuerySelectorAll("article.card")).Id);
    }

    [Fact]
    [Trait("Promise", "scope.not-third-parties")]
    public async Task Third_parties_are_marked_and_their_own_notice_is_linked()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/recipients");

        Assert.Contains("third party", page.GetElementById("vendors")!.TextContent, StringComparison.Ordinal);
        var row = page.GetElementById("cloud")!;
        Assert.Equal("https://cloud.example/privacy", row.QuerySelector("a.external")!.GetAttribute("href"));
        Assert.Contains("Ended", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "transfers.safeguards")]
    public async Task A_safeguard_whose_mechanism_the_law_has_ended_is_said_to_have_ended()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/safeguards");

        Assert.Contains("Ended", page.GetElementById("our-shield")!.QuerySelector(".tag")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("In force", page.GetElementById("our-framework")!.QuerySelector(".tag")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("svg.routes[role=img][aria-label]"));
    }

    [Fact]
    [Trait("Promise", "scope.situations")]
    public async Task A_collection_point_is_listed_with_its_fields_and_what_declining_means()
    {
        await using var host = await PageHost.StartAsync();

        var point = (await host.PageAsync("/sv/collection-points")).GetElementById("message")!.TextContent;

        Assert.Contains("webbplats", point, StringComparison.Ordinal);
        Assert.Contains("Provmärket AB", point, StringComparison.Ordinal);
        Assert.Contains("Frivilligt", point, StringComparison.Ordinal);
        Assert.Contains("Inget svar.", point, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Promise", "cookies.explained")]
    public async Task Each_site_has_its_own_inventory()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/sv/cookies");

        Assert.Contains("sid", page.GetElementById("one")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sätter inga kakor", page.GetElementById("two")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11) Gecko/20100101 Firefox/130.0", "Mozilla Firefox")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Microsoft Edge")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Google Chrome")]
    [InlineData("Mozilla/5.0 AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15", "Apple Safari")]
    [Trait("Promise", "cookies.browser-help")]
    public async Task The_visitors_own_browser_comes_first(string browser, string expected)
    {
        await using var host = await PageHost.StartAsync();
        host.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", browser);

        var page = await host.PageAsync("/sv/cookies");

        Assert.StartsWith(expected, page.QuerySelector("section:last-child li")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SE", "Contact eea", "The Swedish authority")]
    [InlineData("CH", "Contact eea", "names no authority for Switzerland")]
    [InlineData("US-CA", "Contact us", "names no authority for California")]
    [Trait("Promise", "contact.eea")]
    public async Task Contact_and_authority_follow_from_where_one_lives(string residence, string contact, string authority)
    {
        await using var host = await PageHost.StartAsync();

        var page = (await host.PageAsync($"/en/contacts?residence={residence}")).QuerySelector("main")!.TextContent;

        Assert.Contains(contact, page, StringComparison.Ordinal);
        Assert.Contains(authority, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SE", "GDPR")]
    [InlineData("US-CA", "CCPA")]
    [InlineData("CH", "Elsewhere")]
    [Trait("Promise", "rights.by-region")]
    public async Task Rights_follow_from_where_one_lives(string residence, string law)
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync($"/en/rights?residence={residence}");

        Assert.Equal(law, Assert.Single(page.QuerySelectorAll("caption")).TextContent);
    }

    [Fact]
    public async Task A_residence_that_is_no_country_is_as_if_none_was_chosen()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/en/rights?residence=%3Cscript%3E");

        Assert.Equal(3, page.QuerySelectorAll("caption").Length);
    }
}
