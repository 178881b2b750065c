using System.Security.Cryptography;
using System.Text;
using Ombud.Mail;
using Ombud.Mail.Sending;
using Ombud.Shared;

namespace Ombud.Erasure.Recipients;

/// <summary>
/// Tells a recipient by letter, where the operator has configured its address. Told is whom the mail server took the
/// letter for; until then it is tried again.
/// </summary>
internal sealed class MailRecipient(RecipientAddresses addresses, IEnumerable<SmtpSender> senders) : IErasureMessenger
{
    private static readonly LetterText Letter = new(
        new Wording("Radera uppgifter som ni har fått av oss", "Erase data that you were given by us"),
        new Wording(
            """
            En person vars uppgifter vi har lämnat till er har raderats hos oss. Radera dem också hos er, om inte en lag
            kräver att ni sparar dem (artikel 19 i dataskyddsförordningen).

            Personens nummer hos oss: {subject}
            Nummer på det ni fick: {disclosures}

            Namn och adress har vi inte längre. Vet ni inte vem det gäller, svara inte med uppgifter om någon: hör av er
            till vår kontaktperson.
            """,
            """
            A person whose data we gave you has been erased with us. Erase it with you as well, unless a law makes you keep
            it (article 19 of the General Data Protection Regulation).

            The person's number with us: {subject}
            Numbers of what you were given: {disclosures}

            We no longer have a name or an address. If you cannot tell whom it is about, do not answer with data about
            anybody: get in touch with your contact with us.
            """));

    public bool Reaches(string recipient) => senders.Any() && addresses.Find(recipient) is not null;

    public async Task<bool> TellAsync(ErasureNoticeRow notice, CancellationToken cancel)
    {
        if (addresses.Find(notice.Recipient) is not { } address || senders.FirstOrDefault() is not { } sender)
            return false;
        return await sender.HandAsync(IdOf(notice), Write(notice, address), cancel) is Handed.Accepted;
    }

    // Which language a recipient reads is not known: it gets both.
    private static SealedLetter Write(ErasureNoticeRow notice, string address)
    {
        var (swedish, english) = (In("sv", notice), In("en", notice));
        return new SealedLetter(address, $"{swedish.Subject} / {english.Subject}", $"{swedish.Body}\n\n{english.Body}\n");
    }

    private static LetterWords In(string language, ErasureNoticeRow notice) => Letter.In(
        language, ("subject", notice.SubjectId.ToString()),
        ("disclosures", notice.Disclosures.Replace(" ", ", ", StringComparison.Ordinal)));

    // The same each time, so that a second copy after a crash is recognised as one.
    private static Guid IdOf(ErasureNoticeRow notice)
    {
        var name = Encoding.UTF8.GetBytes($"erasure {notice.SubjectId:N} {notice.Recipient}");
        return new Guid(SHA256.HashData(name).AsSpan(0, 16));
    }
}
