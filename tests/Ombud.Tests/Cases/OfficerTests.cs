using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ombud.Advice;
using Ombud.Cases.Running;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.Tests.Api;
using Ombud.Tests.Decisions;
using Ombud.Tests.Log;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

/// <summary>The data protection officer (promise <c>contact.dpo</c>): what they alone read, what they may not do, what stays.</summary>
public sealed class OfficerTests
{
    private const string Case = "/en/console/cases/";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_message_to_the_officer_is_there_for_the_officer_and_for_nobody_else()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), "--Cases:Officer", "dpo@group.example");
        using var person = new Browser(app);
        using var sent = await person.SendFormToAsync(
            "/en/request/officer", "/en/request", CaseCaller.Request(CaseKind.OfficerMessage));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var id = Assert.Single(await app.RowsAsync()).CaseId;
        using var staff = await MayITests.SignedInAsync(app);
        using var dpo = await app.SecondStaffAsync(StaffRoles.Dpo);

        Assert.DoesNotContain(id.ToString("D"), await staff.TextAsync("/en/console/cases"), StringComparison.Ordinal);
        Assert.Contains(id.ToString("D"), await dpo.TextAsync("/en/console/cases"), StringComparison.Ordinal);
        Assert.Contains(CaseCaller.Canary, await dpo.TextAsync(Case + id), StringComparison.Ordinal);
        // Whatever the staff can ask of a case by its number.
        foreach (var path in CasePaths(app, HttpMethods.Get))
        {
            using var answer = await staff.GetAsync(path.Replace("{id:guid}", id.ToString("D"), StringComparison.Ordinal));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        var other = await app.FileAsync(CaseKind.Question);
        foreach (var path in CasePaths(app, HttpMethods.Post))
        {
            var outcome = await SendAsync(staff, Case + other, path.Replace("{id:guid}", id.ToString("D"), StringComparison.Ordinal));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, outcome));
        }
        // A case of the same address does not name it, to anybody.
        Assert.DoesNotContain(id.ToString("D"), await staff.TextAsync(Case + other), StringComparison.Ordinal);
        // The officer is told at their own address, without a word of what was written.
        var letter = Assert.Single(await app.LettersAsync("dpo@group.example"));
        Assert.DoesNotContain(CaseCaller.Canary, letter.Subject + letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_officer_answers_what_was_written_to_them_and_the_person_reads_who_answered()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.OfficerMessage);
        using var dpo = await app.SecondStaffAsync(StaffRoles.Dpo);

        using var taken = await dpo.SendFormToAsync(Case + id, $"{Case}{id}/take-on", ("take", "true"));
        using var answered = await dpo.SendFormToAsync(
            Case + id, $"{Case}{id}/step", ("step", nameof(CaseStep.Answer)), ("message", "You are right."));

        Assert.Equal((302, 302), ((int)taken.StatusCode, (int)answered.StatusCode));
        Assert.Equal(CaseStage.Answered, (await app.FileOfAsync(id)).State.Stage);
        var (_, person) = await Person.SignInAsync(app, "anna@person.example");
        using var claimed = await person.SendFormToAsync("/en/my-cases", $"/en/my-cases/{id}/confirm");
        var page = await person.TextAsync($"/en/my-cases/{id}");
        Assert.Contains("You are right.", page, StringComparison.Ordinal);
        Assert.Contains("The data protection officer", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_officer_reads_every_page_of_the_Console_and_can_send_nothing_operational()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.Question);
        using var dpo = await app.SecondStaffAsync(StaffRoles.Dpo);

        var page = await dpo.TextAsync(Case + id);
        Assert.Contains("You are signed in as the data protection officer", page, StringComparison.Ordinal);
        using var document = await new HtmlParser().ParseDocumentAsync(page);
        Assert.Equal(
            "/en/console/advice", Assert.Single(document.QuerySelectorAll("form[method=post]")).GetAttribute("action"));
        using var queue = await dpo.GetAsync("/en/console/cases");
        Assert.Equal(HttpStatusCode.OK, queue.StatusCode);
        var posts = Staffs(app, HttpMethods.Post).ToList();
        Assert.True(posts.Count > 25, $"{posts.Count}");
        foreach (var path in posts.Where(path => path is not "/en/console/advice"))
        {
            var refused = await SendAsync(
                dpo, "/en/console/advice", path.Replace("{id:guid}", id.ToString("D"), StringComparison.Ordinal));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused));
        }
        Assert.Equal(CaseStage.Received, (await app.FileOfAsync(id)).State.Stage);
    }

    [Fact]
    public async Task Advice_stays_is_shown_where_it_belongs_and_says_what_came_of_it()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var id = await app.FileAsync(CaseKind.Complaint);
        using var dpo = await app.SecondStaffAsync(StaffRoles.Dpo);
        using var staff = await MayITests.SignedInAsync(app);

        using var given = await dpo.SendFormToAsync(
            Case + id, "/en/console/advice", ("topic", "case"), ("about", id.ToString("D")), ("text", "Ask before you refuse."));
        clock.Advance(TimeSpan.FromSeconds(1));
        using var onClause = await dpo.SendFormToAsync(
            "/en/console/advice", "/en/console/advice", ("topic", "clause"), ("about", "rights.object"), ("text", "Write it plainer."));
        using var onNothing = await dpo.SendFormToAsync(
            "/en/console/advice", "/en/console/advice", ("topic", "clause"), ("about", "no.such-clause"), ("text", "x"));
        var byStaff = await SendAsync(staff, Case + id, "/en/console/advice");

        Assert.EndsWith(Case + id, given.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, onClause.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, onNothing.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byStaff);
        Assert.Contains("Ask before you refuse.", await staff.TextAsync(Case + id), StringComparison.Ordinal);
        var advice = (await app.Get<AdviceBook>().ReadAsync(None))[^1];
        using var empty = await staff.SendFormToAsync(
            "/en/console/advice", "/en/console/advice/answer", ("advice", advice.Id.ToString("D")), ("outcome", "not-followed"),
            ("reason", ""));
        using var answered = await staff.SendFormToAsync(
            "/en/console/advice", "/en/console/advice/answer", ("advice", advice.Id.ToString("D")), ("outcome", "not-followed"),
            ("reason", "The last day is tomorrow."));
        using var strange = await staff.SendFormToAsync(
            "/en/console/advice", "/en/console/advice/answer", ("advice", Guid.Empty.ToString("D")), ("outcome", "followed"),
            ("reason", "x"));
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity),
            (empty.StatusCode, answered.StatusCode, strange.StatusCode));
        var answer = Assert.Single((await app.Get<AdviceBook>().ReadAsync(None))[^1].Answers);
        Assert.Equal((false, "The last day is tomorrow."), (answer.IsFollowed, answer.Reason));

        // The file of the case ends; the advice about it does not.
        await app.Get<EndCaseFiles>().EndAsync(id, clock.GetUtcNow(), None);
        Assert.Equal(2, (await app.Get<AdviceBook>().ReadAsync(None)).Count);
    }

    [Fact]
    public async Task Neither_advice_nor_a_case_is_erased_as_if_it_were_somebody()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var (message, report) = (await app.FileAsync(CaseKind.OfficerMessage), await app.FileAsync(CaseKind.SuspectedChild));
        await app.Get<AdviceBook>().GiveAsync(new AdviceGiven(null, null, "Keep it.", "the officer"), None);
        // As an application does that sends consents under ids of its own: the case's id has a standing now, as the advice's has.
        var sent = await app.Get<Ledger>().AppendAsync(new SubjectId(message), new SampleGiven("newsletters"), None);
        Assert.IsType<Appended.Done>(sent);
        using var staff = await MayITests.SignedInAsync(app);
        using var api = await ApiClient.CreateAsync(app);

        foreach (var id in (SubjectId[])[AdviceBook.Subject, new(message)])
        {
            (await api.PostAsync($"/subjects/{id.Value}/erasure", new { })).IsProblem(HttpStatusCode.NotFound, "erasure-unknown");
            var form = await staff.OpenFormAsync(Case + report, "form[method=post]");
            using var child = await staff.SendAsync(
                form with { Action = $"{Case}{report}/child" }, ("subject", id.Value.ToString("D")));
            Assert.Equal(HttpStatusCode.NotFound, child.StatusCode);
        }
        Assert.Equal("Keep it.", Assert.Single(await app.Get<AdviceBook>().ReadAsync(None)).Text);
        Assert.Equal(CaseCaller.Canary, (await app.FileOfAsync(message)).Entries[0].Text?.Value);
    }

    [Fact]
    public async Task Staff_and_agents_cannot_write_to_the_officer_for_somebody()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        using var staff = await MayITests.SignedInAsync(app);
        using var agent = new Browser(app);

        Assert.DoesNotContain("OfficerMessage", await staff.TextAsync("/en/console/new-case"), StringComparison.Ordinal);
        Assert.DoesNotContain("OfficerMessage", await agent.TextAsync("/en/request?for=other"), StringComparison.Ordinal);
        using var sent = await agent.SendFormToAsync(
            "/en/request?for=other", "/en/request",
            [
                .. CaseCaller.Request(CaseKind.OfficerMessage), ("for", "other"), ("agent-name", "Ombud Exempel"),
                ("agent-address", "agent@lawyer.example"), ("capacity", nameof(AgentCapacity.Lawyer)),
            ]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Empty(await app.RowsAsync());
    }

    // With the token of a form that the page does have.
    private static async Task<HttpStatusCode> SendAsync(Browser browser, string page, string path)
    {
        var form = await browser.OpenFormAsync(page, "form[method=post]");
        using var answer = await browser.SendAsync(
            form with { Action = path }, ("text", "a note"), ("to", "staff"), ("step", nameof(CaseStep.Begin)), ("take", "true"));
        return answer.StatusCode;
    }

    private static IEnumerable<string> Staffs(OmbudApp app, string method) => app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(one => one.Policy == Access.Staff)
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method, StringComparer.Ordinal)
            && endpoint.RoutePattern.RawText!.Contains("/console", StringComparison.Ordinal))
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .Select(path => "/en" + path[path.IndexOf("/console", StringComparison.Ordinal)..])
        .Distinct();

    private static List<string> CasePaths(OmbudApp app, string method)
    {
        var paths = Staffs(app, method).Where(path => path.StartsWith(Case + "{id:guid}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(paths);
        return paths;
    }
}
