using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Vault;

namespace Ombud.Tests.Corrections;

/// <summary>A person corrects what is wrong; the old value is kept nowhere.</summary>
public sealed class CorrectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv", "Rättat. Nu står det:")]
    [InlineData(1, "en", "Corrected. It now says:")]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task The_new_value_takes_the_place_of_the_old_one_in_the_same_record(int engine, string language, string says)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var record = await anna.GiveAsync("employment", "cv-employment", "Svetsare, Gamla verken");
        var before = await RowAsync(app, anna.Id, record);

        using var answer = await browser.SendFormAsync($"/{language}/my-data/correct/{record}", ("value", "  Svetsare, Nya verken "));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, page, StringComparison.Ordinal);
        var data = await browser.GetAsync("/en/my-data/download.json");
        var json = await data.Content.ReadAsStringAsync(None);
        Assert.Contains("Svetsare, Nya verken", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Gamla verken", json, StringComparison.Ordinal);
        var after = await RowAsync(app, anna.Id, record);
        Assert.NotEqual(before.Sealed, after.Sealed);
        Assert.Equal(
            (before.CollectedAt, before.Source, before.Point, before.RetentionRule),
            (after.CollectedAt, after.Source, after.Point, after.RetentionRule));
        var fact = Assert.Single(await FactsAsync(app, anna.Id), one => one.Fact is RecordCorrected);
        Assert.DoesNotContain("verken", System.Text.Encoding.UTF8.GetString(fact.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "contact-details", "Anna Exempel", "Anna\u0007Exempel", "control characters")]
    [InlineData("name", "contact-details", "Anna Exempel", "", "Write the right value")]
    [InlineData("name", "contact-details", "Anna Exempel", "   ", "Write the right value")]
    [InlineData("name", "contact-details", "Anna Exempel", "Anna Exempel", "says already")]
    public async Task A_value_that_is_no_right_one_changes_nothing_and_says_why(
        string field, string category, string was, string given, string says)
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var record = await anna.GiveAsync(field, category, was);
        var before = await RowAsync(app, anna.Id, record);

        using var answer = await browser.SendFormAsync($"/en/my-data/correct/{record}", ("value", given));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal(before.Sealed, (await RowAsync(app, anna.Id, record)).Sealed);
        Assert.DoesNotContain(await FactsAsync(app, anna.Id), one => one.Fact is RecordCorrected);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_refused_with_the_limit()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var record = await anna.GiveAsync("name", "contact-details", "Anna Exempel");

        using var answer = await browser.SendFormAsync($"/en/my-data/correct/{record}", ("value", new string('a', 5000)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("characters at most", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_identifies_what_another_gave_a_file_and_what_is_held_are_to_be_asked_for()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var email = await anna.GiveAsync("email", "contact-details", "anna@jobs.example");
        var file = await anna.GiveAsync("cv", "cv-document", """{"name":"cv.pdf","type":"application/pdf","length":6}""",
            file: "secret"u8.ToArray());
        var held = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        await ChangeAsync(app, anna.Id, held, row => row.Holds = 1);
        var others = await anna.GiveAsync("employment", "cv-employment", "Svetsare");
        await ChangeAsync(app, anna.Id, others, row => row.GivenBy = Guid.CreateVersion7());
        var old = await anna.GiveAsync("no-such-field", "cv-employment", "Svetsare");
        var notes = await anna.GiveAsync("interview-notes", "assessment", "Samarbetar väl", point: "office-offline");

        foreach (var (record, bar) in new[]
        {
            (email, CorrectionBar.Identifies), (file, CorrectionBar.File), (held, CorrectionBar.Held),
            (others, CorrectionBar.FromElsewhere), (notes, CorrectionBar.FromElsewhere), (old, CorrectionBar.NoForm),
        })
        {
            using var page = await browser.GetAsync($"/en/my-data/correct/{record}");
            var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(None));
            Assert.Contains(CorrectionTexts.Of(bar).In(Ombud.Layout.Language.English), text, StringComparison.Ordinal);
            Assert.Contains("/en/request", text, StringComparison.Ordinal);
            var before = (await RowAsync(app, anna.Id, record)).Sealed;
            Assert.Equal(
                new Corrected.Barred(bar), await app.Get<CorrectRecord>().RunAsync(new(anna.Id, record, new("Annat"), "self"), None));
            Assert.Equal(before, (await RowAsync(app, anna.Id, record)).Sealed);
        }
    }

    [Fact]
    public async Task Nobody_corrects_what_is_anothers_and_nobody_without_a_sign_in()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, annas) = await Person.SignInAsync(app, "anna@jobs.example");
        annas.Dispose();
        var record = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var (_, browser) = await Person.SignInAsync(app, "bo@jobs.example");
        using var bos = browser;
        using var stranger = new Browser(app);

        using var shown = await bos.GetAsync($"/en/my-data/correct/{record}");
        using var unsigned = await stranger.GetAsync($"/en/my-data/correct/{record}");

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, unsigned.StatusCode);
        Assert.IsType<Corrected.Gone>(await app.Get<CorrectRecord>().RunAsync(
            new(SubjectId.New(TimeProvider.System), record, new("Bo"), "self"), None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nothing_is_corrected_of_somebody_who_is_being_erased_or_has_been(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        browser.Dispose();
        var record = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var order = new CorrectionOrder(anna.Id, record, new("Anna Annan"), "self");
        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", None);

        Assert.IsType<Corrected.Gone>(await app.Get<CorrectRecord>().RunAsync(order, None));
        await app.Get<EraseSubject>().RunAsync(anna.Id, None);
        Assert.IsType<Corrected.Gone>(await app.Get<CorrectRecord>().RunAsync(order, None));
    }

    [Fact]
    public async Task A_birth_date_of_a_child_is_not_entered_and_a_country_moves_the_law_with_it()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        browser.Dispose();
        var born = await anna.GiveAsync("birth-date", "birth-date", "1990-01-01");
        var country = await anna.GiveAsync("country", "contact-details", "SE");
        await using (var change = await app.Get<Changes>().BeginAsync(anna.Id, None))
            await change.CommitAsync([new Decisions.SampleResided("SE")], None);
        var correct = app.Get<CorrectRecord>();
        var child = $"{DateTime.UtcNow.AddYears(-10):yyyy-MM-dd}";

        var refused = Assert.IsType<Corrected.Invalid>(await correct.RunAsync(new(anna.Id, born, new(child), "self"), None));
        var unknown = Assert.IsType<Corrected.Invalid>(await correct.RunAsync(new(anna.Id, country, new("XX"), "self"), None));
        Assert.IsType<Corrected.Done>(await correct.RunAsync(new(anna.Id, country, new("CH"), "self"), None));

        Assert.Equal(("under-13", "not-a-country"), (refused.Error.Code, unknown.Error.Code));
        Assert.Equal("CH", (await app.Get<Standings>().FindAsync(anna.Id, None))!.Residence);
    }

    [Fact]
    public async Task Two_corrections_at_once_leave_one_of_the_two_values_and_two_facts()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Postgres);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var record = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var correct = app.Get<CorrectRecord>();

        var done = await Task.WhenAll(
            correct.RunAsync(new(anna.Id, record, new("Anna Ett"), "self"), None),
            correct.RunAsync(new(anna.Id, record, new("Anna Två"), "self"), None));

        Assert.All(done, one => Assert.IsType<Corrected.Done>(one));
        Assert.Equal(2, (await FactsAsync(app, anna.Id)).Count(one => one.Fact is RecordCorrected));
        using var data = await browser.GetAsync("/en/my-data/download.json");
        Assert.Matches("Anna (Ett|Två)", await data.Content.ReadAsStringAsync(None));
    }

    internal static async Task<RecordRow> RowAsync(OmbudApp app, SubjectId subject, Guid record)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return (await context.FindAsync<RecordRow>([Bucket.Of(subject.Value), subject.Value, record], None))!;
    }

    private static async Task ChangeAsync(OmbudApp app, SubjectId subject, Guid record, Action<RecordRow> change)
    {
        using var pass = await app.Get<Db>().Gate.EnterAsync(None);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        change((await context.FindAsync<RecordRow>([Bucket.Of(subject.Value), subject.Value, record], None))!);
        await context.SaveChangesAsync(None);
    }

    private static async Task<List<WrittenFact>> FactsAsync(OmbudApp app, SubjectId subject)
    {
        var facts = new List<WrittenFact>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, None))
            facts.Add(fact);
        return facts;
    }
}
