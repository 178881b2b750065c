using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention;
using Ombud.Retention.Ends;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.MyData;

/// <summary>What lies on records comes along when they are joined: holds, what their periods run from, restrictions.</summary>
public sealed class JoinedRecordsTests
{
    private const string Address = "anna@jobs.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_hold_comes_along_and_is_lifted_where_the_records_are(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (before, anna, browser) = await PeopleAsync(app);
        using var _ = browser;
        var held = await before.GiveAsync("skills", "cv-skills", "Svetsning");
        await before.GiveAsync("education", "cv-education", "Teknisk linje");
        var holds = app.Get<LegalHolds>();
        var hold = await holds.PlaceAsync(before.Id, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new Personal<string>("the matter of Anna"), By = "officer", Records = [held],
        }, None);

        await JoinTests.JoinAsync(app, browser, before.Id);

        var listed = Assert.Single(await holds.ListAsync(None));
        Assert.Equal((anna.Id, 1, "the matter of Anna"), (listed.Subject, listed.Records, listed.Note!.Value.Value));
        Assert.Equal([held], (await RecordsAsync(app, anna.Id)).Where(row => row.Holds == 1).Select(row => row.RecordId));
        Assert.True(await holds.LiftAsync(before.Id, hold!.Value, "officer", None));
        Assert.All(await RecordsAsync(app, anna.Id), row => Assert.Equal(0, row.Holds));
        Assert.Empty(await holds.ListAsync(None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_a_period_runs_from_comes_along_for_the_records_that_it_is_about(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (before, anna, browser) = await PeopleAsync(app);
        using var _ = browser;
        var guest = await before.GiveAsync("name", "contact-details", "Anna", "event-registration", "teksystems-de");
        var own = await anna.GiveAsync("name", "contact-details", "Anna", "event-registration", "teksystems-de");
        var heldOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-40);
        await app.Get<NoteAnchor>().HappenedAsync(before.Id, new AnchorHappened(Anchor.EventHeld, heldOn, null), None);
        var promised = (await RecordsAsync(app, before.Id)).Single().EndsAt;
        await app.Get<Sweeper>().RunAsync(None);
        var owns = (await RecordsAsync(app, anna.Id)).Single().EndsAt;
        Assert.NotEqual(promised, owns);

        await JoinTests.JoinAsync(app, browser, before.Id);
        await app.Get<Sweeper>().RunAsync(None);

        var ends = (await RecordsAsync(app, anna.Id)).ToDictionary(row => row.RecordId, row => row.EndsAt);
        Assert.Equal((promised, owns), (ends[guest], ends[own]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_no_permission_of_access_covers_is_not_left_behind(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (before, anna, browser) = await PeopleAsync(app);
        using var _ = browser;
        var odd = await before.GiveAsync("odd", "no-longer-declared", "Något");
        var foreign = await before.GiveAsync("skills", "cv-skills", "Svetsning", controller: "no-longer-a-party");

        await JoinTests.JoinAsync(app, browser, before.Id);

        Assert.Equal([odd, foreign], (await RecordsAsync(app, anna.Id)).Select(row => row.RecordId));
        Assert.Empty(await RecordsAsync(app, before.Id));
    }

    [Fact]
    public async Task A_restriction_comes_along_from_when_it_was_asked_for()
    {
        await using var app = await OmbudApp.StartAsync();
        var (before, anna, browser) = await PeopleAsync(app);
        using var _ = browser;
        await app.Get<Ledger>().AppendAsync(before.Id, new RestrictionSet(IsOn: true), None);
        var asked = (await app.Get<Standings>().FindAsync(before.Id, None))!.RestrictedSince;

        await JoinTests.JoinAsync(app, browser, before.Id);

        var standing = await app.Get<Standings>().FindAsync(anna.Id, None);
        Assert.Equal((true, asked), (standing!.IsRestricted, standing.RestrictedSince));
    }

    private static async Task<(Person Before, Person Anna, Ombud.Tests.SignIn.Browser Browser)> PeopleAsync(OmbudApp app)
    {
        var before = await Person.UnprovedAsync(app, Address);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        return (before, anna, browser);
    }

    private static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().AsNoTracking().Where(row => row.SubjectId == subject.Value)
            .OrderBy(row => row.RecordId).ToListAsync(None);
    }
}
