using Ombud.Policies.Deciding;

namespace Ombud.Collection.Storing;

/// <summary>The ids that a submission gets, whoever finishes it.</summary>
/// <param name="Other">The other person, used where the submission names one.</param>
internal sealed record SubmissionIds(Guid Submission, SubjectId Subject, SubjectId Other)
{
    /// <summary>As an idempotency key keeps them.</summary>
    public IReadOnlyList<Guid> ToList() => [Submission, Subject.Value, Other.Value];

    public static SubmissionIds Read(IReadOnlyList<Guid> ids) => new(ids[0], new SubjectId(ids[1]), new SubjectId(ids[2]));
}
