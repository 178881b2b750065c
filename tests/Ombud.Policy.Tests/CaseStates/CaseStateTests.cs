using System.Runtime.CompilerServices;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;

namespace Ombud.Policies.Tests.CaseStates;

/// <summary>The machine of a case, step by step and in every order.</summary>
public sealed class CaseStateTests
{
    private const int DepthMax = 7;
    private static readonly DateOnly Start = new(2026, 11, 10);
    private static readonly CaseClock Clock = new(Start.AddDays(30))
    {
        MayExtend = true, LongestDay = Start.AddDays(90), TellBy = Start.AddDays(30), StopsForPerson = true,
    };

    /// <summary>Written from the words, not from the code: from a stage, what each step leads to.</summary>
    private static readonly Dictionary<CaseStage, string> Expected = new()
    {
        [CaseStage.Received] = "AskIdentity:IdentityWanted ProveIdentity:Received Begin:InWork Extend:Received Escalate:Received "
            + "Refuse:Refused TakeBack:Closed",
        [CaseStage.IdentityWanted] = "ProveIdentity:InWork Extend:IdentityWanted Escalate:IdentityWanted Refuse:Refused TakeBack:Closed",
        [CaseStage.InWork] = "AskIdentity:IdentityWanted ProveIdentity:InWork AskPerson:Waiting Extend:InWork Escalate:InWork "
            + "Answer:Answered AnswerInPart:AnsweredInPart Refuse:Refused TakeBack:Closed",
        [CaseStage.Waiting] = "AskIdentity:IdentityWanted ProveIdentity:Waiting PersonReplies:InWork Extend:Waiting Escalate:Waiting "
            + "Answer:Answered AnswerInPart:AnsweredInPart Refuse:Refused TakeBack:Closed",
        [CaseStage.Answered] = "Close:Closed",
        [CaseStage.AnsweredInPart] = "Close:Closed",
        [CaseStage.Refused] = "Close:Closed",
        [CaseStage.Closed] = "",
    };

    [Fact]
    public void Each_step_leads_where_it_should_and_nowhere_else()
    {
        foreach (var stage in Enum.GetValues<CaseStage>())
        {
            var leads = Enum.GetValues<CaseStep>().Where(step => CaseState.Leads(stage, step) is not null)
                .Select(step => $"{step}:{CaseState.Leads(stage, step)}");
            Assert.Equal(Expected[stage], string.Join(' ', leads));
        }
    }

    [Theory]
    [InlineData(CaseKind.Access, false)]
    [InlineData(CaseKind.Access, true)]
    [InlineData(CaseKind.Complaint, false)]
    public void In_every_order_of_steps_the_machine_keeps_its_word(CaseKind kind, bool isProved)
    {
        var tried = 0;
        Walk(CaseState.Receive(kind, Start, Clock, isProved), [], ref tried);
        Assert.True(tried > 50_000, $"{tried}");
    }

    private static void Walk(CaseState state, List<CaseStep> steps, ref int tried)
    {
        if (steps.Count == DepthMax)
            return;
        foreach (var step in Enum.GetValues<CaseStep>())
        {
            // Each step on the last day, and on one long after.
            foreach (var day in (DateOnly[])[state.ChangedOn, Start.AddDays(30 + steps.Count)])
            {
                if (day < state.ChangedOn || (day == state.ChangedOn && steps.Count > 0 && day > Start))
                    continue;
                tried++;
                var (next, refusal) = state.Next(new(step, day) { Reason = "reason", Until = state.Clock!.LongestDay });
                Assert.Equal(next is null, refusal != CaseRefusal.None);
                if (next is null)
                    continue;
                Check(state, step, next);
                steps.Add(step);
                Walk(next, steps, ref tried);
                steps.RemoveAt(steps.Count - 1);
            }
        }
    }

    private static void Check(CaseState before, CaseStep step, CaseState after)
    {
        Assert.Equal(CaseState.Leads(before.Stage, step), after.Stage);
        Assert.NotEqual(CaseStage.Closed, before.Stage);
        Assert.False(CaseState.NeedsIdentity(after.Kind) && !after.IsIdentityProved
            && after.Stage is CaseStage.Answered or CaseStage.AnsweredInPart);
        Assert.True(after.IsExtended || !before.IsExtended);
        Assert.True(after.IsEscalated || !before.IsEscalated);
        Assert.True(after.Clock!.LastDay >= before.Clock!.LastDay);
        Assert.Equal(after.Clock.StoppedOn is not null, after.Stage is CaseStage.Waiting);
        var isAnswer = after.Stage is CaseStage.Answered or CaseStage.AnsweredInPart or CaseStage.Refused;
        Assert.Equal(before.Outcome ?? (isAnswer ? after.Stage : null), after.Outcome);
        // Nobody is ever stuck: the person can take it back or somebody close it.
        if (after.Stage is not CaseStage.Closed)
        {
            Assert.NotNull(after.Next(new(after.IsOpen ? CaseStep.TakeBack : CaseStep.Close, after.ChangedOn)).State);
        }
    }

