using System.Security.Cryptography;
using System.Text;
using Ombud.Mail;
using Ombud.Mail.Sending;

namespace Ombud.Erasure.Recipients;

/// <summary>
/// Hands letters to recipients whose addresses the operator has configured, past the outbox: whom they are about may be gone.
/// </summary>
internal sealed class RecipientMail(RecipientAddresses addresses, IEnumerable<SmtpSender> senders)
{
    /// <summary>Whether a letter leads to a recipient, by the pack's id.</summary>
    public bool Reaches(string recipient) => senders.Any() && addresses.Find(recipient) is not null;

    /// <summary>Hands a letter to the mail server, in Swedish and English: which of them a recipient reads is not known.</summary>
    /// <param name="name">What the letter is: the same name each time, so that a second copy after a crash is recognised as one.</param>
    /// <returns>False where it was not taken, and must be tried again or told by hand.</returns>
    public async Task<bool> SendAsync(
        string recipient, string name, LetterText text, (string Place, string Value)[] values, CancellationToken cancel)
    {
        if (addresses.Find(recipient) is not { } address || senders.FirstOrDefault() is not { } sender)
            return false;
        var (swedish, english) = (text.In("sv", values), text.In("en", values));
        var letter = new SealedLetter(address, $"{swedish.Subject} / {english.Subject}", $"{swedish.Body}\n\n{english.Body}\n");
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        return await sender.HandAsync(id, letter, cancel) is Handed.Accepted;
    }
}
