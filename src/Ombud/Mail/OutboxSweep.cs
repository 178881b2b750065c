using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;

namespace Ombud.Mail;

/// <summary>
/// Removes mails some time after they were sent, or could no longer be, with the jobs that would have sent them.
/// </summary>
internal sealed class OutboxSweep(
    IDbContextFactory<OmbudContext> contexts, Db db, MailOptions options, TimeProvider time) : ISweep
{
    private const int PageSize = 500;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var removed = 0;
        while (await SweepPageAsync(cancel) is > 0 and var page)
            removed += page;
        return removed;
    }

    private async Task<int> SweepPageAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - options.KeepSent;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var old = await context.Set<OutboxRow>().AsNoTracking().Over(FanOut.OldLetters)
            .Where(row => row.EndedAt != null && row.EndedAt < before || row.EndedAt == null && row.SendBefore < before)
            .OrderBy(row => row.Bucket).ThenBy(row => row.MailId).Take(PageSize)
            .Select(row => new { row.Bucket, row.MailId, row.JobId }).ToListAsync(cancel);
        foreach (var mail in old)
        {
            using var pass = await db.Gate.EnterAsync(cancel);
            await context.Set<JobRow>().Where(row => row.Bucket == mail.Bucket && row.JobId == mail.JobId)
                .ExecuteDeleteAsync(cancel);
            await context.Set<OutboxRow>().Where(row => row.Bucket == mail.Bucket && row.MailId == mail.MailId)
                .ExecuteDeleteAsync(cancel);
        }
        return old.Count;
    }
}
