using Ombud.Database;
using Ombud.Erasure.Recipients;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Corrections.Telling;

/// <summary>
/// Tells a recipient by letter of a correction, a restriction or an erasure, where the operator has configured its address. The letter
/// holds numbers and names of fields; the right value is fetched by a new disclosure, which is decided like any other.
/// </summary>
internal sealed class NoticeLetter(RecipientMail mail)
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

    private static readonly LetterText Erasure = new(
        new Wording("Radera uppgifter som ni har fått av oss", "Erase data that you were given by us"),
        new Wording(
            """
            Uppgifter om en person som vi har lämnat till er är raderade hos den som ansvarade för dem (artiklarna 17 och 19 i
            dataskyddsförordningen). Radera dem ni också, om ingen lag hindrar det.

            Personens nummer hos oss: {subject}
            Nummer på det ni fick: {disclosures}
            """,
            """
            Data about a person that we gave you has been erased with whoever was responsible for it (articles 17 and 19 of the
            General Data Protection Regulation). Erase it too, unless a law stands in the way.

            The person's number with us: {subject}
            Numbers of what you were given: {disclosures}
            """));

    /// <summary>Whether a letter leads to a recipient, so that the staff need not tell it.</summary>
    public bool Reaches(string recipient) => mail.Reaches(recipient);

    /// <inheritdoc cref="RecipientMail.SendAsync"/>
    public Task<bool> SendAsync(RecipientNoticeRow notice, CancellationToken cancel) => mail.SendAsync(
        notice.Recipient, $"{notice.SubjectId:N} {NoticeKey.Of(notice)} {Micros.Of(notice.ChangedAt)}",
        TextOf(notice.About),
        [
            ("subject", notice.KnownAs.ToString()), ("fields", Commas(notice.Fields)), ("disclosures", Commas(notice.Disclosures)),
        ], cancel);

    private static LetterText TextOf(NoticeAbout about) => about switch
    {
        NoticeAbout.Correction => Correction,
        NoticeAbout.Restriction => Restriction,
        NoticeAbout.Erasure => Erasure,
    };

    private static string Commas(string words) => words.Replace(" ", ", ", StringComparison.Ordinal);
}
