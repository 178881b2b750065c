using Ombud.Policies.Compiling;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding.Steps;
using Ombud.Policies.Explaining;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding;

/// <summary>A pack and its law, compiled: answers what may be done with whose data. Immutable, pure, safe on any
/// thread.</summary>
public sealed class Policy
{
    private readonly Calendar _calendar;
    private readonly LawTables _lawTables;
    private readonly VersionTables[] _versions;
    private readonly StandingCompiler _standings;

    internal Policy(Pack pack, LegalData law, Words words, LawTables lawTables, VersionTables[] versions,
        Calendar calendar)
    {
        (Pack, Law, Words) = (pack, law, words);
        (_lawTables, _versions, _calendar) = (lawTables, versions, calendar);
        _standings = new(words, versions);
        Stranger = _standings.Compile(this, StandingState.Empty);
    }

    /// <summary>Compiles a pack. Takes milliseconds; keep the result.</summary>
    /// <exception cref="ArgumentException">The pack is larger than a policy holds, or its versions are out of
    /// order.</exception>
    public static Policy Compile(Pack pack, LegalData law)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(law);
        return PolicyCompiler.Compile(pack, law);
    }

    /// <summary>The pack it was compiled from.</summary>
    public Pack Pack { get; }

    /// <summary>The law it was compiled with.</summary>
    public LegalData Law { get; }

    /// <summary>Words to numbers and back.</summary>
    public Words Words { get; }

    /// <summary>The standing of somebody of whom nothing is known.</summary>
    public Standing Stranger { get; }

    /// <summary>The version of the notice in force on a day; null before the first.</summary>
    public NoticeVersion? Version(Day day) => _calendar.On(day.Number).Version?.Model;

    /// <inheritdoc cref="Version(Day)"/>
    public NoticeVersion? VersionInForce(DateOnly date) => Version(Day.Of(date));

    /// <summary>The version that a decision's <see cref="Decision.Version"/> names; null for -1.</summary>
    public NoticeVersion? VersionAt(int index) => (uint)index < (uint)_versions.Length ? _versions[index].Model : null;

    /// <summary>Makes of a stored standing what decisions read.</summary>
    public Standing Compile(StandingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _standings.Compile(this, state);
    }

    /// <summary>Answers a question. A pure function of its arguments; allocates nothing.</summary>
    /// <param name="question">What is asked, in numbers of this policy.</param>
    /// <param name="standing">Where the person stands, compiled by this policy.</param>
    /// <exception cref="ArgumentException">The standing was compiled by another policy.</exception>
    public Decision Decide(in Question question, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (!ReferenceEquals(standing.Owner, this))
            throw new ArgumentException("The standing belongs to another policy: compile it anew.", nameof(standing));

        var epoch = _calendar.On(question.On.Number);
        var decision = ShortWay.Answer(in question, standing, epoch, _lawTables);
        return decision.IsAnswer ? decision : DecideByStep(in question, standing, epoch);
    }

    /// <summary>The long way, through every step. The short way answers what this one does, word for word.</summary>
    internal Decision DecideByStep(in Question question, Standing standing, Epoch epoch)
    {
        var reason = DeclaredStep.Check(in question, epoch.Version, _lawTables.CountryLength);
        if (reason != DenialReason.None)
            return new() { Reason = reason, Version = epoch.Version?.Index ?? -1 };

        var asked = new Asked(in question, standing, epoch, epoch.Version!, _lawTables);
        reason = FirstDenial(ref asked);
        return reason == DenialReason.None
            ? Permitted(ref asked)
            : new() { Reason = reason, Clause = asked.Clause, Rank = asked.Rank, Version = asked.Tables.Index };
    }

    private static Decision Permitted(ref Asked asked)
    {
        var obligations = ClosingSteps.Obligations(ref asked);
        return new()
        {
            Basis = asked.Basis,
            Clause = asked.Clause,
            Rank = asked.Rank,
            Obligations = obligations,
            InformBy = (obligations & Obligations.Inform) == Obligations.None
                ? default : asked.Law.InformBy(asked.Question.On, asked.Regimes),
            Safeguard = asked.Safeguard,
            Version = asked.Tables.Index,
        };
    }

    /// <summary>Answers a question in the words of the pack. Allocates nothing.</summary>
    /// <inheritdoc cref="Decide(in Question, Standing)"/>
    public Decision Decide(in WordQuestion question, Standing standing) => Decide(Resolve(in question), standing);

    /// <summary>The question in numbers; a foreign word stays foreign and is denied.</summary>
    public Question Resolve(in WordQuestion question) => new()
    {
        Action = question.Action,
        Purpose = Words.Purpose(question.Purpose),
        Topic = Words.Topic(question.Topic),
        Categories = Words.CategorySet(question.Categories.Span),
        Controller = Words.Party(question.Controller),
        Recipient = Words.Party(question.Recipient),
        From = Words.Country(question.From),
        To = Words.Country(question.To),
        Point = Words.Point(question.Point),
        On = question.On,
        EndsOn = question.EndsOn,
        CollectedOn = question.CollectedOn,
        Signals = question.Signals,
    };

    /// <summary>
    /// The last day on which a person must be told of data that came from somebody else, by the strictest law that applies
    /// (GDPR article 14(3)(a)); the strictest of all where none is known to apply.
    /// </summary>
    /// <param name="question">What was asked when it was collected: the controller and the day count.</param>
    /// <param name="standing">Where the person stands, compiled by this policy.</param>
    public Day InformBy(in Question question, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var epoch = _calendar.On(question.On.Number);
        var isDeclared = DeclaredStep.Check(in question, epoch.Version, _lawTables.CountryLength) == DenialReason.None;
        var regimes = isDeclared ? new Asked(in question, standing, epoch, epoch.Version!, _lawTables).Regimes : 0;
        return _lawTables.InformBy(question.On, regimes);
    }

    /// <summary>A permit to act now; null where the decision is a denial or the question is not of today.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="stored">The person's standing, folded from stored facts.</param>
    /// <param name="clock">The server's clock; its UTC day is today.</param>
    /// <param name="decision">The decision, also where there is no permit.</param>
    public Permit? Authorise(
        SubjectId subject, in Question question, StandingState stored, TimeProvider clock, out Decision decision) =>
        Authorise(subject, in question, Compile(stored), clock, out decision);

    /// <inheritdoc cref="Authorise(SubjectId, in Question, StandingState, TimeProvider, out Decision)"/>
    public Permit? Authorise(SubjectId subject, in Question question, Standing stored, TimeProvider clock,
        out Decision decision)
    {
        ArgumentNullException.ThrowIfNull(clock);
        decision = Decide(in question, stored);
        return decision.IsPermitted && question.On == Day.Of(clock.GetUtcNow())
            ? new(subject, in question, in decision, stored.Version, Words.Word(question.Purpose)) : null;
    }

    /// <summary>All steps of a decision with what determined them, for people.</summary>
    public Explanation Explain(in Question question, StandingState state) =>
        new Explainer(this, _lawTables, _calendar).Explain(in question, Compile(state));

    internal LawTables Tables => _lawTables;

    internal Epoch EpochOn(Day day) => _calendar.On(day.Number);

    internal VersionTables TablesOf(int version) => _versions[version];

    private static DenialReason FirstDenial(ref Asked asked)
    {
        DenialReason reason;
        if (asked.Standing.Marks != StandingMarks.None
            && ((reason = PersonSteps.Under13(ref asked)) != DenialReason.None
                || (reason = PersonSteps.Erased(ref asked)) != DenialReason.None
                || (reason = PersonSteps.Restricted(ref asked)) != DenialReason.None))
            return reason;

        if ((reason = PersonSteps.Instructed(ref asked)) != DenialReason.None
            || (reason = ListStep.Check(ref asked)) != DenialReason.None
            || (reason = GroundStep.Check(ref asked)) != DenialReason.None
            || (reason = WillStep.Check(ref asked)) != DenialReason.None
            || (reason = TransferStep.Check(ref asked)) != DenialReason.None
            || (reason = ClosingSteps.Vendor(ref asked)) != DenialReason.None)
            return reason;

        return ClosingSteps.Retention(ref asked);
    }
}
