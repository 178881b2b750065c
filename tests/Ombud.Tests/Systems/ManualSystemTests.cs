using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Controls.Connected;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Systems;
using Ombud.Systems.Erasing;
using Ombud.Tests.Mail;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>A system that only people reach: they are asked, reminded, and what they answer is noted for what it is.</summary>
public sealed class ManualSystemTests : IDisposable
{
    private const string Anna = "anna@person.example";
    private const string Description =
        """
        system: archive
        title: Paper archive
        kind: manual
        controller: aerotek-se
        subjects: [job-seeker]
        manual:
          how: Look in the cabinet by name and shred what is there.
        """;

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("ombud-manual-").FullName;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Settings(string more = "")
    {
        File.WriteAllText(Path.Combine(_folder, "archive.yaml"), Description + more);
        return [$"--Systems:Folder={_folder}"];
    }

    private static async Task<SystemErasureRow> RowAsync(OmbudApp app, Person person) =>
        Assert.Single(await app.Get<EraseInSystems>().OfAsync(person.Id, None));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task It_waits_in_the_console_until_somebody_notes_what_was_done_and_is_never_called_verified(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), Settings());
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        var waiting = await EraseInSystemsTests.EraseAsync(app, person.Id);

        Assert.Equal(ErasureStep.RowsDeleted, waiting.Step);
        var asked = await RowAsync(app, person);
        Assert.Equal((SystemErasureState.Asked, 1), (asked.State, asked.Attempts));
        using var staff = await Decisions.MayITests.SignedInAsync(app);
        using var shown = await staff.GetAsync("/sv/console/systems");
        var page = System.Net.WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(None));
        Assert.Contains("nås bara av människor", page, StringComparison.Ordinal);
        Assert.Contains("Look in the cabinet", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Svarar<", page, StringComparison.Ordinal);

        using var noted = await staff.SendFormToAsync("/en/console/systems", "/by-hand");

        Assert.Equal(SystemErasureState.ByHand, (await RowAsync(app, person)).State);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().FindAsync(person.Id, None))!.Step);
    }

    [Theory]
    [InlineData(SystemErasureState.NothingFound, "nothing was there, as staff noted")]
    [InlineData(SystemErasureState.KeptByLaw, "not erased: a law requires")]
    [InlineData(SystemErasureState.KeptForClaims, "not erased: the data is needed for legal claims")]
    public async Task An_answer_is_shown_on_the_receipt_for_what_it_is(SystemErasureState answer, string says)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), Settings());
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        var erasing = await EraseInSystemsTests.EraseAsync(app, person.Id);
        var systems = app.Get<EraseInSystems>();

        Assert.False(await systems.NoteByHandAsync(person.Id, "archive", SystemErasureState.Verified, "officer", None));
        Assert.False(await systems.NoteByHandAsync(person.Id, "archive", (SystemErasureState)99, "officer", None));
        using var staff = await Decisions.MayITests.SignedInAsync(app);
        using var noted = await staff.SendFormToAsync("/en/console/systems", "/by-hand", ("outcome", answer.ToString()));
        Assert.Equal(answer, (await RowAsync(app, person)).State);

        using var page = await app.Http.GetAsync($"/en/erasure/{erasing.ReceiptId}", None);
        Assert.Contains(says, await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_written_to_is_told_no_more_than_the_description_allows_and_reminded()
    {
        await using var smtp = new SmtpServerStub();
        var clock = Clock();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, clock, [.. smtp.Settings, .. Settings("\n  writeTo: archive@group.example\n  remindAfter: 3\n")]);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        smtp.Taken.Clear();

        await EraseInSystemsTests.EraseAsync(app, person.Id);
        await app.Get<EraseSubject>().RunAsync(person.Id, None);

        var (_, text) = Assert.Single(smtp.Taken, mail => mail.Recipient.Contains("archive@group.example", StringComparison.Ordinal));
        var flat = text.Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains(person.Id.Value.ToString(), flat, StringComparison.Ordinal);
        Assert.Contains("Look in the cabinet", flat, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", flat, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(3), (await RowAsync(app, person)).DueAt - clock.GetUtcNow());

        await app.Get<EraseInSystems>().HurryAsync(person.Id, None);
        await app.Get<EraseSubject>().RunAsync(person.Id, None);
        Assert.Equal(2, (await RowAsync(app, person)).Attempts);
        Assert.Equal(2, smtp.Taken.Count(mail => mail.Recipient.Contains("archive@group.example", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_person_is_known_by_is_told_where_the_description_says_so_and_a_letter_that_is_not_taken_is_tried_sooner()
    {
        await using var smtp = new SmtpServerStub();
        var clock = Clock();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, clock, [.. smtp.Settings, .. Settings("\n  writeTo: archive@group.example\n  tell: [email]\n")]);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        smtp.RecipientAnswer = "450 later";

        await EraseInSystemsTests.EraseAsync(app, person.Id);

        var refused = await RowAsync(app, person);
        Assert.InRange(refused.DueAt - clock.GetUtcNow(), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        Assert.DoesNotContain("anna", refused.Problem, StringComparison.OrdinalIgnoreCase);
        smtp.RecipientAnswer = "250 ok";
        await app.Get<EraseInSystems>().HurryAsync(person.Id, None);
        await app.Get<EraseSubject>().RunAsync(person.Id, None);

        var (_, text) = Assert.Single(smtp.Taken, mail => mail.Recipient.Contains("archive@group.example", StringComparison.Ordinal));
        Assert.Contains("anna@person.example", text.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(7), (await RowAsync(app, person)).DueAt - clock.GetUtcNow());
    }

    [Fact]
    public async Task Who_has_not_answered_after_a_week_fails_the_control_and_nobody_claims_that_people_answer()
    {
        var clock = Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, Settings());
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        await EraseInSystemsTests.EraseAsync(app, person.Id);
        var waiting = new SystemsErased(app.Get<WaitingInSystems>(), app.Get<Ombud.Log.Standings>(), clock);
        Assert.True((await waiting.MeasureAsync(None)).Holds);

        clock.Advance(TimeSpan.FromDays(8));

        Assert.False((await waiting.MeasureAsync(None)).Holds);
        var described = await new SystemsAsDescribed(app.Get<LookAtSystems>()).MeasureAsync(None);
        Assert.Contains("0 connected systems", described.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_connected_without_a_connection_and_not_discovered()
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        Settings();

        var (code, said, refused) = await OmbudProcess.RunAsync(["connect", Path.Combine(_folder, "archive.yaml"), .. storage.Arguments]);
        var (looked, summary, _) = await OmbudProcess.RunAsync(["systems", .. storage.Arguments]);
        var (drafted, _, why) = await OmbudProcess.RunAsync(
            ["discover", "archive", "--kind", "Manual", "--connection", "None", "--controller", "aerotek-se", .. storage.Arguments]);

        Assert.Equal((0, ""), (code, refused));
        Assert.Contains("only people reach it", said, StringComparison.Ordinal);
        Assert.Equal(0, looked);
        Assert.Contains("1 connected, 0 of them answer", summary, StringComparison.Ordinal);
        Assert.Contains("1 reached by people alone", summary, StringComparison.Ordinal);
        Assert.Equal(2, drafted);
        Assert.Contains("by hand", why, StringComparison.Ordinal);
    }
}
