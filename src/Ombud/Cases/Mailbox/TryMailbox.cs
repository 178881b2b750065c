using MimeKit;

namespace Ombud.Cases.Mailbox;

/// <summary>
/// Tries whether a mail becomes a case: puts one of somebody made up into a folder of its own, reads it as any other is read, and takes
/// it out again. To the address that it names nothing is ever sent.
/// </summary>
internal sealed class TryMailbox(ReadMailbox read, TimeProvider time)
{
    private const string Folder = "Trial";
    private const int MailsMax = 20;

    /// <returns>The case's id; null where none came of it.</returns>
    public async Task<Guid?> RunAsync(MailboxOptions mailbox, string address, CancellationToken cancel)
    {
        using var session = await MailboxSession.OpenAsync(mailbox, cancel);
        await session.TurnToAsync(Folder, cancel);
        // What a trial that was cut off has left.
        await session.DeleteAsync([.. (await session.ListAsync(MailsMax, cancel)).Select(mail => mail.Id)], cancel);
        using var message = Write(mailbox, address);
        await session.AppendAsync(message, cancel);
        Guid? filed = null;
        foreach (var mail in await session.ListAsync(MailsMax, cancel))
        {
            var (place, id) = await read.HandleAsync(session, mail, mailbox, isCanary: true, cancel);
            filed = place is MailPlace.Filed ? id : filed;
            await session.DeleteAsync([mail.Id], cancel);
        }
        return filed;
    }

    private MimeMessage Write(MailboxOptions mailbox, string address)
    {
        var message = new MimeMessage
        {
            Subject = "A control tries", Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = "A control tries this mailbox." },
        };
        message.From.Add(new MailboxAddress(null, address));
        message.To.Add(new MailboxAddress(null, mailbox.Address));
        return message;
    }
}
