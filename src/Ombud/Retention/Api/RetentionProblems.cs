using Ombud.Layout.Api;

namespace Ombud.Retention.Api;

/// <summary>The problems of noting what periods run from.</summary>
internal static class RetentionProblems
{
    internal static readonly ProblemKind SubmissionNeeded = new("submission-needed", 409,
        new(sv: "Personen har slagit ihop id:t med ett annat av sina.", en: "The person has joined this id with another of theirs."),
        new(sv: "Ange i submissionId vilken inlämning det gäller: andra inlämningar ska inte påverkas.",
            en: "Name in submissionId the submission it happened to: others must not be moved by it."));
}
