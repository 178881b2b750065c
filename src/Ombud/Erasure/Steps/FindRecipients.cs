using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Erasure.Steps;

/// <summary>Finds who had been given data of a person who is being erased, and under which ids. Whom the person has taken in has an
/// erasure of their own, which tells theirs.</summary>
internal static class FindRecipients
{
    private const int DisclosuresMax = 50;

    /// <returns>The rows by which they are told; none for a control's made-up person, of whom nobody was given anything.</returns>
    public static IReadOnlyList<ErasureNoticeRow> Of(SubjectId person, ErasurePast past)
    {
        if (past.IsCanary)
            return [];

        var (bucket, subject) = (Bucket.Of(person.Value), person.Value);
        var given = past.Given.Select(fact => (fact.Recipient, fact.DisclosureId));
        return [.. given.GroupBy(one => one.Recipient, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ErasureNoticeRow
            {
                Bucket = bucket, SubjectId = subject, Recipient = group.Key,
                Disclosures = string.Join(' ', group.Select(one => one.DisclosureId).Distinct().Order().TakeLast(DisclosuresMax)),
            })];
    }
}
