using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Erasure.Recipients;

/// <summary>
/// Tells a recipient by letter, where the operator has configured its address. Told is whom the mail server took the
/// letter for; until then it is tried again.
/// </summary>
internal sealed class MailRecipient(RecipientMail mail) : IErasureMessenger
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

    public bool Reaches(string recipient) => mail.Reaches(recipient);

    public Task<bool> TellAsync(ErasureNoticeRow notice, CancellationToken cancel) => mail.SendAsync(
        notice.Recipient, $"erasure {notice.SubjectId:N} {notice.Recipient}", Letter,
        [
            ("subject", notice.SubjectId.ToString()),
            ("disclosures", notice.Disclosures.Replace(" ", ", ", StringComparison.Ordinal)),
        ], cancel);
}
