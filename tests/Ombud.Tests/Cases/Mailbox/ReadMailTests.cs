using System.Text;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Mailbox.Reading;
using Ombud.Database;
using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>What is read out of a mail.</summary>
public sealed class ReadMailTests(ReadMailTests.Reader reader) : IClassFixture<ReadMailTests.Reader>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("Erase my data", "", CaseKind.Erasure)]
    [InlineData("Begäran om radering", "", CaseKind.Erasure)]
    [InlineData("Begäran om registerutdrag", "", CaseKind.Access)]
    [InlineData("A complaint", "", CaseKind.Complaint)]
    [InlineData("A complaint about an erasure", "", CaseKind.Question)]
    [InlineData("About my cv", "", CaseKind.Question)]
    [InlineData("About my cv", "privacy+access@office.example", CaseKind.Access)]
    [InlineData("A complaint", "Privacy+Radering@OFFICE.example", CaseKind.Erasure)]
    [InlineData("About my cv", "privacy+made-up@office.example", CaseKind.Question)]
    [InlineData("About my cv", "other+access@office.example", CaseKind.Question)]
    public async Task Its_kind_is_what_the_address_or_the_subject_says_else_a_question(string subject, string to, CaseKind kind) =>
        Assert.Equal(kind, (await reader.AsksAsync(Mails.Plain(subject: subject, to: to.Length > 0 ? to : ImapMailbox.Address))).Kind);

    [Theory]
    [InlineData(Mails.Swedish, "Mina uppgifter", "", "sv")]
    [InlineData(Mails.English, "My data", "", "en")]
    [InlineData("CV 2024", "CV", "", "sv")]
    [InlineData(Mails.English, "My data", "sv-SE", "sv")]
    [InlineData(Mails.Swedish, "Mina uppgifter", "fr, en", "en")]
    [InlineData("Bonjour", "", "fr", "sv")]
    public async Task Its_language_is_what_it_says_else_that_of_its_words_else_that_of_the_notice(
        string body, string subject, string header, string language)
    {
        string[] headers = header.Length > 0 ? [$"Content-Language: {header}"] : [];

        Assert.Equal(language, (await reader.AsksAsync(Mails.Plain(body, subject, headers: headers))).Language.Code);
    }

    [Theory]
    [InlineData("Anna Exempel <anna@person.example>", "Anna Exempel")]
    [InlineData("=?utf-8?B?w4VzYSDDlnN0?= <anna@person.example>", "Åsa Öst")]
    [InlineData("Åsa Öst <anna@person.example>", "Åsa Öst")]
    [InlineData("anna@person.example", null)]
    [InlineData("\"victim@person.example\" <anna@person.example>", null)]
    [InlineData("=?utf-8?Q?victim=40person.example_=3C?= <anna@person.example>", null)]
    [InlineData("=?utf-8?Q?Anna=0D=0ABcc=3A_x?= <anna@person.example>", null)]
    [InlineData("\"An\u202Ena\" <anna@person.example>", "Anna")]
    public async Task A_name_that_pretends_to_be_an_address_is_left_out(string from, string? name)
    {
        var contact = (await reader.AsksAsync(Mails.Plain(from: from, headers: "Reply-To: elsewhere@person.example"))).Contact.Value;

        Assert.Equal((name, Mails.Anna), (contact.Name, contact.Address));
    }

    [Fact]
    public async Task Of_several_forms_the_plain_one_is_taken_and_files_are_counted()
    {
        var asks = await reader.AsksAsync(Mails.With(
            """
            --a
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Hej fr=E5n =C5sa
            --c
            Content-Type: text/html

            <p>Not this one</p>
            --c--
            --b
            Content-Type: image/png
            Content-ID: <x>

            AAAA
            --b--
            --a
            Content-Type: text/plain; name="cv.txt"
            Content-Disposition: attachment; filename="cv.txt"

            The content of a file
            --a
            Content-Type: message/rfc822

            Subject: sent along

            Somebody else's words
            --a--
            """, "Hej", Mails.Anna, ImapMailbox.Address, "Content-Type: multipart/mixed; boundary=a"));

        Assert.Equal("Ämne: Hej\n\nHej från Åsa\n\n[2 filer följde med. De finns inte i ärendet.]", asks.Says.Value);
    }

    [Fact]
    public async Task A_page_alone_is_read_for_its_words()
    {
        var asks = await reader.AsksAsync(Mails.With(
            """
            <html><head><title>No</title><style>p { color: red }</style></head><body><p>I want<br>my data.</p>
            <script>alert(1)</script><img src="https://elsewhere.example/seen.png"><ul><li>one</li><li>two</li></ul>
            &lt;end&gt;</body></html>
            """, "Page", Mails.Anna, ImapMailbox.Address, "Content-Type: text/html; charset=utf-8"));

        Assert.Equal("Subject: Page\n\nI want\nmy data.\n\none\ntwo\n<end>", asks.Says.Value);
    }

    [Fact]
    public async Task A_page_nested_deeper_than_any_stack_and_parts_within_parts_do_no_harm()
    {
        var page = Mails.With(
            string.Concat(Enumerable.Repeat("<div>", 60_000)) + "deep", "Page", Mails.Anna, ImapMailbox.Address, "Content-Type: text/html");
        var parts = new StringBuilder();
        for (var i = 1; i < 2000; i++)
            parts.Append("--b").Append(i - 1).Append("\nContent-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n");

        Assert.NotNull(await reader.ReadAsync(Bytes(page)));
        Assert.NotNull(await reader.ReadAsync(Bytes(Mails.With(
            parts.ToString(), "Parts", Mails.Anna, ImapMailbox.Address, "Content-Type: multipart/mixed; boundary=b0"))));
    }

    [Theory]
    [InlineData("charset=utf-8", "Åsa")]
    [InlineData("charset=no-such-charset", "Åsa")]
    [InlineData("charset=us-ascii", null)]
    [InlineData("charset=\"\"", "Åsa")]
    public async Task A_charset_that_nobody_knows_loses_no_mail(string charset, string? found)
    {
        var asks = await reader.AsksAsync(Mails.With(
            "Hej, jag heter Åsa", "Ärende", Mails.Anna, ImapMailbox.Address, $"Content-Type: text/plain; {charset}",
            "Content-Transfer-Encoding: 8bit"));

        Assert.Contains("Hej, jag heter ", asks.Says.Value, StringComparison.Ordinal);
        Assert.Contains(found ?? "Ärende", asks.Says.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_in_eight_bits_are_read()
    {
        var mail = Mails.Plain(subject: "Radera Åsa", from: "Åsa <anna@person.example>").ReplaceLineEndings("\r\n");

        Assert.IsType<MailVerdict.Asks>(await reader.ReadAsync(Encoding.Latin1.GetBytes(mail)));
        Assert.Equal(CaseKind.Erasure, (await reader.AsksAsync(mail)).Kind);
    }

    [Fact]
    public async Task What_is_longer_than_a_form_takes_is_cut_and_says_so()
    {
        var asks = await reader.AsksAsync(Mails.Plain(
            "I have the longest story. " + string.Concat(Enumerable.Repeat("🙂 and ", 5000)) + "\u0007\u0000"));

        Assert.InRange(asks.Says.Value.Length, RequestForm.MessageMax - 10, RequestForm.MessageMax);
        Assert.EndsWith("[The mail is cut here: it was longer than we keep.]", asks.Says.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(asks.Says.Value, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain('\uFFFD', asks.Says.Value);
    }

    [Theory]
    [InlineData("Re: We have received your request [01970000-0000-7000-8000-000000000001]", true)]
    [InlineData("[External] SV: [ 01970000-0000-7000-8000-000000000001 ]", true)]
    [InlineData("[01970000]", false)]
    [InlineData("[[", false)]
    [InlineData("01970000-0000-7000-8000-000000000001", false)]
    public async Task A_number_is_quoted_as_our_letters_have_it(string subject, bool isQuoted) =>
        Assert.Equal(isQuoted, (await reader.AsksAsync(Mails.Plain(subject: subject))).Quoted is not null);

    [Fact]
    public async Task A_mail_without_words_is_a_case_without_any()
    {
        var asks = await reader.AsksAsync(Mails.With("", "", Mails.Anna, ImapMailbox.Address));

        Assert.Equal(("", CaseKind.Question, Language.Swedish), (asks.Says.Value, asks.Kind, asks.Language));
    }

    [Fact]
    public async Task The_number_of_a_case_is_the_mails_own_and_nobody_can_work_it_out()
    {
        var (ids, at) = (reader.App.Get<MailIds>(), new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
        var mail = Bytes(Mails.Plain());
        await using var other = await OmbudApp.StartAsync(Engine.Sqlite);

        var id = await ids.OfAsync("office", at, mail, None);

        Assert.Equal(id, await ids.OfAsync("office", at, mail, None));
        Assert.Equal((7, at), (id.Version, DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16))));
        Assert.NotEqual(id, await ids.OfAsync("other", at, mail, None));
        Assert.NotEqual(id, await ids.OfAsync("office", at.AddSeconds(1), mail, None));
        Assert.NotEqual(id, await ids.OfAsync("office", at, mail.AsMemory(0, mail.Length - 1), None));
        Assert.NotEqual(id, await other.Get<MailIds>().OfAsync("office", at, mail, None));
    }

    private static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));

    /// <summary>One product, whose mailbox nobody listens at.</summary>
    public sealed class Reader : IAsyncLifetime
    {
        private OmbudApp? _app;

        internal OmbudApp App => _app!;

        public async ValueTask InitializeAsync() => _app = await OmbudApp.StartAsync(
            Engine.Sqlite, CaseCaller.Clock(), "--Mailbox:office:Host", "127.0.0.1", "--Mailbox:office:Port", "9",
            "--Mailbox:office:User", ImapMailbox.Address, "--Mailbox:office:Password", "x", "--Mailbox:office:Controller",
            CaseCaller.Controller);

        internal Task<MailVerdict> ReadAsync(byte[] mail) => App.Get<ReadMail>().RunAsync(mail, App.Get<Mailboxes>().All[0], None);

        internal async Task<AskingMail> AsksAsync(string mail) =>
            Assert.IsType<MailVerdict.Asks>(await ReadAsync(Bytes(mail))).Mail;

        public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
