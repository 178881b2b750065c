using System.Text;
using MimeKit;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>What somebody wrote in a mail, and how much of it is not taken.</summary>
/// <param name="Words">The text parts, the plain form where there are several; bounded.</param>
/// <param name="Attachments">How many files came with it.</param>
internal sealed record MailText(string Words, int Attachments)
{
    // More is not looked at: of what is written a few thousand letters are kept.
    private const int LengthMax = 64_000;

    /// <summary>Reads the parts of a mail. Files and mails that were sent along are counted and not opened.</summary>
    public static MailText Of(MimeMessage mail)
    {
        var (words, files) = (new StringBuilder(), 0);
        var waiting = new Stack<MimeEntity>();
        if (mail.Body is { } body)
            waiting.Push(body);
        while (waiting.TryPop(out var entity))
        {
            switch (entity)
            {
                // The last form is the richest; the plain one says the same.
                case MultipartAlternative { Count: > 0 } forms:
                    waiting.Push(forms.OfType<TextPart>().FirstOrDefault(part => part.IsPlain) ?? forms[^1]);
                    break;
                // Mail programs put the message first, its pictures after it.
                case MultipartRelated { Count: > 0 } whole:
                    waiting.Push(whole.Root ?? whole[0]);
                    break;
                case Multipart parts:
                    foreach (var part in parts.Reverse())
                        waiting.Push(part);
                    break;
                case TextPart { IsAttachment: false } text when text.IsPlain || text.IsHtml:
                    Append(words, text);
                    break;
                // A signature proves nothing here and is no file that anybody sent.
                case MimePart part when part.ContentType.IsMimeType("application", "*") && IsSignature(part):
                    break;
                default:
                    files++;
                    break;
            }
        }
        return new MailText(Tidy(words.ToString()), files);
    }

    private static bool IsSignature(MimePart part) => part.ContentType.MediaSubtype is "pgp-signature" or "pkcs7-signature"
        or "x-pkcs7-signature";

    private static void Append(StringBuilder words, TextPart part)
    {
        if (words.Length >= LengthMax)
            return;
        var text = part.IsHtml ? HtmlAsText.Of(part.Text ?? "") : part.Text ?? "";
        words.Append(words.Length > 0 ? "\n\n" : "").Append(text, 0, Math.Min(text.Length, LengthMax));
    }

    /// <summary>Without what steers a screen, half characters and empty lines in a row.</summary>
    public static string Tidy(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, LengthMax));
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (kept.Length >= LengthMax)
                break;
            if (rune.Value is '\n' or '\t' || !Steers(rune))
                kept.Append(rune);
        }
        var lines = new StringBuilder(kept.Length);
        var empty = 0;
        foreach (var line in kept.ToString().Split('\n').Select(line => line.TrimEnd()))
        {
            empty = line.Length == 0 ? empty + 1 : 0;
            if (empty < 2)
                lines.Append(line).Append('\n');
        }
        return lines.ToString().Trim();
    }

    // Control characters, and those that turn round the direction of what is read.
    private static bool Steers(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;
}
