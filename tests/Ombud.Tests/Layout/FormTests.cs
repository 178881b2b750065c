using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Layout.Parts;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Layout;

public sealed class FormTests
{
    [Fact]
    [Trait("Promise", "collection.mandatory-or-voluntary")]
    public async Task A_field_tells_before_the_input_whether_it_is_compulsory_and_what_follows()
    {
        await using var host = await PageHost.StartAsync(Map);

        var page = await host.PageAsync("/en/field");

        var input = page.QuerySelector("input#email")!;
        Assert.Equal("Your e-mail", page.QuerySelector("label[for=email]")!.TextContent);
        Assert.Equal("email-requirement email-hint email-consequence email-error", input.GetAttribute("aria-describedby"));
        foreach (var id in input.GetAttribute("aria-describedby")!.Split(' '))
            Assert.True(page.GetElementById(id)!.CompareDocumentPosition(input).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
        Assert.Equal("Compulsory by law", page.GetElementById("email-requirement")!.TextContent.Trim());
        Assert.Contains("No answer.", page.GetElementById("email-consequence")!.TextContent, StringComparison.Ordinal);
        Assert.True(input.HasAttribute("required"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(("email", "email"), (input.GetAttribute("type"), input.GetAttribute("autocomplete")));
    }

    [Fact]
    [Trait("Promise", "security.no-guarantee")]
    public async Task A_form_that_sends_personal_data_warns_and_names_other_ways()
    {
        await using var host = await PageHost.StartAsync(Map);

        var page = await host.PageAsync("/en/form");

        var warning = page.QuerySelector("form .warning")!.TextContent;
        Assert.Contains("No transmission over the internet is wholly secure", warning, StringComparison.Ordinal);
        Assert.Contains("phone", warning, StringComparison.Ordinal);
        Assert.Contains("1 Road, Town", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_with_it_is_taken()
    {
        await using var host = await PageHost.StartAsync(Map);
        using var shown = await host.Http.GetAsync("/en/form");
        var page = await host.PageAsync("/en/form");
        var name = page.QuerySelector("form input[type=hidden]")!.GetAttribute("name")!;

        using var without = await host.Http.PostAsync("/en/form", new FormUrlEncodedContent([new("word", "hi")]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/en/form");
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync())
            .QuerySelector("form input[type=hidden]")!.GetAttribute("value")!;
        request.Content = new FormUrlEncodedContent([new("word", "hi"), new(name, token)]);
        using var with = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Theory]
    [InlineData(PromiseState.Kept, "Hålls")]
    [InlineData(PromiseState.NotKept, "Hålls inte")]
    [InlineData(PromiseState.NotYetBuilt, "Ännu inte byggt")]
    [InlineData(PromiseState.Attested, "Intygat")]
    public async Task A_state_is_told_in_words_and_by_a_sign(PromiseState state, string word)
    {
        await using var host = await PageHost.StartAsync(app =>
            app.MapPage("/status", () => new RazorComponentResult<Status>(new { State = state })));

        var page = await host.PageAsync("/sv/status");

        Assert.Equal(word, page.QuerySelector(".status")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector(".status svg path"));
    }

    private static void Map(WebApplication app)
    {
        app.MapPage("/field", () => new RazorComponentResult<Field>(new
        {
            Name = "email",
            Label = "Your e-mail",
            Type = FieldType.Email,
            Hint = "Where we answer.",
            Requirement = (Requirement?)Requirement.Law,
            Consequence = "No answer.",
            Error = "Write an address.",
        }));
        app.MapPage("/form", () => new RazorComponentResult<PageForm>(new { Action = "/en/form", Send = "Send" }));
        app.MapForm("/form", ([FromForm] string word) => TypedResults.Ok(word));
    }
}
