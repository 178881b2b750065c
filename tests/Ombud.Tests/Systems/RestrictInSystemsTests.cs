using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Systems.Changing;
using Ombud.Tests.Cases;
using Ombud.Tests.Mail;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

public sealed class RestrictInSystemsTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.restrict")]
    public async Task A_restriction_and_its_lifting_reach_every_system_and_nobody_elses_rows(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Mark("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("crm", 2, "bo@person.example", "Bos");
        systems.Add("shop", 7, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        using var restricted = await own.SendFormAsync("/en/my-data/choices", ("key", "-"), ("act", "restrict"));
        await EndedAsync(app);

        Assert.Equal(HttpStatusCode.OK, restricted.StatusCode);
        Assert.Equal(1, systems.Count("crm", "customer", $"email = '{Anna}' and state = 'blocked'"));
        Assert.Equal(1, systems.Count("shop", "customer", "state = 'blocked'"));
        Assert.Equal(1, systems.Count("crm", "customer", "email = 'bo@person.example' and state is null"));
        Assert.Contains(
            "Register crm: restricted; a second look confirms it", await own.TextAsync("/en/my-data/choices"), StringComparison.Ordinal);

        using var lifted = await own.SendFormAsync("/sv/my-data/choices", ("key", "-"), ("act", "lift"));
        await EndedAsync(app);

        Assert.Equal(0, systems.Count("crm", "customer", "state = 'blocked'"));
        Assert.Equal(1, systems.Count("shop", "customer", "state = 'open'"));
        Assert.Equal(
            [
                new("crm", true, 1, 0, 0, 0, 4, 0), new("shop", true, 1, 0, 0, 0, 4, 0),
                new("crm", false, 1, 0, 0, 0, 4, 0), new("shop", false, 1, 0, 0, 0, 4, 0),
            ],
            (await StoredFacts.OfAsync(app, person.Id)).OfType<RestrictedInSystem>()
                .OrderBy(fact => !fact.IsOn).ThenBy(fact => fact.System));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.restrict")]
    public async Task A_system_that_fails_keeps_none_of_the_others_and_is_tried_until_it_has_it(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Mark("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("shop", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        await RestrictAsync(app, person);
        await TriedAsync(app, 1);

        var waiting = Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        Assert.Equal(
            ("crm", SystemChangeKind.Restriction, "customer_order", SystemChangeState.Asked),
            (waiting.System, waiting.Kind, waiting.Table, waiting.State));
        Assert.DoesNotContain("anna", waiting.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, systems.Count("shop", "customer", "state = 'blocked'"));
        Assert.Contains(
            "Register crm: väntar", WebUtility.HtmlDecode(await own.TextAsync("/sv/my-data/choices")), StringComparison.Ordinal);

        systems.Run("crm", "alter table elsewhere rename to customer_order");
        await EndedAsync(app);

        Assert.Equal(1, systems.Count("crm", "customer", "state = 'blocked'"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_lifted_while_a_system_waits_takes_the_place_of_the_restriction(int engine)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Mark("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        await RestrictAsync(app, person);
        await TriedAsync(app, 1);
        systems.Run("crm", "alter table elsewhere rename to customer_order");

        Assert.Equal(WillOutcome.Done, await app.Get<RestrictPerson>().LiftAsync(person.Id, None));

        var waiting = Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        Assert.Equal((SystemChangeKind.Lifting, 0), (waiting.Kind, waiting.Attempts));
        await app.Get<JobRunner>().RunDueAsync(None);
        Assert.Equal(1, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        await EndedAsync(app);
        Assert.Equal(1, systems.Count("crm", "customer", "state is null"));
        Assert.False(Assert.Single((await StoredFacts.OfAsync(app, person.Id)).OfType<RestrictedInSystem>()).IsOn);

        await RestrictAsync(app, person);
        await EndedAsync(app);
        Assert.Equal(1, systems.Count("crm", "customer", "state = 'blocked'"));
    }

    [Fact]
    public async Task A_correction_that_waits_goes_its_own_way_beside_a_restriction()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Mark("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        var record = await person.GiveAsync("name", "contact-details", "Annas name");
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        await app.Get<CorrectRecord>().RunAsync(new(person.Id, record, new("Anna Rätt"), "self"), None);
        await TriedAsync(app, 1);
        await RestrictAsync(app, person);
        systems.Run("crm", "alter table elsewhere rename to customer_order");

        Assert.Equal(2, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        await EndedAsync(app);
        Assert.Equal(1, systems.Count("crm", "customer", "state = 'blocked' and name = 'Anna Rätt'"));
    }

    [Fact]
    public async Task Where_a_system_has_no_mark_it_says_so_and_staff_do_it_by_hand_and_lift_it_by_hand()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        await RestrictAsync(app, person);
        await TriedAsync(app, 1);
        using var staff = await Decisions.MayITests.SignedInAsync(app);

        var (page, choices) = (await staff.TextAsync("/en/console/systems"), await own.TextAsync("/en/my-data/choices"));
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        using var noted = await staff.SendFormToAsync("/sv/console/systems", "/corrected");

        Assert.Contains("Cannot be restricted there: its description has no mark", page, StringComparison.Ordinal);
        Assert.Contains("restrict there by hand", page, StringComparison.Ordinal);
        Assert.Contains(
            "Register crm: cannot be restricted there by itself: staff do it by hand", choices, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        var told = Assert.Single(await app.Get<ReadRestrictions>().OfAsync(person.Id, isRestricted: true, None));
        Assert.Equal(RestrictionReach.ByHand, told.Reach);

        await app.Get<RestrictPerson>().LiftAsync(person.Id, None);
        await TriedAsync(app, 1);
        var waiting = Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        Assert.Contains("lift there by hand", waiting.Problem, StringComparison.Ordinal);
        Assert.Equal((true, 5), (
            (await StoredFacts.OfAsync(app, person.Id)).OfType<RestrictedByHand>().Single().IsOn,
            (await StoredFacts.OfAsync(app, person.Id)).OfType<RestrictedInSystem>().First().Unmarkable));
    }

    [Fact]
    public async Task People_who_alone_reach_a_system_are_asked_by_letter_to_restrict_and_to_lift()
    {
        var folder = Directory.CreateTempSubdirectory("ombud-manual-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "archive.yaml"),
            """
            system: archive
            title: Paper archive
            kind: manual
            controller: aerotek-se
            subjects: [job-seeker]
            manual:
              how: Shred what is there.
              howToRestrict: Put the folder into the locked drawer.
              writeTo: archive@group.example
            """, None);
        await using var smtp = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, Clock(), [.. smtp.Settings, $"--Systems:Folder={folder.FullName}"]);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        await RestrictAsync(app, person);
        await TriedAsync(app, 1);
        var asked = Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        await app.Get<RestrictPerson>().LiftAsync(person.Id, None);
        app.Clock!.Advance(TimeSpan.FromMinutes(11));
        await TriedAsync(app, 1);

        Assert.Contains("Put the folder into the locked drawer.", asked.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Shred", asked.Problem, StringComparison.Ordinal);
        var letters = smtp.Taken.Where(mail => mail.Recipient.Contains("archive@group.example", StringComparison.Ordinal))
            .Select(mail => mail.Text.Replace("=\r\n", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, letters.Count);
        Assert.Contains("locked drawer", letters[0], StringComparison.Ordinal);
        Assert.Contains("The restriction of a person's data is lifted", letters[1], StringComparison.Ordinal);
        Assert.All(letters, letter =>
        {
            Assert.DoesNotContain("Shred", letter, StringComparison.Ordinal);
            Assert.DoesNotContain("anna", letter, StringComparison.OrdinalIgnoreCase);
        });
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_erasure_takes_the_restriction_with_it_that_waits(int engine)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Mark("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        await RestrictAsync(app, person);

        await app.Get<EraseSubject>().AskAsync(person.Id, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(person.Id, None)).Step);
        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(0, systems.Count("crm", "customer"));
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
    }

    [Fact]
    public async Task Of_somebody_who_proved_nothing_no_system_hears_and_the_page_says_so()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Mark("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var stranger = await Person.UnprovedAsync(app, Anna);

        await RestrictAsync(app, stranger);
        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(0, systems.Count("crm", "customer", "state = 'blocked'"));
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        Assert.Equal(RestrictionReach.NotAsked,
            Assert.Single(await app.Get<ReadRestrictions>().OfAsync(stranger.Id, isRestricted: true, None)).Reach);
    }

    private static async Task RestrictAsync(OmbudApp app, Person person) =>
        Assert.Equal(WillOutcome.Done, await app.Get<RestrictPerson>().RunAsync(person.Id, None));

    // The product's own runner may be at it, too.
    private static async Task TriedAsync(OmbudApp app, int waiting)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            await app.Get<JobRunner>().RunDueAsync(None);
            var list = await app.Get<ReadWaitingChanges>().ListAsync(None);
            if (list.Total == waiting && list.Shown.All(one => one.Problem is not null))
                return;
            await Task.Delay(50, None);
        }
        Assert.Fail("Nothing was tried.");
    }

    private static async Task EndedAsync(OmbudApp app)
    {
        for (var tries = 1; tries < 300 && (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total > 0; tries++)
        {
            // Not at once: whoever is at work would lose their lease, and the same be done twice.
            app.Clock!.Advance(tries % 10 == 0 ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
            await app.Get<JobRunner>().RunDueAsync(None);
            await Task.Delay(30, None);
        }
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
    }
}
