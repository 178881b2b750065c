using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Systems.Erasing;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

public sealed class EraseInSystemsTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task An_erasure_reaches_every_connected_system_and_is_done_when_a_second_look_found_nothing(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("crm", 2, "bo@person.example", "Bos");
        systems.Add("shop", 7, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        var done = await EraseAsync(app, person.Id);

        Assert.Equal(ErasureStep.Done, done.Step);
        foreach (var id in new[] { "crm", "shop" })
        {
            Assert.Equal(0, systems.Count(id, "customer", $"email = '{Anna}'"));
            Assert.Equal(0, systems.Count(id, "customer_order", "note like 'Annas%'"));
            Assert.Equal(0, systems.Count(id, "address", "street like 'Annas%'"));
            Assert.Equal(1, systems.Count(id, "invoice", "payer like 'erased-%' and order_id is null and amount = 10.5"));
        }
        Assert.Equal(1, systems.Count("crm", "customer", "email = 'bo@person.example' and name = 'Bos name'"));
        Assert.Equal(2, systems.Count("crm", "customer_order"));
        Assert.Equal(1, systems.Count("crm", "invoice", "payer = 'Bos payer' and order_id = 21"));

        var rows = await app.Get<EraseInSystems>().OfAsync(person.Id, None);
        Assert.Equal(["crm", "shop"], rows.Select(row => row.System));
        Assert.All(rows, row => Assert.Equal(SystemErasureState.Verified, row.State));
        var receipt = (await app.Get<ErasureReceipts>().FindAsync(person.Id, None))!.Receipt!;
        Assert.Equal(["crm", "shop"], receipt.Systems);
        using var page = await app.Http.GetAsync($"/en/erasure/{done.ReceiptId}", None);
        Assert.Contains("Register crm: verified", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal((false, 0), await CarriedAsync(app, person.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "retention.backups")]
    public async Task A_system_that_fails_keeps_none_of_the_others_and_is_tried_until_it_is_verified(int engine)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("shop", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        systems.Run("crm", "alter table customer_order rename to elsewhere");

        var waiting = await EraseAsync(app, person.Id);

        Assert.Equal(ErasureStep.RowsDeleted, waiting.Step);
        var rows = (await app.Get<EraseInSystems>().OfAsync(person.Id, None)).ToDictionary(row => row.System);
        Assert.Equal(SystemErasureState.Asked, rows["crm"].State);
        Assert.Equal("customer_order", rows["crm"].ProblemTable);
        Assert.NotNull(rows["crm"].Problem);
        Assert.DoesNotContain("anna", rows["crm"].Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SystemErasureState.Verified, rows["shop"].State);
        Assert.Equal(1, systems.Count("crm", "customer"));
        // Nobody can read the address in Ombud's files meanwhile, and nobody but the erasing has the key.
        Assert.Equal((true, 1), await CarriedAsync(app, person.Id));

        systems.Run("crm", "alter table elsewhere rename to customer_order");
        var sooner = await app.Get<EraseSubject>().RunAsync(person.Id, None);
        Assert.Equal(ErasureStep.RowsDeleted, sooner.Step);
        app.Clock!.Advance(TimeSpan.FromMinutes(6));
        // The clock has woken the product's own runner too, and of two tries at once one may come late.
        for (var tries = 0; tries < 100 && (await app.Get<EraseSubject>().RunAsync(person.Id, None)).Step is not ErasureStep.Done; tries++)
            await Task.Delay(100, None);

        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().FindAsync(person.Id, None))!.Step);
        Assert.Equal(0, systems.Count("crm", "customer"));
        Assert.Equal((false, 0), await CarriedAsync(app, person.Id));
    }

    [Fact]
    public async Task Staff_see_what_waits_and_where_and_have_it_tried_again()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        await EraseAsync(app, person.Id);
        using var staff = await Decisions.MayITests.SignedInAsync(app);

        using var shown = await staff.GetAsync("/sv/console/systems");
        var page = await shown.Content.ReadAsStringAsync(None);
        systems.Run("crm", "alter table elsewhere rename to customer_order");
        using var again = await staff.SendFormToAsync("/sv/console/systems", "/again");

        Assert.Contains(person.Id.Value.ToString(), page, StringComparison.Ordinal);
        Assert.Contains("customer_order", page, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(SystemErasureState.Verified, Assert.Single(await app.Get<EraseInSystems>().OfAsync(person.Id, None)).State);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().FindAsync(person.Id, None))!.Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Where_a_system_is_gone_staff_note_that_they_have_erased_by_hand_and_nobody_calls_it_verified(int engine)
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;
        Assert.False(await app.Get<EraseInSystems>().NoteByHandAsync(person.Id, "crm", "officer", None));
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        await EraseAsync(app, person.Id);
        using var staff = await Decisions.MayITests.SignedInAsync(app);

        using var noted = await staff.SendFormToAsync("/en/console/systems", "/by-hand");

        Assert.Equal(System.Net.HttpStatusCode.Redirect, noted.StatusCode);
        var row = Assert.Single(await app.Get<EraseInSystems>().OfAsync(person.Id, None));
        Assert.Equal(SystemErasureState.ByHand, row.State);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().FindAsync(person.Id, None))!.Step);
        Assert.Equal((false, 0), await CarriedAsync(app, person.Id));
        var receipt = (await app.Get<ErasureReceipts>().FindAsync(person.Id, None))!.Erasure.ReceiptId;
        using var page = await app.Http.GetAsync($"/en/erasure/{receipt}", None);
        Assert.Contains(
            "erased by hand, as staff noted; no second look", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_somebody_merely_stated_erases_nobody_elsewhere()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var stranger = await Person.UnprovedAsync(app, Anna);

        var done = await EraseAsync(app, stranger.Id);

        Assert.Equal(ErasureStep.Done, done.Step);
        Assert.Equal(1, systems.Count("crm", "customer"));
        Assert.Empty(await app.Get<EraseInSystems>().OfAsync(stranger.Id, None));
        Assert.Empty((await app.Get<ErasureReceipts>().FindAsync(stranger.Id, None))!.Receipt!.Systems);
    }

    [Fact]
    public async Task Neither_database_nor_log_nor_key_store_holds_the_address_while_a_system_waits()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Run("crm", "drop table invoice");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock(), systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using (browser)
            await EraseAsync(app, person.Id);

        var address = Encoding.UTF8.GetBytes(Anna);
        foreach (var file in Directory.EnumerateFiles(app.Storage.DataFolder, "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(app.Storage.KeysFolder, "*", SearchOption.AllDirectories)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, None);
            Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(address) < 0, Path.GetFileName(file));
        }
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(Anna, StringComparison.OrdinalIgnoreCase));
    }

    internal static async Task<ErasureRow> EraseAsync(OmbudApp app, SubjectId subject)
    {
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        return await app.Get<EraseSubject>().RunAsync(subject, None);
    }

    /// <summary>Whether the key is there by which an erased person is found elsewhere, and how many sealed rows.</summary>
    private static async Task<(bool HasKey, int Rows)> CarriedAsync(OmbudApp app, SubjectId subject)
    {
        app.Get<KeyRing>().ForgetOpenKeys();
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return (await app.Get<KeyRing>().FindAsync(KeyName.Erasing(subject), None) is not null,
            await context.Set<SystemPersonRow>().CountAsync(row => row.SubjectId == subject.Value, None));
    }
}
