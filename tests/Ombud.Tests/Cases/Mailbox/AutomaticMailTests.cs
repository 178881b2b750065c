using Ombud.Database;
using Ombud.Tests.Mail;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>Two machines that answer each other never end: what a machine wrote opens no case and gets no letter.</summary>
public sealed class AutomaticMailTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly string[] ByMachine =
    [
        Mails.Plain(headers: "Auto-Submitted: auto-replied"),
        Mails.Plain(headers: "auto-submitted: auto-generated (rejected); owner-email=\"x\""),
        Mails.Plain(headers: ["Precedence: bulk"]),
        Mails.Plain(headers: ["Precedence: Auto_Reply"]),
        Mails.Plain(headers: ["List-Id: <news.list.example>"]),
        Mails.Plain(headers: ["List-Unsubscribe: <mailto:leave@list.example>"]),
        Mails.Plain(headers: ["X-Autoreply: yes"]),
        Mails.Plain().Replace($"Return-Path: <{Mails.Anna}>", "Return-Path: <>", StringComparison.Ordinal),
        Mails.Plain(from: "Mail Delivery <MAILER-DAEMON@server.example>"),
        Mails.Plain(from: "no-reply@shop.example"),
        Mails.Plain(from: $"Ourselves <{ImapMailbox.Address}>"),
        Mails.Plain(from: "privacy+question@office.example"),
        Mails.Plain(from: "PRIVACY@office.example"),
        Mails.Plain(from: "desk@office.example"),
        Mails.Plain(from: "letters@office.example"),
        Mails.With("--x\n\nIt came back.\n--x--", "Undelivered", "postman@server.example", ImapMailbox.Address,
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x"),
    ];

    [Fact]
    public async Task What_a_machine_wrote_opens_no_case_and_gets_no_answer()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(),
            [.. mailbox.Settings(), "--Cases:Desk", "desk@office.example", "--Smtp:Host", "127.0.0.1", "--Smtp:Port", "9",
                "--Smtp:Security", "None", "--Smtp:From", "letters@office.example"]);
        foreach (var mail in ByMachine)
            mailbox.Put(mail, app.Now());

        await app.ReadMailboxAsync();

        Assert.Empty(await app.RowsAsync());
        Assert.DoesNotContain("<article", await app.Http.GetStringAsync("/dev/mails", None), StringComparison.Ordinal);
        Assert.Equal((0, 0, ByMachine.Length, 0), await mailbox.CountAsync());
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Precedence: first-class")]
    [InlineData("X-Mailer: made up")]
    public async Task What_a_human_wrote_opens_one(string header)
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        mailbox.Put(Mails.Plain(headers: header), app.Now());

        await app.ReadMailboxAsync();

        Assert.Single(await app.RowsAsync());
    }

    [Fact]
    public async Task Our_letters_say_that_a_machine_wrote_them_and_so_never_come_back_as_a_case()
    {
        await using var server = new SmtpServerStub();
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock: null, [.. mailbox.Settings(), .. server.Settings]);
        mailbox.Put(Mails.Plain(), app.Now());
        await app.ReadMailboxAsync();
        for (var attempt = 0; attempt < 400 && server.Taken.IsEmpty; attempt++)
            await Task.Delay(50, None);
        var letter = Assert.Single(server.Taken).Text;

        Assert.Contains($"Reply-To: {ImapMailbox.Address}", letter, StringComparison.Ordinal);
        mailbox.Put(letter, app.Now());
        await app.ReadMailboxAsync();

        Assert.Single(await app.RowsAsync());
        Assert.Equal((0, 1, 1, 0), await mailbox.CountAsync());
    }
}
