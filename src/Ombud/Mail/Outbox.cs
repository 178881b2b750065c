using Ombud.Database;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Mail.Sending;
using Ombud.Shared;

namespace Ombud.Mail;

/// <summary>Puts letters beside the rows that make them necessary: they go when these commit, and only then.</summary>
internal sealed class Outbox(JobQueue jobs, MailSeal seal, TimeProvider time)
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromDays(3);

    /// <summary>Adds a letter to a change.</summary>
    /// <returns>The mail's id.</returns>
    public Task<Guid> AddAsync(Change change, Letter letter, CancellationToken cancel) =>
        AddAsync(change.Db, letter, cancel);

    /// <summary>Adds a letter to what the context will save.</summary>
    /// <returns>The mail's id.</returns>
    public async Task<Guid> AddAsync(OmbudContext context, Letter letter, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var bucket = letter is { About: null, AddressHash: { } hash } ? Bucket.Of(hash) : Bucket.Of(letter.About?.Value ?? id);
        context.Add(new OutboxRow
        {
            Bucket = bucket,
            MailId = id,
            SubjectId = letter.About?.Value,
            AddressHash = letter.AddressHash,
            CreatedAt = now,
            SendBefore = letter.SendBefore ?? now + DefaultPatience,
            JobId = jobs.Enqueue(
                context, new Job(SendMail.Word, id.ToString("N")) { Subject = letter.About, Bucket = bucket }),
            Sealed = await seal.SealAsync(id, letter, cancel),
        });
        return id;
    }
}
