using Ombud.Cases.Mailbox.Reading;
using Ombud.Layout;

namespace Ombud.Cases.Mailbox;

/// <summary>The texts of requests by e-mail.</summary>
internal static class MailboxTexts
{
    private static readonly Text Subject = new(sv: "Ämne: {0}", en: "Subject: {0}");
    private static readonly Text IsCut = new(
        sv: "[Här är mejlet avkortat: det var längre än vi sparar.]", en: "[The mail is cut here: it was longer than we keep.]");

    private static readonly Text OneFile = new(
        sv: "[En fil följde med. Den finns inte i ärendet.]", en: "[A file came with it. It is not in the case.]");

    private static readonly Text Files = new(
        sv: "[{0} filer följde med. De finns inte i ärendet.]", en: "[{0} files came with it. They are not in the case.]");

    internal static readonly Text WriteTo = new(
        sv: "Du kan också skriva ett mejl. Vi tar vara på texten, högst 4 000 tecken, men inga bilagor.",
        en: "You can also write an e-mail. We keep the text, at most 4,000 characters, and no attachments.");

    internal static readonly Text Warnings = new(sv: "Begäran med e-post", en: "Requests by e-mail");
    internal static readonly Text Failing = new(
        sv: "Brevlådan {0} kan inte läsas sedan {1}: {2} Mejlen ligger kvar där och läses när det går igen.",
        en: "The mailbox {0} cannot be read since {1}: {2} The mails stay there and are read once it works again.");

    internal static readonly Text Silent = new(
        sv: "Ingen har läst brevlådan {0} på länge. Se i loggen om programmet som läser den är igång.",
        en: "Nobody has read the mailbox {0} for long. See in the log whether the program that reads it is running.");

    internal static readonly Text Aside = new(
        sv: "{0} mejl i brevlådan {1} ligger i mappen {2}: för stora, för gamla, utan en enda avsändare eller oläsliga. Läs dem där, för "
            + "in dem som är en begäran med Nytt ärende åt någon, och ta bort dem ur mappen.",
        en: "{0} mails of the mailbox {1} lie in the folder {2}: too large, too old, without one single sender, or unreadable. Read them "
            + "there, record those that are a request with New case for somebody, and remove them from the folder.");

    /// <summary>What a failure is, for the staff.</summary>
    public static Text Of(MailboxFailure failure) => failure switch
    {
        MailboxFailure.None => new(sv: "", en: ""),
        MailboxFailure.Unreachable => new(sv: "servern svarar inte.", en: "the server does not answer."),
        MailboxFailure.NotTrusted => new(
            sv: "servern har inget certifikat som vi litar på.", en: "the server has no certificate that we trust."),
        MailboxFailure.NotLetIn => new(
            sv: "servern godtar inte namnet och lösenordet.", en: "the server does not take the name and password."),
        MailboxFailure.NoFolder => new(
            sv: "mappen finns inte eller öppnas inte för oss.", en: "the folder is not there or not opened to us."),
        MailboxFailure.NotFiled => new(
            sv: "det som stod i den gick inte att föra in.", en: "what lay in it could not be filed."),
    };

    /// <summary>What of a mail goes into the case's file: subject and words, within a form's limit, and what is left out.</summary>
    public static string Says(string subject, MailText text, int lengthMax, Language language)
    {
        var left = text.Attachments switch
        {
            0 => "",
            1 => OneFile.In(language),
            _ => Files.In(language, text.Attachments),
        };
        var head = subject.Length > 0 ? Subject.In(language, subject) : "";
        var whole = Join(head, text.Words, left);
        if (whole.Length <= lengthMax)
            return whole;
        var notes = Join(IsCut.In(language), left);
        return Join(Cut(Join(head, text.Words), lengthMax - notes.Length - 2), notes);
    }

    /// <summary>The beginning of a text, never half a character of it.</summary>
    public static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var whole = "";
        foreach (var part in parts)
            whole += part.Length == 0 ? "" : whole.Length == 0 ? part : "\n\n" + part;
        return whole;
    }
}
