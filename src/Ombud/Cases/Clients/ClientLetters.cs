using Ombud.Cases.Letters;
using Ombud.Erasure.Recipients;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Clients;

/// <summary>
/// Tells a client, where the operator has configured its address (<c>Recipients:Mail:{id}</c>), that a request waits for it: a number,
/// a kind and a day in every language, and nothing of the person.
/// </summary>
internal sealed class ClientLetters(RecipientAddresses addresses, Outbox outbox, AddressHash hashes, TimeProvider time)
{
    /// <summary>Adds the letter to the change that makes it necessary; none where there is no address.</summary>
    public async Task TellAsync(CaseChange change, CancellationToken cancel)
    {
        if (addresses.Find(change.Row.Controller) is not { } address)
            return;
        // With a control's case goes the letter too; it is never sent.
        var tried = change.Row.IsCanary ? change.Contact.Value.Address : null;
        var words = Language.All.Select(language => ClientTexts.ToClient.In(
            language.Code, ("number", CaseLetters.NumberOf(change.Row.CaseId)), ("what", CaseTexts.Of(change.Row.Kind).In(language)),
            ("day", change.State.Clock is { } clock ? language.Say(clock.LastDay) : "-"))).ToList();
        await outbox.AddAsync(
            change.Change,
            new Letter
            {
                To = new Personal<string>(address), Words = new Personal<LetterWords>(new LetterWords(
                    string.Join(" / ", words.Select(one => one.Subject)), string.Join("\n\n", words.Select(one => one.Body)))),
                AddressHash = tried is null ? null : await hashes.OfAsync(tried, cancel),
                SendBefore = change.Row.IsCanary ? time.GetUtcNow() : null,
            },
            cancel);
    }
}
