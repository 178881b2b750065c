using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Disclosures;
using Ombud.Erasure.Pages;

namespace Ombud.Erasure.Recipients;

/// <summary>A recipient that has not been told of an erasure.</summary>
/// <param name="Id">Id of the recipient, as the pack has it.</param>
/// <param name="Disclosures">Ids of what it was given.</param>
/// <param name="IsByLetter">Whether letters to it are tried; otherwise the staff tell it.</param>
public sealed record WaitingRecipient(
    Guid Subject, string Id, string Name, DateOnly ErasedOn, IReadOnlyList<string> Disclosures, bool IsByLetter, int Attempts);

/// <summary>Recipients that have not been told, the longest waiting first.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record WaitingList(IReadOnlyList<WaitingRecipient> Shown, int Total);

/// <summary>Reads whom nobody has told yet: a fan-out read for the Console.</summary>
internal sealed class ReadWaiting(IDbContextFactory<OmbudContext> contexts, TellRecipients recipients, ErasureWords words)
{
    private const int ListMax = 200;

    public async Task<WaitingList> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var notices = context.Set<ErasureNoticeRow>().AsNoTracking().Over(FanOut.UntoldRecipients).Where(notice => notice.ToldAt == null);
        var rows = await notices
            .Join(context.Set<ErasureRow>(), notice => new { notice.Bucket, notice.SubjectId },
                erasure => new { erasure.Bucket, erasure.SubjectId }, (notice, erasure) => new { Notice = notice, erasure.ErasedAt })
            .OrderBy(row => row.ErasedAt).ThenBy(row => row.Notice.SubjectId).ThenBy(row => row.Notice.Recipient)
            .Take(ListMax).ToListAsync(cancel);
        var total = rows.Count < ListMax ? rows.Count : await notices.CountAsync(cancel);
        return new WaitingList([.. rows.Select(row => Line(row.Notice, row.ErasedAt!.Value))], total);
    }

    private WaitingRecipient Line(ErasureNoticeRow notice, DateTimeOffset erasedAt) => new(
        notice.SubjectId, notice.Recipient, words.Recipient(notice.Recipient), DateOnly.FromDateTime(erasedAt.UtcDateTime),
        DisclosureRegister.Words(notice.Disclosures), recipients.IsReached(notice.Recipient), notice.Attempts);
}
