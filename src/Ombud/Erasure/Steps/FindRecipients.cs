using Microsoft.EntityFrameworkCore;
using Ombud.Log;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Erasure.Steps;

/// <summary>Finds who had been given data of a person who is being erased, and under which ids. Whom the person has taken in has an
/// erasure of their own, which tells theirs.</summary>
internal static class FindRecipients
{
    private const int DisclosuresMax = 50;

    /// <param name="named">Facts of the person's own that name a recipient.</param>
    /// <returns>The rows by which they are told; none for a control's made-up person, of whom nobody was given anything.</returns>
    public static async Task<IReadOnlyList<ErasureNoticeRow>> OfAsync(
        Change change, IReadOnlyList<INamesRecipient> named, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        if (await change.Db.Set<SubjectRow>().AnyAsync(
            row => row.Bucket == bucket && row.SubjectId == subject && row.IsCanary, cancel))
            return [];

        var given = named.Select(fact => (fact.Recipient, fact.DisclosureId)).ToList();
        return [.. given.GroupBy(one => one.Recipient, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ErasureNoticeRow
            {
                Bucket = bucket, SubjectId = subject, Recipient = group.Key,
                Disclosures = string.Join(' ', group.Select(one => one.DisclosureId).Distinct().Order().TakeLast(DisclosuresMax)),
            })];
    }
}
