using Ombud.Collection.Checking;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Collection.Submitting;

/// <summary>What became of a submission.</summary>
internal abstract record SubmissionOutcome
{
    private SubmissionOutcome() { }

    /// <summary>It is durable.</summary>
    /// <param name="Facts">The person's facts, in the order in which they happened; each is a receipt.</param>
    public sealed record Accepted(Guid SubmissionId, SubjectId Subject, IReadOnlyList<WrittenFact> Facts) : SubmissionOutcome;

    /// <summary>Something is wrong with it; nothing was stored.</summary>
    public sealed record Refused(IReadOnlyList<SubmissionError> Errors) : SubmissionOutcome;

    /// <summary>A child under 13: nothing was stored, of any kind.</summary>
    public sealed record Under13 : SubmissionOutcome;

    /// <summary>The idempotency key was used before, for something else.</summary>
    public sealed record KeyReused : SubmissionOutcome;

    /// <summary>The person has been erased.</summary>
    public sealed record Erased : SubmissionOutcome;
}
