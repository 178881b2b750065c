using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Log;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Systems.Sweeping;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

public sealed class SweepInSystemsTests
{
    private const string Old = "2020-01-01";
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>A system with some people of one name each, all of whose rows are of one day each.</summary>
    private static ForeignSystem Aged(string id, params (string Name, string Day)[] people) => Aged([id], people);

    private static ForeignSystem Aged(string[] ids, params (string Name, string Day)[] people)
    {
        var systems = ForeignSystem.Create(ids);
        foreach (var id in ids)
        {
            for (var place = 0; place < people.Length; place++)
                systems.Add(id, place + 1, AddressOf(people[place].Name), people[place].Name);
            systems.Age(id, place => people[place - 1].Day, people.Length);
        }
        return systems;
    }

    private static string AddressOf(string name) => $"{name}@person.example";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "retention.delete-or-anonymise")]
    public async Task What_is_past_its_time_goes_in_the_night_and_leaves_a_receipt(int engine)
    {
        using var systems = Aged("crm", ("anna", Old), ("bo", "2026-01-01"));
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);

        Assert.Equal(0, await SweepAsync(app));
        Assert.Equal(2, systems.Count("crm", "customer"));
        app.Clock!.Advance(TimeSpan.FromHours(14));
        await UntilSweptAsync(app, "crm");

        Assert.Equal(1, systems.Count("crm", "customer", "name = 'bo name'"));
        Assert.Equal(1, systems.Count("crm", "customer"));
        Assert.Equal(2, systems.Count("crm", "customer_order"));
        Assert.Equal(1, systems.Count("crm", "invoice", "payer like 'erased-%' and order_id is null and amount = 10.5"));
        Assert.Equal(1, systems.Count("crm", "invoice", "payer = 'bo payer'"));
        var row = await RowAsync(app, "crm");
        Assert.Equal((4, 0, 0, null), (row.LastGone, row.LastStayed, row.LastLeft, row.RunDay));
        Assert.Equal(
            ["customer 1 0", "customer_order 2 0", "invoice 0 1"],
            (await ReceiptsAsync(app)).Select(one => $"{one.Table} {one.Deleted} {one.Overwritten}").Order(StringComparer.Ordinal));

        Assert.Equal(0, await SweepAsync(app, "crm"));
        Assert.Equal(3, (await ReceiptsAsync(app)).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "retention.delete-or-anonymise")]
    public async Task Nothing_goes_of_somebody_with_a_hold_or_a_restriction(int engine)
    {
        using var systems = Aged("crm", ("anna", Old), ("bo", Old), ("cecilia", Old));
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        var restricted = await Person.UnprovedAsync(app, AddressOf("Anna"));
        await app.Get<RestrictPerson>().RunAsync(restricted.Id, None);
        var held = await Person.UnprovedAsync(app, AddressOf("bo"));
        var record = await held.GiveAsync("name", "contact-details", "Bo");
        var hold = await app.Get<LegalHolds>().PlaceAsync(held.Id, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new("a made-up matter"), By = "officer", Records = [record],
        }, None);

        await SweepAsync(app, "crm");

        Assert.Equal(2, systems.Count("crm", "customer", "name in ('anna name', 'bo name')"));
        Assert.Equal(2, systems.Count("crm", "customer"));
        Assert.Equal(4, systems.Count("crm", "customer_order"));
        Assert.Equal(2, systems.Count("crm", "invoice", "payer in ('anna payer', 'bo payer')"));
        Assert.Equal(8, (await RowAsync(app, "crm")).LastStayed);

        Assert.True(await app.Get<LegalHolds>().LiftAsync(held.Id, hold!.Value, "officer", None));
        await SweepAsync(app, "crm");
        Assert.Equal(1, systems.Count("crm", "customer", "name = 'anna name'"));
        Assert.Equal(1, systems.Count("crm", "customer"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "retention.delete-or-anonymise")]
    public async Task A_system_that_fails_keeps_none_of_the_others_and_goes_on_where_it_was(int engine)
    {
        using var systems = Aged(["crm", "shop"], ("anna", Old));
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock(), systems.Settings);
        systems.Run("crm", "alter table customer rename to elsewhere");
        // Each is due in the night after it was first looked at.
        foreach (var system in new[] { "crm", "shop" })
            await RowAsync(app, system);
        app.Clock!.Advance(TimeSpan.FromHours(14));
        await UntilSweptAsync(app, "shop");
        for (var tries = 0; tries < 100 && (await RowAsync(app, "crm")).Problem is null; tries++)
            await Task.Delay(100, None);

        var row = await RowAsync(app, "crm");
        Assert.Equal(0, systems.Count("shop", "customer"));
        Assert.NotNull(row.Problem);
        Assert.NotNull(row.RunDay);
        Assert.True(row.DueAt > app.Clock.GetUtcNow());
        Assert.Null(row.LastRunAt);
        using var staff = await Decisions.MayITests.SignedInAsync(app);
        using var shown = await staff.GetAsync("/sv/console/systems");
        var page = System.Net.WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(None));
        Assert.Contains(row.Problem, page, StringComparison.Ordinal);

        systems.Run("crm", "alter table elsewhere rename to customer");
        using var again = await staff.SendFormToAsync("/en/console/systems", "/sweep");
        await UntilSweptAsync(app, "crm");

        Assert.Equal(System.Net.HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(0, systems.Count("crm", "customer"));
        row = await RowAsync(app, "crm");
        Assert.Null(row.Problem);
        Assert.Equal(4, row.LastGone);
        Assert.Equal(6, (await ReceiptsAsync(app)).Count);
    }

    private static async Task<int> SweepAsync(OmbudApp app, string? only = null)
    {
        // Null while the product's own sweeper is at it.
        int? gone;
        while ((gone = await app.Get<SweepInSystems>().RunAsync(None, only)) is null)
            await Task.Delay(50, None);
        return gone.Value;
    }

    private static async Task UntilSweptAsync(OmbudApp app, string system)
    {
        for (var tries = 0; tries < 100 && (await RowAsync(app, system)).LastRunAt is null; tries++)
        {
            await SweepAsync(app);
            await Task.Delay(50, None);
        }
        var row = await RowAsync(app, system);
        Assert.True(row.LastRunAt is not null, $"{row.Problem} at {row.ProblemTable}, tried {row.Attempts} times, due {row.DueAt}.");
    }

    internal static Task<SystemSweepRow> RowAsync(OmbudApp app, string system) => app.Get<SystemSweepState>().OfAsync(system, None);

    internal static async Task<List<SweptInSystem>> ReceiptsAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var rows = await context.Set<ClearFactRow>().AsNoTracking().Where(row => row.Kind == "system.swept").ToListAsync(None);
        return rows.ConvertAll(row => (SweptInSystem)app.Get<FactBodies>().Read(row.SaltedBody).Fact);
    }
}
