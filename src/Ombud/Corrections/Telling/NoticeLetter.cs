using System.Security.Cryptography;
using System.Text;
using Ombud.Database;
using Ombud.Erasure.Recipients;
using Ombud.Mail;
using Ombud.Mail.Sending;
using Ombud.Shared;

namespace Ombud.Corrections.Telling;

/// <summary>
/// Tells a recipient by letter of a correction or a restriction, where the operator has configured its address. The letter holds
/// numbers and names of fields; the right value is fetched by a new disclosure, which is decided like any other.
/// </summary>
internal sealed class NoticeLetter(RecipientAddresses addresses, IEnumerable<SmtpSender> senders)
{
    private static readonly LetterText Correction = new(
        new Wording("Rätta uppgifter som ni har fått av oss", "Correct data that you were given by us"),
        new Wording(
            """
            Uppgifter om en person som vi har lämnat till er var fel och har rättats hos oss (artikel 19 i
            dataskyddsförordningen). Hämta dem på nytt och använd inte de gamla.

            Personens nummer hos oss: {subject}
            Vad som har rättats: {fields}
            Nummer på det ni fick: {disclosures}
            """,
            """
            Data about a person that we gave you was wrong and has been corrected with us (article 19 of the General Data
            Protection Regulation). Fetch it anew and do not use the old.

            The person's number with us: {subject}
            What was corrected: {fields}
            Numbers of what you were given: {disclosures}
            """));

    private static readonly LetterText Restriction = new(
        new Wording("Begränsa uppgifter som ni har fått av oss", "Restrict data that you were given by us"),
        new Wording(
            """
            En person vars uppgifter vi har lämnat till er har begärt att de begränsas (artiklarna 18 och 19 i
            dataskyddsförordningen). Spara dem men använd dem inte tills vi hör av oss.

            Personens nummer hos oss: {subject}
            Nummer på det ni fick: {disclosures}
            """,
            """
            A person whose data we gave you has had it restricted (articles 18 and 19 of the General Data Protection
            Regulation). Keep it but do not use it until you hear from us.

            The person's number with us: {subject}
            Numbers of what you were given: {disclosures}
            """));

    /// <summary>Whether a letter leads to a recipient, so that the staff need not tell it.</summary>
    public bool Reaches(string recipient) => senders.Any() && addresses.Find(recipient) is not null;

    /// <summary>Hands the letter to the mail server.</summary>
    /// <returns>False where it was not taken, and must be tried again or told by hand.</returns>
    public async Task<bool> SendAsync(RecipientNoticeRow notice, CancellationToken cancel)
    {
        if (addresses.Find(notice.Recipient) is not { } address || senders.FirstOrDefault() is not { } sender)
            return false;
        return await sender.HandAsync(IdOf(notice), Write(notice, address), cancel) is Handed.Accepted;
    }

    // Which language a recipient reads is not known: it gets both.
    private static SealedLetter Write(RecipientNoticeRow notice, string address)
    {
        var (swedish, english) = (In("sv", notice), In("en", notice));
        return new SealedLetter(address, $"{swedish.Subject} / {english.Subject}", $"{swedish.Body}\n\n{english.Body}\n");
    }

    private static LetterWords In(string language, RecipientNoticeRow notice) =>
        (notice.About is NoticeAbout.Correction ? Correction : Restriction).In(
            language, ("subject", notice.KnownAs.ToString()), ("fields", Commas(notice.Fields)),
            ("disclosures", Commas(notice.Disclosures)));

    private static string Commas(string words) => words.Replace(" ", ", ", StringComparison.Ordinal);

    // The same each time, so that a second copy after a crash is recognised as one.
    private static Guid IdOf(RecipientNoticeRow notice)
    {
        var name = $"{notice.SubjectId:N} {NoticeKey.Of(notice)} {Micros.Of(notice.ChangedAt)}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}
