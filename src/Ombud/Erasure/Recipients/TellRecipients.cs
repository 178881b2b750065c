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
    Task<bool> TellAsync(ErasureNoticeRow notice, CancellationToken cancel);
}

/// <summary>
/// Step five: recipients are told. One to whom no messenger leads waits for the staff, who tell it by hand; what could not
/// be told is tried again until it is.
/// </summary>
internal sealed partial class TellRecipients(
    IDbContextFactory<OmbudContext> contexts, Changes changes, IEnumerable<IErasureMessenger> messengers, Db db, TimeProvider time,
    ILogger<TellRecipients> logger)
{
    private const string Messenger = "messenger";
    private const int DoublingsMax = 7;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    // Whoever marks it told goes on at once; this is for a messenger that is configured later.
    private static readonly TimeSpan ForTheStaff = TimeSpan.FromHours(6);

    /// <summary>Tells everybody who has not been told.</summary>
    /// <returns>After how long to try again; null where all have been told.</returns>
    public async Task<TimeSpan?> TellAsync(SubjectId subject, CancellationToken cancel)
    {
        TimeSpan? again = null;
        foreach (var notice in await WaitingAsync(subject, cancel))
        {
            var messenger = messengers.FirstOrDefault(one => one.Reaches(notice.Recipient));
            if (messenger is not null && await TryAsync(messenger, notice, cancel))
            {
                await MarkToldAsync(subject, notice.Recipient, Messenger, cancel);
                continue;
            }
            var wait = messenger is null ? ForTheStaff : AgainAfter * (1 << Math.Min(notice.Attempts, DoublingsMax));
            again = again is { } sooner && sooner < wait ? sooner : wait;
        }
        return again;
    }

    /// <summary>Whether a messenger leads to a recipient, so that the staff need not tell it.</summary>
    public bool IsReached(string recipient) => messengers.Any(one => one.Reaches(recipient));

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
        (row.ToldAt, row.Disclosures) = (Micros.Truncate(time.GetUtcNow()), "");
        await change.CommitAsync([new RecipientTold(recipient, by)], cancel);
        return true;
    }

    private async Task<bool> TryAsync(IErasureMessenger messenger, ErasureNoticeRow notice, CancellationToken cancel)
    {
        try
        {
            if (await messenger.TellAsync(notice, cancel))
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
