using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Mail;
using Ombud.SignIn.Codes;
using Ombud.SignIn.People;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class PersonSignInTests
{
    private const string Anna = "canary.anna.7f3a@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_person_signs_in_by_code_and_is_the_same_person_the_next_time(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        using var another = new Browser(app);

        await browser.SignInAsync(Anna);
        await another.AskCodeAsync(" Canary.Anna.7F3A@Person.Example ");
        await another.EnterCodeAsync(await Browser.CodeAsync(app, Anna));

        var subject = await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None);
        Assert.NotNull(subject);
        Assert.Equal(
            Anna, (await app.Get<SubjectContacts>().FindAsync(subject.Value, IdentifierKind.Email, None))!.Value.Value);
        var facts = new List<WrittenFact>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject.Value, None))
            facts.Add(fact);
        Assert.Equal(new IdentifierProved("email"), Assert.Single(facts).Fact);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Equal(1, await context.Set<SubjectRow>().CountAsync(None));
        Assert.Equal(1, await context.Set<SubjectHashRow>().CountAsync(None));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_log_line_holds_a_code()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        await browser.AskCodeAsync(Anna);
        var code = await Browser.CodeAsync(app, Anna);
        await browser.EnterCodeAsync(Browser.WrongCode(code));
        await browser.EnterCodeAsync(code);

        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(code, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Five_wrong_codes_lock_the_right_one(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        await browser.AskCodeAsync(Anna);
        var code = await Browser.CodeAsync(app, Anna);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.EnterCodeAsync(Browser.WrongCode(code));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var right = await browser.EnterCodeAsync(code);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes_once_and_in_its_browser_only()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        using var browser = new Browser(app);
        using var thief = new Browser(app);
        await browser.AskCodeAsync(Anna);
        await thief.AskCodeAsync("thief@person.example");
        var code = await Browser.CodeAsync(app, Anna);

        using var elsewhere = await thief.EnterCodeAsync(code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        clock.Advance(TimeSpan.FromMinutes(10));
        using var late = await browser.EnterCodeAsync(code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);

        var codes = app.Get<SignInCodes>();
        var ticket = await codes.IssueAsync("once@person.example", null, "en", "192.0.2.1", None);
        var once = await Browser.CodeAsync(app, "once@person.example");
        Assert.False(await codes.RedeemAsync(ticket with { Browser = new byte[32] }, once, None));
        Assert.True(await codes.RedeemAsync(ticket, once, None));
        Assert.False(await codes.RedeemAsync(ticket, once, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_stranger_who_asks_for_an_address_again_and_again_uses_up_none_of_its_owners_codes(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var codes = app.Get<SignInCodes>();
        for (var i = 0; i <= SignInCodes.PerHourMax; i++)
            await codes.IssueAsync(Anna, null, "en", "198.51.100.9", None);

        var own = await codes.IssueAsync(Anna, null, "en", "192.0.2.1", None);

        Assert.True(await codes.RedeemAsync(own, await Browser.CodeAsync(app, Anna), None));
    }

    [Fact]
    public async Task Known_unknown_and_limited_addresses_get_the_same_answer()
    {
        await using var app = await OmbudApp.StartAsync();
        using (var known = new Browser(app))
            await known.SignInAsync("known@person.example");
        for (var i = 0; i < SignInCodes.PerHourMax; i++)
        {
            using var eager = new Browser(app);
            await eager.AskCodeAsync("eager@person.example");
        }

        var answers = new List<string>();
        foreach (var address in new[] { "known@person.example", "never@person.example", "eager@person.example" })
        {
            using var browser = new Browser(app);
            using var answer = await browser.AskCodeAsync(address);
            var body = await answer.Content.ReadAsByteArrayAsync(None);
            var headers = answer.Headers.Where(header => header.Key is not ("Date" or "Set-Cookie"))
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            var cookies = answer.Headers.GetValues("Set-Cookie")
                .Select(cookie => $"{cookie.Split('=')[0]} {cookie.Length}");
            var lines = string.Join('\n', headers.Concat(cookies));
            answers.Add($"{answer.StatusCode} {Convert.ToHexString(body)} {lines}");
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_five_codes_an_hour_are_sent_to_an_address()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        for (var i = 0; i < 8; i++)
        {
            using var browser = new Browser(app);
            await browser.AskCodeAsync(Anna);
        }
        Assert.Equal(5, await SendableAsync(app));

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await SendableAsync(app));
        using var later = new Browser(app);
        await later.SignInAsync(Anna);

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await app.Get<IEnumerable<ISweep>>().OfType<CodeSweep>().Single().SweepAsync(None);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Equal(0, await context.Set<SignInCodeRow>().CountAsync(None));
    }

    [Fact]
    public async Task One_remote_address_may_only_try_so_often()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--RateLimits:SignInPerTenMinutes=3");
        using var browser = new Browser(app);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Redirect, (await browser.AskCodeAsync($"a{i}@person.example")).StatusCode);

        using var refused = await browser.AskCodeAsync("b@person.example");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_code_goes_to_the_spelling_that_is_proved()
    {
        await using var app = await OmbudApp.StartAsync();
        using var thief = new Browser(app);

        // Full-width letters are another mailbox, but are found as the same person.
        await thief.AskCodeAsync("ａnna@person.example");

        Assert.Matches(@"^\d{8}$", await Browser.CodeAsync(app, "anna@person.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("anna@person.example, rolf@person.example")]
    [InlineData("anna@person.example\r\nBcc: rolf@person.example")]
    [InlineData("<anna@person.example>")]
    public async Task What_is_no_address_gets_a_message_and_no_code(string typed)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.AskCodeAsync(typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await SendableAsync(app));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var app = await OmbudApp.StartAsync();
        using var form = new FormUrlEncodedContent([new("address", Anna)]);

        foreach (var path in new[] { "/en/sign-in", "/en/sign-in/code", "/en/sign-out", "/en/console/sign-in",
            "/en/console/sign-out" })
            Assert.Equal(HttpStatusCode.BadRequest, (await app.Http.PostAsync(path, form, None)).StatusCode);
    }

    private static async Task<int> SendableAsync(OmbudApp app)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<OutboxRow>().CountAsync(row => row.SendBefore > now, None);
    }
}
