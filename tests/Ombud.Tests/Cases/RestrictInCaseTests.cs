using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Tests.Systems;

namespace Ombud.Tests.Cases;

/// <summary>A request to restrict, carried out by the staff, who lift it after they have told the person.</summary>
public sealed class RestrictInCaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, "sv", "Personen fick veta att begränsningen ska hävas", "väntar på systemet")]
    [InlineData(1, "en", "The person was told that the restriction will be lifted", "waits for the system")]
    [Trait("Promise", "rights.restrict")]
    public async Task The_staff_restrict_and_lift_three_days_after_the_person_was_told(
        int engine, string language, string told, string waits)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Mark("crm");
        systems.Run("crm", "alter table customer rename to elsewhere");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (anna, own) = await Person.SignInAsync(app, "anna@person.example");
        using var _ = own;
        var id = await AskAsync(app, own, CaseKind.Restriction, language);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/{language}/console/cases/{id:D}";

        using var restricted = await staff.SendFormToAsync(path, "/restriction");
        Assert.Equal(HttpStatusCode.Redirect, restricted.StatusCode);
        Assert.True(await IsRestrictedAsync(app, anna));
        Assert.Contains($"Register crm: {waits}", await PageAsync(staff, path), StringComparison.Ordinal);

        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        using var telling = await staff.SendFormToAsync(path, "/restriction");
        var page = await PageAsync(staff, path);
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/restriction\"", page, StringComparison.Ordinal);
        using var early = await SendAsync(staff, path, "lift");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.True(await IsRestrictedAsync(app, anna));

        app.Clock.Advance(TimeSpan.FromDays(3));
        using var later = await MayITests.SignedInAsync(app);
        using var lifted = await later.SendFormToAsync(path, "/restriction");

        Assert.Equal(HttpStatusCode.Redirect, lifted.StatusCode);
        Assert.False(await IsRestrictedAsync(app, anna));
        var facts = await app.FactsAsync(id);
        Assert.Equal(2, facts.Count(kind => kind is "case.restriction-set"));
        Assert.Single(facts, kind => kind is "case.lifting-told");
        Assert.Single(await app.LettersAsync("anna@person.example"), letter =>
            letter.Subject.Contains(language is "sv" ? "ska hävas" : "will be lifted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CaseKind.Access)]
    [InlineData(CaseKind.Rectification)]
    public async Task In_a_case_of_another_kind_nobody_is_restricted(CaseKind kind)
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, own) = await Person.SignInAsync(app, "anna@person.example");
        using var _ = own;
        var id = await AskAsync(app, own, kind, "en");
        using var staff = await MayITests.SignedInAsync(app);

        using var sent = await SendAsync(staff, $"/en/console/cases/{id:D}", "restrict");

        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.False(await IsRestrictedAsync(app, anna));
    }

    [Fact]
    public async Task Nobody_is_restricted_before_they_have_shown_that_the_case_is_theirs()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, own) = await Person.SignInAsync(app, "anna@person.example");
        own.Dispose();
        var id = await app.FileAsync(CaseKind.Restriction, "anna@person.example");
        using var staff = await MayITests.SignedInAsync(app);

        using var sent = await SendAsync(staff, $"/en/console/cases/{id:D}", "restrict");

        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.False(await IsRestrictedAsync(app, anna));
    }

    private static async Task<bool> IsRestrictedAsync(OmbudApp app, Person person) =>
        await app.Get<Standings>().FindAsync(person.Id, None) is { IsRestricted: true };

    private static async Task<string> PageAsync(Browser browser, string path) =>
        WebUtility.HtmlDecode(await browser.TextAsync(path));

    // By a form of the page that is for something else, as where a page was left open.
    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string path, string act)
    {
        var form = await browser.OpenFormAsync(path, "form[action$='/write']");
        return await browser.SendAsync(form with { Action = path + "/restriction" }, ("act", act));
    }

    /// <summary>The person asks, signed in, so that the case is known to be theirs.</summary>
    private static async Task<Guid> AskAsync(OmbudApp app, Browser own, CaseKind kind, string language)
    {
        using var filed = await own.SendFormToAsync($"/{language}/request", "/request", CaseCaller.Request(kind, address: ""));
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
        return Assert.Single(await app.RowsAsync()).CaseId;
    }
}
