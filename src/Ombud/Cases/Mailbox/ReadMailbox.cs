using MailKit;
using Ombud.Cases.Mailbox.Reading;

namespace Ombud.Cases.Mailbox;

/// <summary>What came of going through a mailbox.</summary>
/// <param name="Failed">How many mails could not be filed and lie there still.</param>
/// <param name="MayBeMore">Whether more lie there than were gone through.</param>
internal readonly record struct MailboxRound(int Filed, int Automatic, int SetAside, int Failed, bool MayBeMore);

/// <summary>Goes through the new mails of a mailbox: files each, then moves it away.</summary>
internal sealed partial class ReadMailbox(MailIds ids, ReadMail read, FileMail file, TimeProvider time, ILogger<ReadMailbox> logger)
{
    /// <summary>How old a mail may be that opens a case; as what staff enter.</summary>
    public const int DaysBackMax = 90;

    private const int MailsMax = 100;
    private const int FailedMax = 3;

    /// <summary>Goes through them, those that came first before others.</summary>
    /// <param name="mayGoOn">Asked before each mail; false ends the round.</param>
    public async Task<MailboxRound> RunAsync(
        MailboxSession session, MailboxOptions mailbox, Func<Task<bool>> mayGoOn, CancellationToken cancel)
    {
        var waiting = await session.ListAsync(MailsMax, cancel);
        var (filed, failed, moved) = (0, 0, new int[Enum.GetValues<MailPlace>().Length]);
        foreach (var mail in waiting)
        {
            if (failed >= FailedMax || !await mayGoOn())
                break;
            try
            {
                var (place, _) = await HandleAsync(session, mail, mailbox, isCanary: false, cancel);
                await session.PutAsync(mail.Id, place, cancel);
                moved[(int)place]++;
                filed++;
            }
            catch (MessageNotFoundException)
            {
                // Somebody took it out of the mailbox meanwhile.
            }
            catch (Exception failure) when (
                !cancel.IsCancellationRequested && (failure is CommandException || !MailboxRunner.IsOfServer(failure)))
            {
                // One mail that cannot be filed now keeps nobody else's waiting. It lies where it lay.
                failed++;
                LogNotFiled(mailbox.Name, failure.GetType().Name);
            }
        }
        return new MailboxRound(
            moved[(int)MailPlace.Filed], moved[(int)MailPlace.Automatic], moved[(int)MailPlace.SetAside], failed,
            waiting.Count == MailsMax && filed == waiting.Count);
    }

    /// <summary>Deals with one mail, which lies where it lay afterwards.</summary>
    /// <returns>Where it belongs, and the id of the case or message that came of it.</returns>
    public async Task<(MailPlace Place, Guid Id)> HandleAsync(
        MailboxSession session, WaitingMail mail, MailboxOptions mailbox, bool isCanary, CancellationToken cancel)
    {
        if (mail.ReceivedAt < time.GetUtcNow().AddDays(-DaysBackMax))
            return (SetAside(mailbox, AsideReason.TooOld), Guid.Empty);
        if (mail.Bytes > mailbox.BytesMax || await session.ReadAsync(mail.Id, mailbox.BytesMax, cancel) is not { } bytes)
            return (SetAside(mailbox, AsideReason.TooLarge), Guid.Empty);
        switch (await read.RunAsync(bytes, mailbox, cancel))
        {
            case MailVerdict.Asks asks:
                var id = await ids.OfAsync(mailbox.Name, mail.ReceivedAt, bytes, cancel);
                await file.RunAsync(asks.Mail, id, mailbox.Controller, mail.ReceivedAt, isCanary, cancel);
                return (MailPlace.Filed, id);
            case MailVerdict.SetAside aside:
                return (SetAside(mailbox, aside.Reason), Guid.Empty);
            default:
                return (MailPlace.Automatic, Guid.Empty);
        }
    }

    private MailPlace SetAside(MailboxOptions mailbox, AsideReason reason)
    {
        LogSetAside(mailbox.Name, reason);
        return MailPlace.SetAside;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail of the mailbox {Mailbox} is set aside: {Reason}")]
    private partial void LogSetAside(string mailbox, AsideReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail of the mailbox {Mailbox} could not be filed ({Error}); it is tried again")]
    private partial void LogNotFiled(string mailbox, string error);
}