    [Fact]
    public void A_step_that_cannot_be_taken_says_why()
    {
        var access = CaseState.Receive(CaseKind.Access, Start, Clock, isIdentityProved: false);
        var work = Next(access, CaseStep.Begin);

        Assert.Equal(CaseRefusal.NotHere, Refusal(access, CaseStep.Answer));
        Assert.Equal(CaseRefusal.IdentityMissing, Refusal(work, CaseStep.Answer));
        Assert.Equal(CaseRefusal.ReasonMissing, work.Next(new(CaseStep.Refuse, Start) { Reason = " " }).Refusal);
        Assert.Equal(CaseRefusal.NotDue, Refusal(work, CaseStep.Escalate));
        Assert.Equal(CaseRefusal.TooLateToTell, Refusal(work, CaseStep.Extend, 31));
        Assert.Equal(CaseRefusal.ExtendedAlready, Refusal(Next(work, CaseStep.Extend), CaseStep.Extend));
        Assert.Equal(CaseRefusal.EscalatedAlready, Refusal(Next(work, CaseStep.Escalate, 30), CaseStep.Escalate, 31));
        Assert.Equal(CaseRefusal.NoExtension, Refusal(work with { Clock = Clock with { MayExtend = false } }, CaseStep.Extend));
        Assert.Equal(CaseRefusal.DayOutOfRange, Extended(work, null));
        Assert.Equal(CaseRefusal.DayOutOfRange, Extended(work, 30));
        Assert.Equal(CaseRefusal.None, Extended(work, 31));
        Assert.Equal(CaseRefusal.DayOutOfRange, Extended(work, 91));
        Assert.Equal(CaseRefusal.None, Extended(work with { Clock = Clock with { LongestDay = null } }, 400));
        Assert.Equal(CaseRefusal.OutOfOrder, Refusal(work, CaseStep.TakeBack, -1));
        Assert.Equal(CaseRefusal.NotHere, Refusal(Next(Next(work, CaseStep.TakeBack), CaseStep.Close, isTaken: false), CaseStep.Begin));
    }

    [Fact]
    public void Where_a_document_is_wanted_nothing_else_shows_who_it_is()
    {
        var work = Next(CaseState.Receive(CaseKind.Access, Start, Clock, isIdentityProved: true), CaseStep.Begin);
        var asked = work.Next(new(CaseStep.AskIdentity, Start) { WantsDocument = true }).State!;

        Assert.Equal((false, true), (asked.IsIdentityProved, asked.IsDocumentWanted));
        Assert.Equal(CaseRefusal.DocumentMissing, Refusal(asked, CaseStep.ProveIdentity));
        Assert.Equal(CaseRefusal.None, Refusal(asked, CaseStep.Refuse));
        Assert.Equal(CaseRefusal.None, Refusal(asked, CaseStep.TakeBack));
        Assert.Null(work.ShowDocument());
        var shown = Next(asked.ShowDocument()!, CaseStep.ProveIdentity);
        Assert.Equal((CaseStage.InWork, true), (shown.Stage, shown.IsIdentityProved));
        Assert.False(shown.IsDocumentWanted || shown.IsDocumentShown);
        // Asked again it counts no more; asked without a document a code does.
        Assert.Equal(CaseRefusal.DocumentMissing, Refusal(
            shown.Next(new(CaseStep.AskIdentity, Start) { WantsDocument = true }).State!, CaseStep.ProveIdentity));
        Assert.Equal(CaseRefusal.None, Refusal(Next(shown, CaseStep.AskIdentity), CaseStep.ProveIdentity));
        var message = CaseState.Receive(CaseKind.OfficerMessage, Start, Clock, isIdentityProved: false);
        Assert.False(message.Next(new(CaseStep.AskIdentity, Start) { WantsDocument = true }).State!.IsDocumentWanted);
        // No other step takes a document's word for itself.
        foreach (var step in Enum.GetValues<CaseStep>().Where(step => step is not (CaseStep.ProveIdentity or CaseStep.AskIdentity)))
            Assert.True(work.Next(new(step, Start) { Reason = "reason", WantsDocument = true }).State?.IsIdentityProved ?? true);
    }

