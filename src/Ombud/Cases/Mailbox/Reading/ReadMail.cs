using System.Buffers;
using MimeKit;
using Ombud.Cases.Filing;
using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>
/// Tells what a mail asks for. Whom it says it is from proves nothing: it decides where the answer goes, and whoever reads that
/// shows by a code who they are, as after the form.
/// </summary>
internal sealed class ReadMail(OurAddresses ours, Policy policy)
{
    // Deeper than any mail program nests its parts.
    private const int DepthMax = 32;
    private const int SubjectMax = 300;
    private static readonly SearchValues<char> NoName = SearchValues.Create("@<>\n\t");

    /// <summary>Reads a mail from its bytes.</summary>
    public async Task<MailVerdict> RunAsync(ReadOnlyMemory<byte> bytes, MailboxOptions mailbox, CancellationToken cancel)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var mail = await MimeMessage.LoadAsync(new ParserOptions { MaxMimeDepth = DepthMax }, stream, cancel);
            return Read(mail, mailbox);
        }
#pragma warning disable CA1031 // Whatever somebody sends: it is one mail that a human has to look at, and the others go on.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new MailVerdict.SetAside(AsideReason.Unreadable);
        }
    }

    private MailVerdict Read(MimeMessage mail, MailboxOptions mailbox)
    {
        // A header that stands twice says two things of which a reader sees one.
        var isOne = mail.Headers.Count(header => header.Id is HeaderId.From) == 1 && mail.From is [MailboxAddress];
        var sender = isOne ? (MailboxAddress)mail.From[0] : null;
        var address = sender is null ? null : MailAddress.Read(sender.Address);
        if (AutomaticMail.Is(mail, address) || (address is not null && ours.Has(address)))
            return new MailVerdict.Automatic();
        if (address is null)
            return new MailVerdict.SetAside(AsideReason.NotOneSender);

        var (subject, text) = (SubjectOf(mail), MailText.Of(mail));
        var language = LanguageOf(mail, subject, text.Words);
        return new MailVerdict.Asks(new AskingMail
        {
            Kind = KindOf(mail, mailbox, subject), Language = language,
            Contact = new(new CaseContact(NameOf(sender!), address)),
            Says = new(MailboxTexts.Says(subject, text, RequestForm.MessageMax, language)), Quoted = QuotedIn(subject),
        });
    }

    private static string SubjectOf(MimeMessage mail)
    {
        var subject = MailText.Tidy(mail.Subject ?? "").Replace('\n', ' ').Replace('\t', ' ');
        return subject.Length > SubjectMax ? MailboxTexts.Cut(subject, SubjectMax) : subject;
    }

    // Who calls themselves by somebody's address would be taken for them.
    private static string? NameOf(MailboxAddress sender)
    {
        var name = MailText.Tidy(sender.Name ?? "");
        return name.Length is 0 or > RequestForm.NameMax || name.AsSpan().ContainsAny(NoName) ? null : name;
    }

    // What the mail says of itself, else the language of its words, else that of the notice.
    private Language LanguageOf(MimeMessage mail, string subject, string words)
    {
        foreach (var named in (mail.Body?.Headers[HeaderId.ContentLanguage] ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (Language.TryParse(named.Split('-')[0], provider: null, out var language))
                return language;
        }
        return MailWords.LanguageOf($"{subject}\n{words}")
            ?? (Language.TryParse(policy.Pack.Languages[0], provider: null, out var first) ? first : Language.English);
    }

    // The word behind the plus of the address that was written to, else the words of the subject, else a question.
    private static CaseKind KindOf(MimeMessage mail, MailboxOptions mailbox, string subject)
    {
        var written = mail.To.Mailboxes.Concat(mail.Cc.Mailboxes).Select(one => one.Address)
            .Concat(mail.Headers.Where(header => header.Field is "Delivered-To" or "X-Original-To").Select(header => header.Value.Trim()));
        foreach (var address in written.Select(MailAddress.Read).OfType<string>().Select(PlusAddress.Of))
        {
            if (address.Bare == mailbox.Address && address.Word is { } word && MailWords.Tags.TryGetValue(word, out var kind))
                return kind;
        }
        return MailWords.KindOf(subject) ?? CaseKind.Question;
    }

    // As our letters have it: [0197…].
    private static Guid? QuotedIn(string subject)
    {
        for (var from = subject.IndexOf('[', StringComparison.Ordinal); from >= 0; from = subject.IndexOf('[', from + 1))
        {
            var until = subject.IndexOf(']', from);
            if (until < 0)
                return null;
            if (Guid.TryParseExact(subject.AsSpan(from + 1, until - from - 1).Trim(), "D", out var number))
                return number;
        }
        return null;
    }
}
