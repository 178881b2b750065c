using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Disclosures;
using Ombud.Erasure.Pages;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Corrections.Telling;

/// <summary>A recipient that has not been told, as staff see it.</summary>
/// <param name="Subject">Id of the person.</param>
/// <param name="KnownAs">Id by which the recipient was given the person.</param>
/// <param name="Key">Which of the person's notices it is.</param>
/// <param name="Fields">Ids of what was corrected; none of a restriction.</param>
/// <param name="Disclosures">Ids of what it was given.</param>
/// <param name="ChangedAt">The state of the row that is shown, in microseconds since 1970.</param>
/// <param name="IsByLetter">Whether letters to it are tried; otherwise the staff tell it.</param>
public sealed record UntoldRecipient(
    Guid Subject, Guid KnownAs, string Key, string Name, NoticeAbout About, IReadOnlyList<string> Fields,
    IReadOnlyList<string> Disclosures, DateTimeOffset Since, long ChangedAt, bool IsByLetter);

/// <summary>Recipients that have not been told, the longest waiting first.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record UntoldList(IReadOnlyList<UntoldRecipient> Shown, int Total);

/// <summary>Who is still to be told of a correction or a restriction, and noting that they have been.</summary>
internal sealed class RecipientNotices(
    IDbContextFactory<OmbudContext> contexts, Changes changes, NoticeLetter letter, ErasureWords words)
{
    private const int ListMax = 200;

    /// <summary>Those of one person.</summary>
    public async Task<IReadOnlyList<RecipientNoticeRow>> OfAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<RecipientNoticeRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value)
            .OrderBy(row => row.Recipient).ThenBy(row => row.About).ToListAsync(cancel);
    }

    /// <summary>One of them; null where it has been told.</summary>
    public async Task<RecipientNoticeRow?> FindAsync(SubjectId subject, NoticeKey key, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.FindAsync<RecipientNoticeRow>(RowKey(subject, key), cancel);
    }

    /// <summary>All, a page of them: a fan-out read for the Console and for a control.</summary>
    public async Task<UntoldList> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var notices = context.Set<RecipientNoticeRow>().AsNoTracking().Over(FanOut.UninformedRecipients);
        var rows = await notices.OrderBy(row => row.Since).ThenBy(row => row.SubjectId).ThenBy(row => row.Recipient)
            .Take(ListMax).ToListAsync(cancel);
        var total = rows.Count < ListMax ? rows.Count : await notices.CountAsync(cancel);
        return new UntoldList([.. rows.Select(Line)], total);
    }

    /// <summary>Notes that a recipient has been told, by letter or by hand.</summary>
    /// <param name="changedAt">The state of the row of which it was told, in microseconds since 1970.</param>
    /// <param name="by">Id of the staff account, or <c>letter</c>.</param>
    /// <returns>False where it was told already, or where something has been added since.</returns>
    public async Task<bool> MarkToldAsync(SubjectId subject, NoticeKey key, long changedAt, string by, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased || await change.Db.FindAsync<RecipientNoticeRow>(RowKey(subject, key), cancel) is not { } row
            || Micros.Of(row.ChangedAt) != changedAt)
            return false;
        change.Db.Remove(row);
        await change.CommitAsync([new RecipientInformed(key.Recipient, key.About, by)], cancel);
        return true;
    }

    private static object[] RowKey(SubjectId subject, NoticeKey key) =>
        [Bucket.Of(subject.Value), subject.Value, key.Recipient, key.KnownAs, key.About];

    private UntoldRecipient Line(RecipientNoticeRow row) => new(
        row.SubjectId, row.KnownAs, NoticeKey.Of(row).ToString(), words.Recipient(row.Recipient), row.About,
        DisclosureRegister.Words(row.Fields), DisclosureRegister.Words(row.Disclosures), row.Since, Micros.Of(row.ChangedAt),
        letter.Reaches(row.Recipient));
}