    [Theory]
    [InlineData(CaseStep.Answer)]
    [InlineData(CaseStep.AnswerInPart)]
    public void A_report_of_a_child_is_answered_when_the_erasure_is_done_and_refused_with_a_reason(CaseStep step)
    {
        var work = Next(CaseState.Receive(CaseKind.SuspectedChild, Start, Clock, false), CaseStep.Begin);

        Assert.Equal(CaseRefusal.ErasureMissing, Refusal(work, step));
        Assert.Equal(CaseRefusal.None, work.Next(new(step, Start) { Reason = "reason", IsErasureDone = true }).Refusal);
        Assert.Equal(CaseRefusal.ReasonMissing, work.Next(new(CaseStep.Refuse, Start)).Refusal);
        Assert.Equal(CaseRefusal.None, Refusal(work, CaseStep.Refuse));
    }

    [Fact]
    public void Days_on_which_the_clock_stood_still_are_added()
    {
        var work = Next(CaseState.Receive(CaseKind.Question, Start, Clock, false), CaseStep.Begin);
        var waiting = Next(work, CaseStep.AskPerson, 5);

        Assert.False(waiting.IsOverdueOn(Start.AddDays(100)));
        Assert.Equal(CaseRefusal.NotDue, Refusal(waiting, CaseStep.Escalate, 60));
        var again = Next(waiting, CaseStep.PersonReplies, 17);
        Assert.Equal(
            Clock with { LastDay = Start.AddDays(42), LongestDay = Start.AddDays(102), TellBy = Start.AddDays(42) }, again.Clock);
        Assert.False(again.IsOverdueOn(Start.AddDays(42)));
        Assert.True(again.IsOverdueOn(Start.AddDays(43)));

        var runs = Next(work with { Clock = Clock with { StopsForPerson = false } }, CaseStep.AskPerson, 5);
        Assert.Equal(Start.AddDays(30), Next(runs, CaseStep.PersonReplies, 17).Clock!.LastDay);
    }

    [Fact]
    public void Its_clock_is_that_of_the_laws_that_apply()
    {
        var british = CaseClock.Of(ClocksOf("rights-request", "uk"))!;
        var both = CaseClock.Of(ClocksOf("rights-request", "eu", "uk"))!;
        var swiss = CaseClock.Of(ClocksOf("access-request", "ch"))!;

        Assert.Equal(
            new CaseClock(new(2026, 12, 10))
            {
                MayExtend = true, LongestDay = new(2027, 2, 10), TellBy = new(2026, 12, 10), StopsForPerson = true,
            },
            british);
        Assert.Equal(british with { StopsForPerson = false }, both);
        Assert.Equal((true, (DateOnly?)null), (swiss.MayExtend, swiss.LongestDay));
        Assert.Null(CaseClock.Of(ClocksOf("rights-request", "ch")));
        Assert.False(CaseClock.Of(ClocksOf("confirm-request", "us-ca"))!.MayExtend);
    }

    private static LegalClocks ClocksOf(string @event, params string[] regimes) =>
        LegalClocks.Of(Clocks.WorkCalendarTests.Shipped, [@event], Start, regimes, [], "SE");

    [Fact]
    public async Task The_page_on_cases_draws_this_machine()
    {
        var lines = from stage in Enum.GetValues<CaseStage>()
                    from step in Enum.GetValues<CaseStep>()
                    let to = CaseState.Leads(stage, step)
                    where to is not null && to != stage
                    select $"    {stage} --> {to}: {step}";

        var page = await File.ReadAllLinesAsync(Page());

        var drawn = page.SkipWhile(line => line is not "    [*] --> Received").Skip(1).TakeWhile(line => line is not "    Closed --> [*]");
        Assert.Equal(lines, drawn);
    }

    private static CaseState Next(CaseState state, CaseStep step, int day = 0, bool isTaken = true)
    {
        var (next, refusal) = state.Next(new(step, Start.AddDays(day)) { Reason = "reason", Until = state.Clock!.LongestDay });
        Assert.Equal(isTaken, refusal == CaseRefusal.None);
        return next ?? state;
    }

    private static CaseRefusal Extended(CaseState state, int? until) =>
        state.Next(new(CaseStep.Extend, Start) { Reason = "reason", Until = until is { } day ? Start.AddDays(day) : null }).Refusal;

    private static CaseRefusal Refusal(CaseState state, CaseStep step, int day = 0) =>
        state.Next(new(step, Start.AddDays(day)) { Reason = "reason", Until = state.Clock!.LongestDay }).Refusal;

    private static string Page([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "cases.md"));
}
