using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Running;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases;

public sealed class RunningTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_desk_is_reminded_a_week_before_and_on_the_last_day_it_goes_up_once(int engine)
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock, "--Cases:Desk", "desk@office.example");
        var id = await app.FileAsync(CaseKind.Access);

        await SweepAsync<DueCases>(app);
        Assert.Empty(await app.LettersAsync("desk@office.example"));
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 21, 9, 0, 0, TimeSpan.Zero));
        await SweepAsync<DueCases>(app);
        await SweepAsync<DueCases>(app);
        Assert.Single(await app.LettersAsync("desk@office.example"));
        Assert.False((await app.FileOfAsync(id)).State.IsEscalated);
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.Zero));
        await SweepAsync<DueCases>(app);
        await SweepAsync<DueCases>(app);

        var file = await app.FileOfAsync(id);
        Assert.True(file.State.IsEscalated);
        var letters = await app.LettersAsync("desk@office.example");
        Assert.Single(letters, letter => letter.Subject.Contains("reached its last day", StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.DoesNotContain("Anna", letter.Body, StringComparison.Ordinal));
        var later = await app.FileAsync(CaseKind.Question, "bo@person.example");
        Assert.Equal([id, later], (await app.Get<CaseBook>().QueueAsync(None)).Select(line => line.Id));
    }

    [Fact]
    public async Task A_case_without_a_desk_goes_up_all_the_same()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var id = await app.FileAsync(CaseKind.Access);

        clock.SetUtcNow(new DateTimeOffset(2027, 1, 3, 9, 0, 0, TimeSpan.Zero));
        await SweepAsync<DueCases>(app);

        Assert.True((await app.FileOfAsync(id)).State.IsEscalated);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_answered_case_is_closed_after_a_month_and_its_file_ends_by_the_notices_rule(int engine)
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Begin);
        await app.StepAsync(id, CaseStep.Answer);

        await SweepAsync<DueCases>(app);
        Assert.Equal(CaseStage.Answered, (await app.FileOfAsync(id)).State.Stage);
        clock.Advance(TimeSpan.FromDays(31));
        await SweepAsync<DueCases>(app);
        Assert.Equal(CaseStage.Closed, (await app.FileOfAsync(id)).State.Stage);
        clock.Advance(TimeSpan.FromDays(700));
        await SweepAsync<EndCaseFiles>(app);
        Assert.NotEmpty((await app.FileOfAsync(id)).Entries);
        clock.Advance(TimeSpan.FromDays(60));
        await SweepAsync<EndCaseFiles>(app);

        Assert.Null(await app.Get<CaseBook>().FindAsync(id, None));
        Assert.Empty(await app.RowsAsync());
        Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(new SubjectId(id)), None));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Empty(await context.Set<CaseEntryRow>().ToListAsync(None));
        Assert.Contains("case.file-ended", await app.FactsAsync(id));
    }

    [Fact]
    public async Task A_look_up_that_was_cut_off_counts_where_its_case_came_to_be_and_goes_where_it_did_not()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var lookups = app.Get<CaseLookups>();
        byte[] hash = [1, 2, 3];
        var id = await app.FileAsync(CaseKind.Access, address: null);
        await lookups.NoteAsync(hash, id, None);
        await lookups.NoteAsync(hash, Guid.CreateVersion7(), None);

        Assert.Equal(0, await lookups.SweepAsync(None));
        clock.Advance(TimeSpan.FromMinutes(11));
        await lookups.SweepAsync(None);
        await lookups.SweepAsync(None);

        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var left = Assert.Single(await context.Set<CaseLookupRow>().ToListAsync(None));
        Assert.Equal((id, false), (left.CaseId, left.IsProvisional));
    }

    [Fact]
    public async Task A_desk_that_is_no_address_is_told_at_the_start()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);
        var failure = await Assert.ThrowsAsync<ConfigurationException>(
            () => OmbudApp.StartAsync(storage, null, "--Cases:Desk", "not an address"));

        Assert.Contains("Cases__Desk", failure.Message, StringComparison.Ordinal);
    }

    private static Task<int> SweepAsync<TSweep>(OmbudApp app)
        where TSweep : ISweep => app.Services.GetServices<ISweep>().OfType<TSweep>().Single().SweepAsync(None);
}
