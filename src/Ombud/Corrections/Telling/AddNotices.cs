using Ombud.Database;
using Ombud.Disclosures;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Corrections.Telling;

/// <summary>Notes in a change which recipients are to be told of it, so that both commit or neither does.</summary>
internal sealed class AddNotices(DisclosureRegister register, JobQueue jobs, TimeProvider time)
{
    private const int DisclosuresMax = 50;

    /// <summary>Of a correction: those who were given the field by the controller while the value stood there.</summary>
    /// <returns>Ids of the recipients, in their order.</returns>
    public Task<IReadOnlyList<string>> OfCorrectionAsync(
        Change change, string controller, string field, DateTimeOffset collectedAt, CancellationToken cancel) =>
        AddAsync(change, NoticeAbout.Correction, field,
            row => row.Controller == controller && row.At >= collectedAt
                && DisclosureRegister.Words(row.Fields).Contains(field, StringComparer.Ordinal), cancel);

    /// <summary>Of a restriction: everybody who was given anything.</summary>
    /// <param name="knownAs">Only those who were given the person by that id; null for all.</param>
    /// <inheritdoc cref="OfCorrectionAsync"/>
    public Task<IReadOnlyList<string>> OfRestrictionAsync(Change change, CancellationToken cancel, SubjectId? knownAs = null) =>
        AddAsync(change, NoticeAbout.Restriction, "", row => knownAs is not { } one || row.SubjectId == one.Value, cancel);

    /// <summary>Of the erasure of what one controller held: everybody who was given something of it.</summary>
    /// <inheritdoc cref="OfCorrectionAsync"/>
    public Task<IReadOnlyList<string>> OfErasureAsync(Change change, string controller, CancellationToken cancel) =>
        AddAsync(change, NoticeAbout.Erasure, "", row => row.Controller == controller, cancel);

    private async Task<IReadOnlyList<string>> AddAsync(
        Change change, NoticeAbout about, string field, Func<DisclosureRow, bool> concerns, CancellationToken cancel)
    {
        var given = (await register.ListAsync(change.Subject, cancel)).Where(concerns)
            .GroupBy(row => (row.Recipient, row.SubjectId)).OrderBy(group => group.Key.Recipient, StringComparer.Ordinal)
            .ThenBy(group => group.Key.SubjectId).ToList();
        foreach (var group in given)
            await AddAsync(change, about, field, group.Key, group.Select(row => row.DisclosureId), cancel);
        return [.. given.Select(group => group.Key.Recipient).Distinct(StringComparer.Ordinal)];
    }

    // One row for all that it has not been told: it is written to once. The job of a row lives as long as the row.
    private async Task AddAsync(
        Change change, NoticeAbout about, string field, (string Recipient, Guid KnownAs) to, IEnumerable<Guid> disclosures,
        CancellationToken cancel)
    {
        var (bucket, now) = (Bucket.Of(change.Subject.Value), Micros.Truncate(time.GetUtcNow()));
        var row = await change.Db.FindAsync<RecipientNoticeRow>(
            [bucket, change.Subject.Value, to.Recipient, to.KnownAs, about], cancel);
        if (row is null)
        {
            row = new RecipientNoticeRow
            {
                Bucket = bucket, SubjectId = change.Subject.Value, Recipient = to.Recipient, KnownAs = to.KnownAs, About = about,
                Since = now,
            };
            change.Db.Add(row);
            jobs.Enqueue(change, new Job(InformRecipients.Word, NoticeKey.Of(row).ToString()));
        }
        // Never the same moment twice, so that each state of the row has its own.
        row.ChangedAt = now > row.ChangedAt ? now : row.ChangedAt.AddMicroseconds(1);
        row.Fields = Join([.. DisclosureRegister.Words(row.Fields), .. field.Length > 0 ? [field] : Array.Empty<string>()]);
        row.Disclosures = Join(DisclosureRegister.Words(row.Disclosures).Concat(disclosures.Select(id => id.ToString()))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).TakeLast(DisclosuresMax));
    }

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Distinct(StringComparer.Ordinal));
}
