using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class ProvedSweepTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_claim_whose_person_never_came_to_be_goes_and_one_whose_person_did_stays(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var identifiers = app.Get<Identifiers>();
        await identifiers.ProveAsync(SubjectId.New(app.Clock!), IdentifierKind.Email, "killed@person.example", None);
        var anna = await app.Get<ProveAddress>().RunAsync(Anna, None);
        await OpenAgainAsync(app, anna!.Value);

        Assert.Equal(0, await Sweep(app).SweepAsync(None));
        app.Clock!.Advance(TimeSpan.FromMinutes(11));
        await Sweep(app).SweepAsync(None);

        Assert.Null(await identifiers.FindProvedAsync(IdentifierKind.Email, "killed@person.example", None));
        Assert.Equal(anna, await identifiers.FindProvedAsync(IdentifierKind.Email, Anna, None));
        Assert.False((await RowAsync(app, anna.Value)).IsProvisional);
    }

    [Fact]
    public async Task A_claim_that_is_made_anew_is_not_swept_away_before_it_is_confirmed()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var identifiers = app.Get<Identifiers>();
        var claimed = await identifiers.ProveAsync(SubjectId.New(app.Clock!), IdentifierKind.Email, Anna, None);
        app.Clock!.Advance(TimeSpan.FromMinutes(9));

        var again = await identifiers.ProveAsync(SubjectId.New(app.Clock!), IdentifierKind.Email, Anna, None);
        app.Clock!.Advance(TimeSpan.FromMinutes(9));
        await Sweep(app).SweepAsync(None);

        Assert.Equal(claimed, again);
        Assert.Equal(claimed, await app.Get<ProveAddress>().RunAsync(Anna, None));
        Assert.False((await RowAsync(app, claimed)).IsProvisional);
    }

    private static ProvedSweep Sweep(OmbudApp app) => app.Get<IEnumerable<ISweep>>().OfType<ProvedSweep>().Single();

    // As a kill after the person's commit leaves it.
    private static async Task OpenAgainAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        await context.Set<ProvedIdentifierRow>().Where(row => row.SubjectId == subject.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, true), None);
    }

    private static async Task<ProvedIdentifierRow> RowAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<ProvedIdentifierRow>().SingleAsync(row => row.SubjectId == subject.Value, None);
    }
}
