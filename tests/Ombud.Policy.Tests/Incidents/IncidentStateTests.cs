using Ombud.Policies.Incidents;

namespace Ombud.Policies.Tests.Incidents;

/// <summary>The machine of an incident, step by step and in every order.</summary>
public sealed class IncidentStateTests
{
    private const int DepthMax = 6;
    private static readonly DateTimeOffset Aware = new(2026, 11, 25, 9, 20, 0, TimeSpan.Zero);
    private static readonly IncidentState Opened = new() { AwareAt = Aware, DueAt = Aware.AddHours(72) };

    /// <summary>Every step, with each risk and ground that there is.</summary>
    private static readonly IncidentEvent[] Events =
    [
        .. Enum.GetValues<BreachRisk>().Select(risk => At(IncidentStep.Assess) with { Risk = risk }),
        .. Enum.GetValues<NotTellingGround>().Select(ground => At(IncidentStep.NotTell) with { Ground = ground }),
        .. Enum.GetValues<IncidentStep>().Except([IncidentStep.Assess, IncidentStep.NotTell]).Select(At),
    ];

    private static IncidentEvent At(IncidentStep step) => new(step, Aware) { HasReason = true, HasPeople = true };

    [Fact]
    public void In_every_order_of_steps_the_machine_keeps_its_word()
    {
        var tried = 0;
        Walk(Opened, 0, ref tried);
        Assert.True(tried > 50_000, $"{tried}");
    }

    private static void Walk(IncidentState state, int depth, ref int tried)
    {
        if (depth == DepthMax)
            return;
        foreach (var one in Events)
        {
            // Each step in time, and long after.
            foreach (var hours in (int[])[1, 100])
            {
                tried++;
                var @event = one with { At = Aware.AddHours(hours) };
                var (next, refusal) = state.Next(@event);
                Assert.Equal(next is null, refusal != IncidentRefusal.None);
                if (next is null)
                    continue;
                Check(state, @event, next);
                Assert.True(next.IsClosed || CanBeClosed(next), "Nobody is ever stuck.");
                Walk(next, depth + 1, ref tried);
            }
        }
    }

    private static void Check(IncidentState before, IncidentEvent @event, IncidentState after)
    {
        Assert.False(before.IsClosed);
        if (after.IsClosed)
        {
            Assert.NotNull(after.Risk);
            Assert.NotEqual(AuthorityStanding.Open, after.Authority);
            Assert.True(after.People is PeopleStanding.Told or PeopleStanding.NotTold);
        }
        // No notification only where there is no risk; no letters only on a ground that fits it.
        if (after.Authority is AuthorityStanding.NotNotified)
            Assert.Equal(BreachRisk.None, after.Risk);
        if (after.People is PeopleStanding.NotTold)
            Assert.Equal(after.Risk is BreachRisk.High, after.Ground is not NotTellingGround.NoHighRisk);
        else
            Assert.Null(after.Ground);
        // What was done stays done.
        if (before.Authority is AuthorityStanding.Notified)
            Assert.Equal((AuthorityStanding.Notified, before.NotifiedAt), (after.Authority, after.NotifiedAt));
        if (before.People is PeopleStanding.Telling && @event.Step is not IncidentStep.Told)
            Assert.Equal(PeopleStanding.Telling, after.People);
        Assert.True(after.IsEscalated || !before.IsEscalated);
        if (after.IsEscalated && !before.IsEscalated)
            Assert.True(@event.At >= before.DueAt && before.Authority is AuthorityStanding.Open);
        Assert.Equal(after.IsLate, after.NotifiedAt > after.DueAt);
    }

    private static bool CanBeClosed(IncidentState state)
    {
        var next = Apply(Apply(state, At(IncidentStep.Assess) with { Risk = BreachRisk.None }), At(IncidentStep.NotNotify));
        next = Apply(Apply(next, At(IncidentStep.Told)), At(IncidentStep.NotTell) with { Ground = NotTellingGround.NoHighRisk });
        return Apply(next, At(IncidentStep.Close)).IsClosed;
    }

    private static IncidentState Apply(IncidentState state, IncidentEvent @event) => state.Next(@event).State ?? state;

