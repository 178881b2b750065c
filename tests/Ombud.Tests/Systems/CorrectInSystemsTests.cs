using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems.Changing;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

public sealed class CorrectInSystemsTests
{
    private const string Anna = "anna@person.example";
    private const string Wrong = "Annas name";
    private const string Right = "Anna Rätt";
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task A_correction_reaches_every_system_that_holds_the_field_and_nobody_elses_rows(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("crm", 2, "bo@person.example", "Annas");
        systems.Add("shop", 7, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var person = await CorrectedAsync(app);

        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(1, systems.Count("crm", "customer", $"email = '{Anna}' and name = '{Right}' and health = 'Annas health'"));
        Assert.Equal(1, systems.Count("shop", "customer", $"name = '{Right}'"));
        Assert.Equal(1, systems.Count("crm", "customer", $"email = 'bo@person.example' and name = '{Wrong}'"));
        var facts = await StoredFacts.OfAsync(app, person.Id);
        Assert.Equal(["crm", "shop"], Assert.Single(facts.OfType<RecordCorrected>()).Systems);
        Assert.Equal(
            [new("crm", "name", 1, 0, 0, 0), new("shop", "name", 1, 0, 0, 0)],
            facts.OfType<CorrectedInSystem>().OrderBy(fact => fact.System, StringComparer.Ordinal));
        await EndedAsync(app, person);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task A_system_that_fails_keeps_none_of_the_others_and_is_tried_until_it_has_it(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("shop", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        var person = await CorrectedAsync(app);

        await app.Get<JobRunner>().RunDueAsync(None);

        var waiting = Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        Assert.Equal(
            ("crm", "customer_order", 1, SystemChangeState.Asked), (waiting.System, waiting.Table, waiting.Attempts, waiting.State));
        Assert.DoesNotContain("anna", waiting.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, systems.Count("shop", "customer", $"name = '{Right}'"));
        Assert.Equal(1, await KeysAsync(app, person.Id));

        systems.Run("crm", "alter table elsewhere rename to customer_order");
        await app.Get<JobRunner>().RunDueAsync(None);
        Assert.Equal(1, systems.Count("crm", "customer", $"name = '{Wrong}'"));
        app.Clock!.Advance(TimeSpan.FromMinutes(6));
        for (var tries = 0; tries < 100 && systems.Count("crm", "customer", $"name = '{Wrong}'") > 0; tries++)
        {
            await app.Get<JobRunner>().RunDueAsync(None);
            await Task.Delay(100, None);
        }

        Assert.Equal(1, systems.Count("crm", "customer", $"name = '{Right}'"));
        await EndedAsync(app, person);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_corrected_back_while_a_system_waits_does_not_come_to_stand_there_later(int engine)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        var record = await CorrectAsync(app, person);
        await app.Get<JobRunner>().RunDueAsync(None);
        systems.Run("crm", "alter table elsewhere rename to customer_order");

        await CorrectAsync(app, person, record, Wrong);
        Assert.Equal(1, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        for (var minutes = 0; minutes < 30; minutes += 6)
        {
            app.Clock!.Advance(TimeSpan.FromMinutes(6));
            await app.Get<JobRunner>().RunDueAsync(None);
        }

        await EndedAsync(app, person);
        Assert.Equal(1, systems.Count("crm", "customer", $"email = '{Anna}' and name = '{Wrong}'"));
    }

    [Fact]
    public async Task Corrected_twice_while_a_system_waits_the_last_value_takes_the_place_of_the_first()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        var record = await CorrectAsync(app, person);
        await app.Get<JobRunner>().RunDueAsync(None);
        systems.Run("crm", "alter table elsewhere rename to customer_order");

        await CorrectAsync(app, person, record, "Anna Rättare");
        for (var minutes = 0; minutes < 30; minutes += 6)
        {
            app.Clock!.Advance(TimeSpan.FromMinutes(6));
            await app.Get<JobRunner>().RunDueAsync(None);
        }

        await EndedAsync(app, person);
        Assert.Equal(1, systems.Count("crm", "customer", "name = 'Anna Rättare'"));
    }

    [Fact]
    public async Task Where_another_value_stands_staff_look_and_note_it_or_have_it_tried_again()
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Other");
        systems.Add("shop", 1, Anna, "Other");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var person = await CorrectedAsync(app);
        await app.Get<JobRunner>().RunDueAsync(None);
        using var staff = await Decisions.MayITests.SignedInAsync(app);

        using var shown = await staff.GetAsync("/en/console/systems");
        var page = await shown.Content.ReadAsStringAsync(None);
        using var noted = await staff.SendFormToAsync("/sv/console/systems", "/corrected");
        systems.Run("shop", $"update customer set name = '{Wrong}'");
        using var again = await staff.SendFormToAsync("/en/console/systems", "/correct");

        Assert.Contains(person.Id.Value.ToString(), page, StringComparison.Ordinal);
        Assert.Contains("Neither the wrong nor the right value stands there", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Right, page, StringComparison.Ordinal);
        Assert.All([noted, again], answer => Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(1, systems.Count("crm", "customer", "name = 'Other name'"));
        Assert.Equal(1, systems.Count("shop", "customer", $"name = '{Right}'"));
        Assert.Equal("crm", Assert.Single((await StoredFacts.OfAsync(app, person.Id)).OfType<CorrectedByHand>()).System);
        await EndedAsync(app, person);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_erasure_takes_the_correction_with_it_that_waits(int engine)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var person = await CorrectedAsync(app);

        await app.Get<EraseSubject>().AskAsync(person.Id, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(person.Id, None)).Step);
        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(0, systems.Count("crm", "customer"));
        await EndedAsync(app, person);
    }

    [Fact]
    public async Task Of_somebody_who_proved_nothing_no_correction_goes_anywhere()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var stranger = await Person.UnprovedAsync(app, Anna);

        await CorrectAsync(app, stranger);
        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(1, systems.Count("crm", "customer", $"name = '{Wrong}'"));
        await EndedAsync(app, stranger);
        Assert.Empty(Assert.Single((await StoredFacts.OfAsync(app, stranger.Id)).OfType<RecordCorrected>()).Systems);
    }

    [Fact]
    public async Task Neither_database_nor_log_nor_key_store_holds_the_values_in_clear_while_a_system_waits()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Run("crm", "alter table customer rename to elsewhere");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        await CorrectedAsync(app);
        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Single((await app.Get<ReadWaitingChanges>().ListAsync(None)).Shown);
        foreach (var file in Directory.EnumerateFiles(app.Storage.DataFolder, "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(app.Storage.KeysFolder, "*", SearchOption.AllDirectories)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, None);
            foreach (var value in new[] { Encoding.UTF8.GetBytes(Wrong), Encoding.UTF8.GetBytes(Right) })
                Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(value) < 0, Path.GetFileName(file));
        }
        Assert.DoesNotContain(app.Logs.Lines, line =>
            line.Contains(Wrong, StringComparison.Ordinal) || line.Contains(Right, StringComparison.Ordinal));
    }

