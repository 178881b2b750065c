using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed partial class FilingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task Known_and_unknown_get_the_same_answer_and_each_a_letter(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var (_, known) = await Person.SignInAsync(app, "known@person.example");
        known.Dispose();

        var one = await AskAsync(app, language, "known@person.example");
        var other = await AskAsync(app, language, "nobody@person.example");

        Assert.Equal(one, other);
        var rows = await app.RowsAsync();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal((new DateOnly(2026, 12, 28), null, true), (row.LastDay, row.PersonId, row.IsOpen)));
        foreach (var address in new[] { "known@person.example", "nobody@person.example" })
        {
            var letters = await app.LettersAsync(address);
            Assert.Single(letters, letter => letter.Body.Contains("GDPR", StringComparison.Ordinal));
            Assert.All(letters, letter => Assert.DoesNotContain(CaseCaller.Canary, letter.Body, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Whatever_is_wrong_is_said_at_its_field_and_nothing_is_filed()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.SendFormToAsync(
            "/en/request", "/request", ("kind", "7"), ("controller", "a-company-nobody-knows"), ("residence", "XX"),
            ("name", "Anna\u0007"), ("address", "not an address"), ("message", new string('x', RequestForm.MessageMax + 1)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(None));
        Assert.Equal(
            ["#kind", "#controller", "#residence", "#name", "#address", "#message"],
            page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Empty(await app.RowsAsync());
    }

    [Theory]
    [InlineData(CaseKind.Rectification, "", "message")]
    [InlineData(CaseKind.Access, "no-address", "address")]
    public async Task What_a_kind_needs_is_asked_for(CaseKind kind, string what, string field)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        var request = CaseCaller.Request(kind, what.Length > 0 ? "" : "anna@person.example", message: "");

        using var answer = await browser.SendFormToAsync("/en/request", "/request", request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"href=\"#{field}\"", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Empty(await app.RowsAsync());
    }

    [Theory]
    [InlineData(CaseKind.SuspectedBreakIn)]
    [InlineData(CaseKind.SuspectedChild)]
    public async Task A_report_needs_neither_login_nor_address(CaseKind kind)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.SendFormToAsync("/sv/request", "/request", CaseCaller.Request(kind, address: ""));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var file = await app.FileOfAsync(Assert.Single(await app.RowsAsync()).CaseId);
        Assert.Equal((kind, CaseStage.Received), (file.State.Kind, file.State.Stage));
        Assert.Equal(CaseCaller.Canary, file.Entries[0].Text!.Value.Value);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_case_and_one_that_is_not_ours_is_none()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        var form = await browser.OpenFormAsync("/en/request", "form[action$='/request']");

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SendAsync(form, CaseCaller.Request(CaseKind.Access))));
        using var foreign = await browser.SendAsync(form, [.. CaseCaller.Request(CaseKind.Access), ("ticket", "made up")]);

        Assert.All(sent, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Single(await app.RowsAsync());
        Assert.Single(await app.LettersAsync("anna@person.example"));
        using var invented = await app.Http.GetAsync("/en/request/received?ticket=made-up", None);
        Assert.Equal(HttpStatusCode.NotFound, invented.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_form_sent_again_with_something_else_says_so_and_can_be_sent_as_another(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        var form = await browser.OpenFormAsync("/sv/request", "form[action$='/request']");
        using var sent = await browser.SendAsync(form, CaseCaller.Request(CaseKind.Complaint));

        using var other = await browser.SendAsync(form, CaseCaller.Request(CaseKind.Complaint, message: "and one thing more"));
        using var page = await new HtmlParser().ParseDocumentAsync(await other.Content.ReadAsStringAsync(None));
        var ticket = page.QuerySelector("input[name=ticket]")!.GetAttribute("value")!;
        using var again = await browser.SendAsync(
            form, [.. CaseCaller.Request(CaseKind.Complaint, message: "and one thing more"), ("ticket", ticket)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("and one thing more", page.QuerySelector("#message")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(2, (await app.RowsAsync()).Count);
    }

    [Fact]
    public async Task Nobodys_mailbox_is_filled_and_every_case_is_filed_all_the_same()
    {
        await using var app = await OmbudApp.StartAsync();

        for (var i = 0; i < FileCase.LettersPerHourMax + 3; i++)
            await app.FileAsync(CaseKind.Access);

        var rows = await app.RowsAsync();
        Assert.Equal(FileCase.LettersPerHourMax + 3, rows.Count);
        var shown = await app.Get<CaseView>().ForStaffAsync(await app.FileOfAsync(rows[0].CaseId), None);
        Assert.Equal(FileCase.LettersPerHourMax + 2, shown.SameAddress.Count);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var now = app.Get<TimeProvider>().GetUtcNow();
        var patient = await context.Set<Ombud.Mail.OutboxRow>().CountAsync(row => row.SendBefore > now, None);
        Assert.Equal(FileCase.LettersPerHourMax, patient);
    }

    [Theory]
    [InlineData(CaseKind.Access, "SE", "aerotek-se", "2026-12-28", "eu-rights-request")]
    [InlineData(CaseKind.Access, "CH", "aerotek-se", "2026-12-25", "ch-access-request")]
    [InlineData(CaseKind.Erasure, "US-CA", "allegis-group-inc", "2027-01-08", "us-ca-rights-request")]
    [InlineData(CaseKind.Access, "US-TX", "allegis-group-inc", null, null)]
    [InlineData(CaseKind.Complaint, "SE", "allegis-group-inc", "2027-01-08", "framework-complaint")]
    [InlineData(CaseKind.Question, "SE", "aerotek-se", null, null)]
    public async Task The_strictest_clock_of_the_laws_that_apply_runs(
        CaseKind kind, string residence, string controller, string? last, string? rule)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());

        var id = await app.FileAsync(kind, residence: residence, controller: controller);

        Assert.Equal(last is null ? null : DateOnly.Parse(last, null), (await app.FileOfAsync(id)).State.Clock?.LastDay);
        Assert.Contains("case.received", await app.FactsAsync(id));
        if (rule is not null)
        {
            var shown = app.Get<CaseView>().Of(await app.FileOfAsync(id));
            Assert.Equal(rule, shown.Clocks.Deciding!.Deadline.Id);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_written_lies_nowhere_in_clear(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        await app.FileAsync(CaseKind.Complaint, "canary-address@person.example");

        string[] words = [CaseCaller.Canary, "Anna Exempel", "canary-address@person.example"];
        var found = await app.Get<RawSearch>().FindAsync([.. words.SelectMany(RawSearch.FormsOf)], None);
        Assert.Empty(found.Places);
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain(CaseCaller.Canary, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_in_person_need_not_show_who_they_are_again()
    {
        await using var app = await OmbudApp.StartAsync();
        var (person, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;

        using var answer = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Access, address: ""));

        var row = Assert.Single(await app.RowsAsync());
        Assert.Equal($"/en/my-cases/{row.CaseId:D}", answer.Headers.Location!.OriginalString);
        Assert.Equal(person.Id.Value, row.PersonId);
        Assert.True((await app.FileOfAsync(row.CaseId)).State.IsIdentityProved);
        Assert.Contains(CaseCaller.Canary, await browser.TextAsync($"/en/my-cases/{row.CaseId:D}"), StringComparison.Ordinal);
        Assert.Equal("anna@person.example", (await app.FileOfAsync(row.CaseId)).Contact.Value.Address);
    }

    // The page after the form, with the number taken out, which is another for everybody.
    private static async Task<string> AskAsync(OmbudApp app, string language, string address)
    {
        using var browser = new Browser(app);
        using var sent = await browser.SendFormToAsync(
            $"/{language}/request", "/request", CaseCaller.Request(CaseKind.Access, address));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return Changing.Replace(await browser.TextAsync(sent.Headers.Location!.OriginalString), "");
    }

    [GeneratedRegex(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|ticket=[^\"]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changing { get; }
}