    [Fact]
    public void A_step_that_cannot_be_taken_says_why()
    {
        var assessed = Apply(Opened, At(IncidentStep.Assess) with { Risk = BreachRisk.High });
        var notified = Apply(assessed, At(IncidentStep.NotifyAuthority));
        var late = At(IncidentStep.NotifyAuthority) with { At = Aware.AddHours(73), HasReason = false };

        Assert.Equal(IncidentRefusal.BeforeAware, Refusal(Opened, At(IncidentStep.NotifyAuthority) with { At = Aware.AddHours(-1) }));
        Assert.Equal(IncidentRefusal.ReasonMissing, Refusal(Opened, At(IncidentStep.Assess)));
        Assert.Equal(
            IncidentRefusal.ReasonMissing, Refusal(Opened, At(IncidentStep.Assess) with { Risk = BreachRisk.Risk, HasReason = false }));
        Assert.Equal(IncidentRefusal.NotAssessed, Refusal(Opened, At(IncidentStep.NotNotify)));
        Assert.Equal(IncidentRefusal.NotAssessed, Refusal(Opened, At(IncidentStep.Close)));
        Assert.Equal(IncidentRefusal.RiskForbids, Refusal(assessed, At(IncidentStep.NotNotify)));
        Assert.Equal(IncidentRefusal.DelayReasonMissing, Refusal(assessed, late));
        Assert.Equal(IncidentRefusal.None, Refusal(assessed, late with { At = Aware.AddHours(72) }));
        Assert.True(Apply(assessed, late with { HasReason = true }).IsLate);
        Assert.Equal(IncidentRefusal.NotHere, Refusal(assessed, At(IncidentStep.Supplement)));
        Assert.Equal(IncidentRefusal.ReasonMissing, Refusal(notified, At(IncidentStep.Supplement) with { HasReason = false }));
        Assert.Equal(IncidentRefusal.NotHere, Refusal(notified, At(IncidentStep.NotNotify)));
        Assert.Equal(IncidentRefusal.NobodyFound, Refusal(assessed, At(IncidentStep.Tell) with { HasPeople = false }));
        Assert.Equal(
            IncidentRefusal.GroundWrong, Refusal(assessed, At(IncidentStep.NotTell) with { Ground = NotTellingGround.NoHighRisk }));
        Assert.Equal(IncidentRefusal.NotDue, Refusal(assessed, At(IncidentStep.Escalate)));
        Assert.Equal(IncidentRefusal.NotDue, Refusal(notified, At(IncidentStep.Escalate) with { At = Aware.AddHours(80) }));
        Assert.Equal(IncidentRefusal.Undecided, Refusal(notified, At(IncidentStep.Close)));
        var told = Apply(Apply(notified, At(IncidentStep.Tell)), At(IncidentStep.Told));
        Assert.Equal(IncidentRefusal.Undecided, Refusal(told, At(IncidentStep.Close) with { HasUntold = true }));
        Assert.Equal(IncidentRefusal.NotHere, Refusal(Apply(told, At(IncidentStep.Close)), At(IncidentStep.Assess)));
    }

    [Fact]
    public void A_new_assessment_opens_what_was_decided_on_the_old_one()
    {
        var low = Apply(Opened, At(IncidentStep.Assess) with { Risk = BreachRisk.None });
        low = Apply(Apply(low, At(IncidentStep.NotNotify)), At(IncidentStep.NotTell) with { Ground = NotTellingGround.NoHighRisk });
        Assert.Equal((AuthorityStanding.NotNotified, PeopleStanding.NotTold), (low.Authority, low.People));

        var risk = Apply(low, At(IncidentStep.Assess) with { Risk = BreachRisk.Risk });
        Assert.Equal((AuthorityStanding.Open, PeopleStanding.NotTold), (risk.Authority, risk.People));
        var high = Apply(low, At(IncidentStep.Assess) with { Risk = BreachRisk.High });
        Assert.Equal((AuthorityStanding.Open, PeopleStanding.Open), (high.Authority, high.People));
    }

    [Fact]
    public void The_end_of_its_time_moves_nearer_and_never_away()
    {
        Assert.Equal(Aware.AddHours(70), Opened.DueBy(Aware.AddHours(70)).DueAt);
        Assert.Equal(Aware.AddHours(72), Opened.DueBy(Aware.AddHours(80)).DueAt);
        Assert.Equal(Aware.AddHours(72), Opened.DueBy(null).DueAt);
    }

    private static IncidentRefusal Refusal(IncidentState state, IncidentEvent @event) => state.Next(@event).Refusal;
}
