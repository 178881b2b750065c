using Ombud.Collection.Checking;
using Ombud.Collection.Facts;
using Ombud.Collection.Submitting;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Collection.Storing;

/// <summary>The facts that a submission makes.</summary>
internal static class SubmissionFactList
{
    /// <summary>What happened to the person: received, met, where they live, each choice answered.</summary>
    public static IReadOnlyList<Fact> Of(CheckedSubmission submission, SubmissionIds ids, StandingState standing, DateTimeOffset? informBy)
    {
        var facts = new List<Fact> { Received(submission, ids) };
        if (!standing.Kinds.Contains(submission.Point.Subject))
            facts.Add(new SubjectMet(submission.Point.Subject));
        if (submission.Residence is { } country && country != standing.Residence)
            facts.Add(new ResidenceStated(country));
        if (informBy is { } moment && !submission.NamesAnother)
            facts.Add(Elsewhere(submission, ids, ofOther: false, moment, submission.Identifiers));
        facts.AddRange(submission.Choices.Where(choice => IsAnswer(choice, standing)).Select(choice => Answer(submission, choice)));
        return facts;
    }

    /// <summary>What happened to the other person.</summary>
    public static IReadOnlyList<Fact> OfOther(CheckedSubmission submission, SubmissionIds ids, DateTimeOffset informBy) =>
    [
        Elsewhere(submission, ids, ofOther: true, informBy, submission.OthersIdentifiers),
        new SubjectMet(submission.Point.OtherSubject!),
    ];

    // A box left empty takes back nothing that the person has agreed to elsewhere: that has a way of its own.
    private static bool IsAnswer(KeyValuePair<string, bool> choice, StandingState standing) =>
        choice.Value || standing.Consents.GetValueOrDefault(choice.Key) is not { Answer: ConsentAnswer.Given };

    private static SubmissionReceived Received(CheckedSubmission submission, SubmissionIds ids) => new()
    {
        SubmissionId = ids.Submission,
        Controller = submission.Point.Controller,
        Channel = submission.Channel,
        Shown = ShownOf(submission),
        Purposes = submission.Point.Purposes,
        Categories = CategoriesOf(submission, ofOther: false),
        Choices = submission.Choices,
        Confirmations = submission.Confirmations,
        Records = submission.Filled.Count(one => !one.Field.OfOther),
        OthersRecords = submission.Filled.Count(one => one.Field.OfOther),
        Offline = submission.Offline is { } offline
            ? new StaffRecorded(offline.Staff, offline.CollectedOn, WordOf(offline.Told)) : null,
    };

    private static DataReceivedElsewhere Elsewhere(
        CheckedSubmission submission, SubmissionIds ids, bool ofOther, DateTimeOffset informBy,
        IReadOnlyList<GivenIdentifier> identifiers) => new()
        {
            SubmissionId = ids.Submission,
            Controller = submission.Point.Controller,
            Channel = ofOther ? Policies.Model.Channel.ThirdParty : submission.Channel,
            Shown = ShownOf(submission),
            Purposes = submission.Point.Purposes,
            Categories = CategoriesOf(submission, ofOther),
            Records = submission.Filled.Count(one => one.Field.OfOther == ofOther),
            InformBy = informBy,
            ByLetter = identifiers.Any(one => one.Kind is Keys.IdentifierKind.Email),
        };

    private static ConsentAnswered Answer(CheckedSubmission submission, KeyValuePair<string, bool> choice) => new()
    {
        Key = choice.Key,
        Answer = choice.Value ? ConsentAnswer.Given : ConsentAnswer.Refused,
        Controller = submission.Point.Controller,
        Shown = new Shown(
            submission.Version.Version, submission.Language, submission.Point.Id,
            ShownTexts.HashOfChoice(submission.Version, choice.Key, submission.Language)),
        Explicit = choice.Value && CollectQuestions.IsExplicit(submission.Version, choice.Key),
    };

    private static Shown ShownOf(CheckedSubmission submission) => new(
        submission.Version.Version, submission.Language, submission.Point.Id,
        ShownTexts.HashOf(submission.Version, submission.Point, submission.Language));

    private static List<string> CategoriesOf(CheckedSubmission submission, bool ofOther) =>
        [.. submission.Filled.Where(one => one.Field.OfOther == ofOther && one.Field.Category is not null)
            .Select(one => one.Field.Category!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string WordOf(ToldBy told) => told switch
    {
        ToldBy.ReadOut => "read-out",
        ToldBy.HandedOver => "handed-over",
        ToldBy.LetterFollows => "letter-follows",
    };
}
