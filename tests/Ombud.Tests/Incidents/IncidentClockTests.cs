using Ombud.Database;
using Ombud.Incidents;
using Ombud.Incidents.Running;
using Ombud.Policies.Incidents;
using Ombud.Tests.Cases;
using Ombud.Tests.Running;

namespace Ombud.Tests.Incidents;

public sealed class IncidentClockTests
{
    private const string Desk = "desk@office.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "security.report")]
    public async Task The_desk_is_reminded_at_half_time_and_in_the_last_hours_and_once_when_it_is_over(int engine)
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock, "--Cases:Desk", Desk);
        var id = await app.OpenIncidentAsync(hours: 0);

        Assert.Equal((0, 0), await AfterAsync(TimeSpan.FromHours(36)));
        Assert.Equal((1, 1), await AfterAsync(TimeSpan.FromHours(37)));
        Assert.Equal((1, 1), await AfterAsync(TimeSpan.FromHours(60)));
        Assert.Equal((2, 2), await AfterAsync(TimeSpan.FromHours(62)));
        Assert.False((await app.IncidentAsync(id)).State.IsEscalated);
        Assert.Equal((2, 3), await AfterAsync(TimeSpan.FromHours(73)));
        var file = await app.IncidentAsync(id);
        Assert.True(file.State.IsEscalated);
        Assert.True(file.State.IsOverdueAt(clock.GetUtcNow()));
        Assert.All(await app.LettersAsync(Desk),
            letter => Assert.DoesNotContain(IncidentCaller.Canary, letter.Body, StringComparison.Ordinal));
        Assert.Single(await app.LettersAsync(Desk), letter => letter.Subject.Contains("is over", StringComparison.Ordinal));

        var later = await app.OpenIncidentAsync(hours: 1);
        Assert.Equal([id, later], (await app.Get<IncidentBook>().ListAsync(None)).Select(line => line.Id));

        async Task<(int Reminders, int Letters)> AfterAsync(TimeSpan since)
        {
            clock.SetUtcNow(CaseCaller.Clock().GetUtcNow() + since);
            await app.Get<DueIncidents>().SweepAsync(None);
            await app.Get<DueIncidents>().SweepAsync(None);
            return ((await app.IncidentAsync(id)).Of(IncidentPart.Reminded).Count(), (await app.LettersAsync(Desk)).Count);
        }
    }

    [Fact]
    public async Task Once_it_is_decided_the_clock_says_nothing_more()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, "--Cases:Desk", Desk);
        var id = await app.OpenIncidentAsync(hours: 0);
        await app.IncidentStepAsync(id, IncidentStep.Assess, BreachRisk.None);
        Assert.Equal(IncidentRefusal.None, await app.IncidentStepAsync(id, IncidentStep.NotNotify));

        clock.Advance(TimeSpan.FromHours(100));
        await app.Get<DueIncidents>().SweepAsync(None);

        Assert.Empty(await app.LettersAsync(Desk));
        Assert.False((await app.IncidentAsync(id)).State.IsEscalated);
        // A worse risk opens the question again, and it is late.
        await app.IncidentStepAsync(id, IncidentStep.Assess, BreachRisk.High);
        await app.Get<DueIncidents>().SweepAsync(None);
        Assert.True((await app.IncidentAsync(id)).State.IsEscalated);
    }
}
