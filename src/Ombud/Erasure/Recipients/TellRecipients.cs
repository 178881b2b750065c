using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Erasure.Recipients;

/// <summary>Passes an erasure on to those who were given data: a connected system, a webhook, a mail to a contact.</summary>
internal interface IErasureMessenger
{
    /// <summary>Whether it is the way to a recipient, by the pack's id.</summary>
    bool Reaches(string recipient);

    /// <summary>Tells it. May be called again for what was told already.</summary>
    /// <returns>False where it could not be told now and must be tried again.</returns>
    Task<bool> TellAsync(string recipient, SubjectId subject, CancellationToken cancel);
}

/// <summary>
/// Step five: recipients are told. One to whom no messenger leads waits for the staff, who tell it by hand; what could not
/// be told is tried again until it is.
/// </summary>
internal sealed partial class TellRecipients(
    IDbContextFactory<OmbudContext> contexts, Changes changes, IEnumerable<IErasureMessenger> messengers, Db db, TimeProvider time,
    ILogger<TellRecipients> logger)
{
    /// <summary>Tells everybody who has not been told.</summary>
    /// <returns>Whether all have been told.</returns>
    public async Task<bool> TellAsync(SubjectId subject, CancellationToken cancel)
    {
        var isAll = true;
        foreach (var notice in await WaitingAsync(subject, cancel))
        {
            if (messengers.FirstOrDefault(one => one.Reaches(notice.Recipient)) is { } messenger
                && await TryAsync(messenger, notice, subject, cancel))
                await MarkToldAsync(subject, notice.Recipient, "messenger", cancel);
            else
                isAll = false;
        }
        return isAll;
    }

    /// <summary>Recipients that have not been told yet.</summary>
    public async Task<IReadOnlyList<ErasureNoticeRow>> WaitingAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<ErasureNoticeRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.ToldAt == null)
            .OrderBy(row => row.Recipient).ToListAsync(cancel);
    }

    /// <summary>Notes that a recipient has been told, by a messenger or by hand.</summary>
    /// <param name="by">Id of the staff account, or <c>messenger</c>.</param>
    /// <returns>False where it was told already, or need not be.</returns>
    public async Task<bool> MarkToldAsync(SubjectId subject, string recipient, string by, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        var row = await change.Db.Set<ErasureNoticeRow>().FindAsync([Bucket.Of(subject.Value), subject.Value, recipient], cancel);
        if (row is null or { ToldAt: not null })
            return false;
        row.ToldAt = Micros.Truncate(time.GetUtcNow());
        await change.CommitAsync([new RecipientTold(recipient, by)], cancel);
        return true;
    }

    private async Task<bool> TryAsync(IErasureMessenger messenger, ErasureNoticeRow notice, SubjectId subject, CancellationToken cancel)
    {
        try
        {
            if (await messenger.TellAsync(notice.Recipient, subject, cancel))
                return true;
        }
#pragma warning disable CA1031 // Whatever one recipient's system fails with, the others are told.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(notice.Recipient, failure.GetType().Name);
        }
#pragma warning restore CA1031
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<ErasureNoticeRow>()
            .Where(row => row.Bucket == notice.Bucket && row.SubjectId == notice.SubjectId && row.Recipient == notice.Recipient)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1), cancel);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recipient} could not be told of an erasure ({Error}); it is tried again")]
    private partial void LogFailed(string recipient, string error);
}