    /// <summary>Somebody whose address is proved, and whose name was corrected a moment ago.</summary>
    private static async Task<Person> CorrectedAsync(OmbudApp app)
    {
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using (browser)
            await CorrectAsync(app, person);
        return person;
    }

    private static async Task<Guid> CorrectAsync(OmbudApp app, Person person)
    {
        var record = await person.GiveAsync("name", "contact-details", Wrong);
        await CorrectAsync(app, person, record, Right);
        return record;
    }

    private static async Task CorrectAsync(OmbudApp app, Person person, Guid record, string value) =>
        Assert.IsType<Corrected.Done>(await app.Get<CorrectRecord>().RunAsync(new(person.Id, record, new(value), "self"), None));

    // The product's own runner may be at it, too.
    private static async Task EndedAsync(OmbudApp app, Person person)
    {
        for (var tries = 0; tries < 100 && await KeysAsync(app, person.Id) > 0; tries++)
            await Task.Delay(100, None);
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        Assert.Equal(0, await KeysAsync(app, person.Id));
    }

    /// <summary>How many keys of corrections there are.</summary>
    internal static async Task<long> KeysAsync(OmbudApp app, SubjectId subject)
    {
        await using var connection = await app.Get<KeyStore>().Db.OpenAsync(None);
        await using var count = connection.Command(
            "select count(*) from data_key where subject_id = @subject and controller like '-correcting-%'").With("subject", subject.Value);
        return Convert.ToInt64(await count.ExecuteScalarAsync(None), System.Globalization.CultureInfo.InvariantCulture);
    }
}
