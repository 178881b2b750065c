using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.MyData.Joining;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.MyData;

public sealed class JoinTests
{
    private const string Address = "anna@jobs.example";
    private const string CvFile = """{"name":"cv.pdf","type":"application/pdf","length":6}""";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_given_before_is_joined_when_confirmed_also_after_a_kill_in_the_middle(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var before = await Person.UnprovedAsync(app, Address);
        for (var i = 0; i < 60; i++)
            await before.GiveAsync("skills", "cv-skills", $"Skicklighet {i}");
        var cv = await before.GiveAsync("cv", "cv-document", CvFile, file: "%PDF-1"u8.ToArray());
        await app.Get<Ledger>().AppendAsync(before.Id, Newsletters(ConsentAnswer.Withdrawn), None);
        await app.Get<Ledger>().AppendAsync(before.Id, new ObjectionMade("*", ObjectionState.Upheld), None);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        Assert.DoesNotContain("Skicklighet", await OwnDataTests.TextAsync(browser, "/sv/my-data"), StringComparison.Ordinal);
        Assert.Contains("61", await OwnDataTests.TextAsync(browser, "/sv/my-data/join"), StringComparison.Ordinal);

        await CopyWithoutDeletingAsync(app, before.Id, anna.Id);
        using var confirmed = await browser.SendFormAsync("/sv/my-data/join", ("join", before.Id.Value.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        await UntilAsync(async () => await LinkedAsync(app, before.Id) && (await app.Get<Holdings>().OfAsync(before.Id, None)).Count == 0);

        var page = await OwnDataTests.TextAsync(browser, "/sv/my-data");
        Assert.All(Enumerable.Range(0, 60), i => Assert.Contains($"Skicklighet {i}<", page, StringComparison.Ordinal));
        Assert.Equal(61, (await app.Get<Holdings>().OfAsync(anna.Id, None)).Sum(holding => holding.Records));
        using var file = await browser.GetAsync($"/sv/my-data/files/{cv}");
        Assert.Equal("%PDF-1", await file.Content.ReadAsStringAsync(None));
        var standing = await app.Get<Standings>().FindAsync(anna.Id, None);
        Assert.Equal(ConsentAnswer.Withdrawn, standing!.Consents["newsletters"].Answer);
        Assert.Equal(ObjectionState.Upheld, standing.Objections["*"]);
        Assert.Contains("job-seeker", standing.Kinds);
        Assert.Empty(await app.Get<Joinables>().FindAsync(anna.Id, None));
        Assert.Equal(["from"], await JoinsAsync(app, anna.Id));
        Assert.Equal(["into"], await JoinsAsync(app, before.Id));
    }

    [Fact]
    public async Task Who_has_proved_an_address_of_their_own_is_joined_by_nobody()
    {
        await using var app = await OmbudApp.StartAsync();
        var (bo, bosses) = await Person.SignInAsync(app, "bo@jobs.example");
        var identifiers = app.Get<Ombud.Subjects.Identifiers>();
        await identifiers.NoteAsync(bo.Id, Ombud.Keys.IdentifierKind.Email, Address, None);
        await bo.GiveAsync("skills", "cv-skills", "Bosses");
        await identifiers.ConfirmAsync(bo.Id, Ombud.Keys.IdentifierKind.Email, Address, None);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var one = bosses;
        using var two = browser;

        Assert.Empty(await app.Get<Joinables>().FindAsync(anna.Id, None));
        Assert.Equal(0, await app.Get<ConfirmJoin>().RunAsync(anna.Id, new HashSet<Guid> { bo.Id.Value }, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_is_to_be_erased_is_joined_by_nobody_and_takes_nobody_in(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var before = await Person.UnprovedAsync(app, Address);
        await before.GiveAsync("skills", "cv-skills", "Hemlighet");
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        var erase = app.Get<EraseSubject>();
        var batch = await app.Get<RecordBatches>().ReadAsync(before.Id, None);
        Assert.Equal(before.Id, Assert.Single(await app.Get<Joinables>().FindAsync(anna.Id, None)).Subject);

        await erase.AskAsync(before.Id, ErasureReason.Asked, "self", None);

        Assert.Empty(await app.Get<Joinables>().FindAsync(anna.Id, None));
        Assert.False(await app.Get<RecordBatches>().DeleteAsync(batch, before.Id, anna.Id, None));
        Assert.Equal(1, Assert.Single(await app.Get<Holdings>().OfAsync(before.Id, None)).Records);

        await erase.AskAsync(anna.Id, ErasureReason.Asked, "self", None);
        Assert.False(await app.Get<RecordBatches>().CopyAsync(batch, before.Id, anna.Id, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_form_sent_twice_at_once_confirms_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var before = await Person.UnprovedAsync(app, Address);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        (string, string) join = ("join", before.Id.Value.ToString());

        // All four are opened before the first is sent: after it the page offers nobody more.
        var forms = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.OpenFormAsync("/sv/my-data/join")));
        var answers = await Task.WhenAll(forms.Select(form => browser.SendAsync(form, join)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        await UntilAsync(() => LinkedAsync(app, before.Id));
        var facts = await StoredFacts.OfAsync(app, anna.Id);
        Assert.Single(facts.OfType<JoinConfirmed>());
        Assert.Equal(["from"], await JoinsAsync(app, anna.Id));
    }

    [Fact]
    public async Task Before_it_is_confirmed_the_page_shows_no_value()
    {
        await using var app = await OmbudApp.StartAsync();
        var before = await Person.UnprovedAsync(app, Address);
        await before.GiveAsync("skills", "cv-skills", "Hemlighet");
        var (_, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;

        var page = await OwnDataTests.TextAsync(browser, "/sv/my-data/join");

        Assert.DoesNotContain("Hemlighet", page, StringComparison.Ordinal);
        using var document = await new HtmlParser().ParseDocumentAsync(page);
        Assert.Single(document.QuerySelectorAll("input[name=join]"));
        Assert.Null(document.QuerySelector("input[name=join]")!.GetAttribute("checked"));
    }

    // As a run that was killed between its two commits leaves it.
    private static async Task CopyWithoutDeletingAsync(OmbudApp app, SubjectId from, SubjectId to)
    {
        var batches = app.Get<RecordBatches>();
        Assert.True(await batches.CopyAsync(await batches.ReadAsync(from, None), from, to, None));
    }

    private static async Task<List<string>> JoinsAsync(OmbudApp app, SubjectId person)
    {
        var sides = new List<string>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(person, None))
        {
            if (fact.Fact is SubjectJoined joined)
                sides.Add(joined.Side);
        }
        return sides;
    }

    /// <summary>Confirms somebody as one's own, and waits until they are.</summary>
    internal static async Task JoinAsync(OmbudApp app, Ombud.Tests.SignIn.Browser browser, SubjectId other)
    {
        using var confirmed = await browser.SendFormAsync("/en/my-data/join", ("join", other.Value.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        await UntilAsync(() => LinkedAsync(app, other));
    }

    private static async Task<bool> LinkedAsync(OmbudApp app, SubjectId other)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<Ombud.Jobs.JobRow>().CountAsync(row => row.Kind == JoinSubjects.Word, None) == 0
            && await context.Set<Ombud.Subjects.SubjectLinkRow>().AnyAsync(row => row.SubjectId == other.Value, None);
    }

    internal static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 200, "It did not happen within twenty seconds.");
            await Task.Delay(100, None);
        }
    }

    private static ConsentAnswered Newsletters(ConsentAnswer answer) => new()
    {
        Key = "newsletters", Answer = answer, Controller = "aerotek-se", Shown = new Shown("2026-01-01", "sv", null, null),
    };
}
