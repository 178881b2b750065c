using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox.Reading;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Mailbox;

/// <summary>
/// Files a mail: as a message in the case that it quotes, where it came from that case's own address, else as a case of its own.
/// Which of them it was is told to nobody who wrote: a number alone confirms nothing. Repeating it changes nothing.
/// </summary>
internal sealed class FileMail(FileCase file, CaseChanges cases, TimeProvider time)
{
    /// <summary>Who wrote by mail, in facts and entries: whoever uses the case's address, which is no proof of who that is.</summary>
    public const string By = "mail";

    /// <param name="id">Worked out from the mail, by <see cref="MailIds"/>.</param>
    /// <param name="controller">Id of the company that is asked.</param>
    /// <param name="isCanary">Whether a control wrote it.</param>
    public async Task RunAsync(
        AskingMail mail, Guid id, string controller, DateTimeOffset receivedAt, bool isCanary, CancellationToken cancel)
    {
        if (mail.Quoted is { } number && !isCanary && await WriteAsync(mail, id, number, cancel))
            return;
        var now = time.GetUtcNow();
        await file.RunAsync(
            new NewCase
            {
                Id = id, Kind = mail.Kind, Channel = CaseChannel.Email, Controller = controller, Language = mail.Language.Code,
                Contact = mail.Contact, Says = mail.Says, ReceivedAt = receivedAt < now ? receivedAt : now, IsCanary = isCanary,
            },
            cancel);
    }

    private Task<bool> WriteAsync(AskingMail mail, Guid id, Guid number, CancellationToken cancel) =>
        cases.RunAsync(number, async change =>
        {
            if (change.State.Stage is CaseStage.Closed || change.Contact.Value.Address is not { } address
                || address != mail.Contact.Value.Address)
                return false;
            if (await change.HasMailAsync(id, cancel))
                return true;
            // What the staff waited for has come, whoever wrote it; who that was shows a code alone.
            var reply = change.State.Next(new CaseEvent(CaseStep.PersonReplies, change.Today)).State;
            if (reply is not null)
                change.MoveTo(reply);
            change.Add(
                new CaseEntry(
                    time.GetUtcNow(), CaseAuthor.Person, By, reply is null ? null : CaseStep.PersonReplies, null, IsInternal: false,
                    mail.Says)
                {
                    Note = CaseNote.ByMail,
                },
                id);
            await change.CommitAsync(
                [
                    reply is null ? new CaseNoted(CaseAuthor.Person, By)
                        : new CaseMoved(CaseStep.PersonReplies, reply.Stage, null, reply.Clock?.LastDay, By),
                ],
                cancel);
            return true;
        }, cancel);
}
