using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Shared;

namespace Ombud.Mail.Sending;

/// <summary>
/// Sends one mail of the outbox. Sent and finished commit together; a crash before that may send it twice.
/// </summary>
internal sealed class SendMail(
    IDbContextFactory<OmbudContext> contexts, Db db, MailSeal seal, SmtpSender sender, TimeProvider time) : IJobHandler
{
    public const string Word = "mail.send";

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var id = Guid.ParseExact(run.Payload, "N");
        if (await FindAsync(run.Bucket, id, cancel) is not { State: MailState.Waiting } mail)
            return new JobOutcome.Done();
        if (mail.SendBefore <= time.GetUtcNow())
            return await EndAsync(run, id, MailState.Withheld, cancel);
        if (await seal.OpenAsync(mail, cancel) is not { } letter)
            return await EndAsync(run, id, MailState.Withheld, cancel);

        // Nobody is at the other end, and no server is to be asked for them.
        if (MadeUp.IsAddress(letter.To))
            return await EndAsync(run, id, MailState.Withheld, cancel);

        return await sender.HandAsync(id, letter, cancel) switch
        {
            Handed.Accepted => await EndAsync(run, id, MailState.Sent, cancel),
            Handed.Refused => await EndAsync(run, id, MailState.Refused, cancel),
            Handed.NotNow notNow => new JobOutcome.Again(notNow.Code),
            _ => throw new InvalidOperationException("An answer that nobody has thought of."),
        };
    }

    private async Task<OutboxRow?> FindAsync(short bucket, Guid id, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<OutboxRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.MailId == id, cancel);
    }

    private async Task<JobOutcome> EndAsync(JobRun run, Guid id, MailState state, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var now = time.GetUtcNow();
        await context.Set<OutboxRow>()
            .Where(row => row.Bucket == run.Bucket && row.MailId == id && row.State == MailState.Waiting)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, state).SetProperty(row => row.EndedAt, now), cancel);
        if (await run.FinishInAsync(context, cancel))
            await transaction.CommitAsync(cancel);
        return new JobOutcome.Finished();
    }
}
