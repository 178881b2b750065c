using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Cases;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed class BreakInReportTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv", "Alla inloggningar till ditt konto är avslutade")]
    [InlineData(1, "en", "All sessions of your account are ended")]
    public async Task Who_reports_their_own_account_ends_every_session_of_it_until_a_new_code(int engine, string language, string says)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        var (_, intruder) = await Person.SignInAsync(app, Anna);
        using var other = intruder;
        clock.Advance(TimeSpan.FromMinutes(1));
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        using var pending = new Browser(app);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var asked = await pending.AskCodeAsync(Anna);
        var code = await Browser.CodeAsync(app, Anna);

        using var filed = await browser.SendFormToAsync(
            $"/{language}/request", "/request", CaseCaller.Request(CaseKind.SuspectedBreakIn, address: ""));
        var received = WebUtility.HtmlDecode(await browser.TextAsync(filed.Headers.Location!.OriginalString));

        Assert.Contains(says, received, StringComparison.Ordinal);
        Assert.False(await IsSignedInAsync(intruder));
        Assert.False(await IsSignedInAsync(browser));
        using var late = await pending.EnterCodeAsync(code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        clock.Advance(TimeSpan.FromMinutes(1));
        var (_, again) = await Person.SignInAsync(app, Anna);
        using var anew = again;
        Assert.True(await IsSignedInAsync(again));
        var id = Assert.Single(await app.RowsAsync()).CaseId;
        Assert.Contains("case.sessions-ended", await app.FactsAsync(id));
        Assert.Equal([person.Id.Value.ToString("D")], (await app.FileOfAsync(id)).NotedAbout(CaseNote.SessionsEnded));
        Assert.Contains(
            language is "sv" ? "Alla inloggningar till kontot avslutades" : "All sessions of the account were ended",
            await again.TextAsync($"/{language}/my-cases/{id:D}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_report_locks_nobody_out()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (_, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        clock.Advance(TimeSpan.FromMinutes(1));
        using var stranger = new Browser(app);
        var (_, bo) = await Person.SignInAsync(app, "bo@person.example");
        using var signedIn = bo;

        using var unsigned = await stranger.SendFormToAsync(
            "/en/request", "/request", CaseCaller.Request(CaseKind.SuspectedBreakIn, Anna));
        using var bos = await bo.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.SuspectedBreakIn, Anna));

        Assert.True(await IsSignedInAsync(browser));
        Assert.False(await IsSignedInAsync(bo));
        Assert.Equal(2, (await app.RowsAsync()).Count);
    }

    [Fact]
    public async Task Who_confirms_the_report_by_a_code_ends_the_sessions_before_their_own()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (_, intruder) = await Person.SignInAsync(app, Anna);
        using var other = intruder;
        var id = await app.FileAsync(CaseKind.SuspectedBreakIn, Anna);
        Assert.True(await IsSignedInAsync(intruder));
        clock.Advance(TimeSpan.FromMinutes(1));
        var (_, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        using var confirmed = await browser.SendFormToAsync("/en/my-cases", $"{id:D}/confirm");

        Assert.False(await IsSignedInAsync(intruder));
        Assert.True(await IsSignedInAsync(browser));
        Assert.Single((await app.FileOfAsync(id)).NotedAbout(CaseNote.SessionsEnded));
    }

    [Fact]
    public async Task The_staff_end_the_sessions_of_whom_they_find_and_the_reporter_reads_nothing_of_it()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (_, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        var id = await app.FileAsync(CaseKind.SuspectedBreakIn, "bo@person.example");
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/cases/{id:D}";

        using var found = await staff.SendFormToAsync(path, "/find-person", ("who", Anna));
        using var ended = await staff.SendAsync(await Browser.FormOfAsync(found, "form[action$='/end-sessions']"));

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.False(await IsSignedInAsync(browser));
        Assert.Contains("All sessions of the account were ended", await staff.TextAsync(path), StringComparison.Ordinal);
        Assert.True(Assert.Single((await app.FileOfAsync(id)).Entries, entry => entry.Note is CaseNote.SessionsEnded).IsInternal);
    }

    private static async Task<bool> IsSignedInAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/en/my-cases");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Redirect });
        return answer.StatusCode is HttpStatusCode.OK;
    }
}
