using Ombud.Collection.Checking;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;

namespace Ombud.Collection.Submitting;

/// <summary>Asks the policy whether a submission may be collected, for each purpose of its point.</summary>
internal sealed class CollectQuestions(Policy policy, TimeProvider time)
{
    /// <summary>What the policy denies; empty where it permits everything.</summary>
    /// <param name="standing">Where the person stands before the submission.</param>
    public IReadOnlyList<SubmissionError> Denials(CheckedSubmission submission, StandingState standing)
    {
        var point = submission.Point;
        var own = Denials(submission, point.Subject, submission.Filled.Where(one => !one.Field.OfOther), After(submission, standing));
        if (point.OtherSubject is not { } kind)
            return own;

        return [.. own, .. Denials(submission, kind, submission.Filled.Where(one => one.Field.OfOther), Other(kind))];
    }

    /// <summary>
    /// Until when whoever did not give the data themselves is to be told of it: the other person whom a submission names, or
    /// the person of one that came from elsewhere. Null where they gave it.
    /// </summary>
    /// <param name="standing">Where the person stands before the submission.</param>
    public DateTimeOffset? InformBy(CheckedSubmission submission, StandingState standing)
    {
        if (!submission.NamesAnother && submission.Channel is not (Channel.Public or Channel.ThirdParty))
            return null;
        var told = submission.NamesAnother ? Other(submission.Point.OtherSubject!) : After(submission, standing);
        var question = QuestionOf(
            submission, submission.Point.Purposes[0], null, [.. submission.Filled.Select(one => one.Field.Category).OfType<string>()]);
        // Before the last day begins, so that it is kept in whatever zone they live.
        return new DateTimeOffset(
            policy.InformBy(policy.Resolve(in question), policy.Compile(told)).Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }

    // The other person is a stranger of whom nothing is known but as whom they are named.
    private StandingState Other(string kind) => StandingState.Empty.Apply(new StandingChange.Met(time.GetUtcNow(), kind));

    /// <summary>Where the person will stand with the answers of the submission.</summary>
    private StandingState After(CheckedSubmission submission, StandingState standing)
    {
        var now = time.GetUtcNow();
        var after = standing.Apply(new StandingChange.Met(now, submission.Point.Subject));
        if (submission.Residence is { } residence)
            after = after.Apply(new StandingChange.Residence(now, residence));
        return submission.Choices.Where(choice => choice.Value).Aggregate(after, (state, choice) => state.Apply(
            new StandingChange.Consent(
                now, choice.Key, ConsentAnswer.Given, submission.Version.Version, IsExplicit(submission.Version, choice.Key))));
    }

    /// <summary>
    /// A box ticked beside a purpose itself is an explicit statement about it; one beside a topic of marketing is not
    /// meant as one.
    /// </summary>
    public static bool IsExplicit(NoticeVersion version, string choice) => version.Purposes.Any(purpose => purpose.Id == choice);

    private List<SubmissionError> Denials(
        CheckedSubmission submission, string kind, IEnumerable<FilledField> filled, StandingState standing)
    {
        var categories = filled.Where(one => one.Field.Category is not null).Select(one => one.Field.Category!)
            .Distinct(StringComparer.Ordinal).ToList();
        var compiled = policy.Compile(standing);
        var denials = new List<SubmissionError>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var purpose in submission.Version.Purposes.Where(purpose => submission.Point.Purposes
            .Contains(purpose.Id, StringComparer.Ordinal)))
        {
            // Each purpose takes of the form what it lists; what no purpose lists is asked for below, and denied.
            var its = purpose.Subjects.Contains(kind, StringComparer.Ordinal) ? categories
                .Intersect(purpose.Categories, StringComparer.Ordinal).ToArray() : [];
            if (its.Length == 0)
                continue;
            covered.UnionWith(its);
            if (Ask(submission, purpose, its, compiled) is not DenialReason.None and var reason)
                denials.Add(ErrorOf(purpose.Id, reason));
        }

        var uncovered = categories.Where(category => !covered.Contains(category)).ToArray();
        if (uncovered.Length > 0)
        {
            var reason = Decide(submission, submission.Point.Purposes[0], null, uncovered, compiled);
            if (reason is not DenialReason.None)
                denials.Add(ErrorOf(submission.Point.Purposes[0], reason));
        }
        return denials;
    }

    /// <summary>Marketing is permitted where any topic that was chosen is.</summary>
    private DenialReason Ask(CheckedSubmission submission, Purpose purpose, string[] categories, Standing standing)
    {
        var chosen = submission.Version.Topics
            .Where(topic => topic.Purpose == purpose.Id && submission.Choices.GetValueOrDefault(topic.Id)).Select(topic => topic.Id);
        var reasons = chosen.Select(topic => Decide(submission, purpose.Id, topic, categories, standing)).ToList();
        return reasons.Count == 0 ? Decide(submission, purpose.Id, null, categories, standing)
            : reasons.Contains(DenialReason.None) ? DenialReason.None
            : reasons[0];
    }

    private DenialReason Decide(CheckedSubmission submission, string purpose, string? topic, string[] categories, Standing standing)
    {
        var question = QuestionOf(submission, purpose, topic, categories);
        return policy.Decide(in question, standing).Reason;
    }

    private WordQuestion QuestionOf(CheckedSubmission submission, string purpose, string? topic, string[] categories) => new()
    {
        Action = UseAction.Collect, Purpose = purpose, Topic = topic, Categories = categories,
        Controller = submission.Point.Controller, Point = submission.Point.Id, On = Day.Of(time.GetUtcNow()),
    };

    private static SubmissionError ErrorOf(string purpose, DenialReason reason) => new(
        $"purposes.{purpose}", ReasonCodes.CodeOf(reason),
        reason is DenialReason.ConsentMissing or DenialReason.SaleWithoutOptIn ? ErrorTexts.ConsentNeeded : ErrorTexts.NotPermitted)
    {
        Path = "$",
        IsDenial = true,
    };
}
