using Ombud.Policies.Cases;
using Ombud.Policies.Model;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.CaseStates;

public sealed class OpenRecourseTests
{
    private static readonly DateOnly Received = new(2026, 1, 7);
    private static readonly CaseClock Clock = new(new DateOnly(2026, 2, 20));

    private static readonly NoticeVersion Notice = Build.Version("2026-01-01") with
    {
        Recourse =
        [
            Step("body", RecourseKind.DisputeBody) with
            {
                Residences = ["eu", "ch"], Opens = ["answered", "overdue", "unacknowledged"], AcknowledgeWithinDays = 14,
            },
            Step("panel", RecourseKind.Arbitration) with
            {
                After = ["body", RecourseStep.Authority], Conditions = [LocalizedText.Same("in some cases")],
            },
        ],
    };

    [Theory]
    [InlineData(CaseStep.Refuse)]
    [InlineData(CaseStep.Answer)]
    [InlineData(CaseStep.AnswerInPart)]
    public void Any_answer_opens_the_dispute_body_and_closing_leaves_it_open(CaseStep answer)
    {
        var answered = After(After(State(), CaseStep.Begin), answer);

        Assert.Equal(["body"], Open(answered));
        Assert.Equal(["body"], Open(After(answered, CaseStep.Close)));
    }

    [Fact]
    public void Before_an_answer_a_missed_day_or_two_weeks_of_silence_nothing_is_open()
    {
        Assert.Empty(Open(State(), Received.AddDays(14)));
        Assert.Equal(["body"], Open(State(), Received.AddDays(15)));
        Assert.Empty(Open(After(State(), CaseStep.Begin), Clock.LastDay));
        Assert.Equal(["body"], Open(After(State(), CaseStep.Begin), Clock.LastDay.AddDays(1)));
        Assert.Empty(Open(After(State(), CaseStep.TakeBack), Clock.LastDay.AddDays(1)));
    }

    [Fact]
    public void Arbitration_is_open_when_every_step_before_it_is_taken_and_not_before()
    {
        var refused = After(State(), CaseStep.Refuse);

        Assert.Equal(["body"], Open(refused, null, "body"));
        Assert.Equal(["body"], Open(refused, null, RecourseStep.Authority));
        Assert.Equal(["body", "panel"], Open(refused, null, "body", RecourseStep.Authority));
    }

    [Fact]
    public void A_step_is_for_its_kinds_of_case_and_its_residences()
    {
        Assert.Empty(Open(After(State(CaseKind.Objection), CaseStep.Refuse)));
        Assert.Empty(OpenRecourse.Of(Notice, Question(After(State(), CaseStep.Refuse)) with { Regimes = ["us-ca"] }));
        Assert.Equal(["body", RecourseStep.Authority], OpenRecourse.WaitedFor(Notice, CaseKind.Complaint, ["us-ca"]));
        Assert.Empty(OpenRecourse.WaitedFor(Notice, CaseKind.Objection, ["eu"]));
    }

    [Fact]
    public void A_body_is_offered_from_its_first_day_to_its_last_and_then_told_to_have_ended()
    {
        var (first, last) = (Received.AddDays(2), Received.AddDays(4));
        var notice = Notice with { Recourse = [Notice.Recourse[0] with { Since = first, Until = last }] };
        var question = Question(After(State(), CaseStep.Refuse));

        Assert.Empty(OpenRecourse.Of(notice, question with { On = first.AddDays(-1) }));
        Assert.Single(OpenRecourse.Of(notice, question with { On = first }));
        Assert.Single(OpenRecourse.Of(notice, question with { On = last }));
        Assert.Empty(OpenRecourse.Ended(notice, question with { On = last }));
        Assert.Empty(OpenRecourse.Of(notice, question with { On = last.AddDays(1) }));
        Assert.Single(OpenRecourse.Ended(notice, question with { On = last.AddDays(1) }));
    }

    [Theory]
    [InlineData("2018-05-04", "2020-07-15", "privacy-shield")]
    [InlineData("2018-05-04", "2020-07-16", "")]
    [InlineData("2026-01-01", "2026-07-01", "bbbprograms")]
    public void The_shipped_pack_offers_the_body_that_there_is_on_the_day(string version, string on, string link)
    {
        var notice = ShippedPack.Policy.Pack.Versions.Single(one => one.Version == version);

        var open = OpenRecourse.Of(notice, Question(After(State(), CaseStep.Refuse)) with { On = TestLaw.D(on) });

        Assert.Equal(link.Length > 0 ? 1 : 0, open.Count);
        Assert.All(open, step => Assert.Contains(link, step.Link.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private static RecourseStep Step(string id, RecourseKind kind) => new()
    {
        Id = id, Clause = "shield." + id, Kind = kind, Cases = ["complaint"], Name = LocalizedText.Same(id),
        Says = LocalizedText.Same(id), Link = new Uri($"https://{id}.example/"), Since = new DateOnly(2020, 1, 1),
    };

    private static CaseState State(CaseKind kind = CaseKind.Complaint) =>
        CaseState.Receive(kind, Received, Clock, isIdentityProved: false);

    private static CaseState After(CaseState state, CaseStep step) =>
        state.Next(new CaseEvent(step, Received) { Reason = "nothing-held" }).State
            ?? throw new InvalidOperationException($"{step} cannot be taken.");

    private static RecourseQuestion Question(CaseState state) => new(state, Received, Received, ["eu"], []);

    private static IEnumerable<string> Open(CaseState state, DateOnly? on = null, params string[] taken) =>
        OpenRecourse.Of(Notice, Question(state) with { On = on ?? Received, Taken = taken }).Select(step => step.Id);
}
