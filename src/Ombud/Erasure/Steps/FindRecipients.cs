using Microsoft.EntityFrameworkCore;
using Ombud.Disclosures;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Erasure.Steps;

/// <summary>Finds who had been given data of a person who is being erased, and under which ids.</summary>
internal sealed class FindRecipients(DisclosureRegister register)
{
    private const int DisclosuresMax = 50;

    /// <param name="named">Facts of the person's own that name a recipient.</param>
    /// <returns>The rows by which they are told; none for a control's made-up person, of whom nobody was given anything.</returns>
    public async Task<IReadOnlyList<ErasureNoticeRow>> OfAsync(
        Change change, IReadOnlyList<INamesRecipient> named, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        if (await change.Db.Set<SubjectRow>().AnyAsync(
            row => row.Bucket == bucket && row.SubjectId == subject && row.IsCanary, cancel))
            return [];

        var given = named.Select(fact => (fact.Recipient, fact.DisclosureId)).ToList();
        // What was given of somebody before they were joined was this person's too.
        var joined = await change.Db.Set<SubjectLinkRow>().AsNoTracking()
            .Where(link => link.Bucket == bucket && link.SubjectId == subject && link.Relation == SubjectLinkRow.JoinedFrom)
            .Select(link => link.OtherId).ToListAsync(cancel);
        foreach (var other in joined)
        {
            given.AddRange((await register.ListAsync(new SubjectId(other), cancel))
                .Select(row => (row.Recipient, row.DisclosureId)));
        }
        return [.. given.GroupBy(one => one.Recipient, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ErasureNoticeRow
            {
                Bucket = bucket, SubjectId = subject, Recipient = group.Key,
                Disclosures = string.Join(' ', group.Select(one => one.DisclosureId).Distinct().Order().TakeLast(DisclosuresMax)),
            })];
    }
}
