using System.Text;
using Ombud.Cases.Mailbox;
using Ombud.Database;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>What no rule can deal with waits for a human, and they are told.</summary>
public sealed class SetAsideTests
{
    [Fact]
    public async Task Too_large_too_old_without_one_sender_or_unreadable_it_is_set_aside_and_the_others_go_on()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        var now = app.Now();
        byte[][] odd =
        [
            Encoding.ASCII.GetBytes(Mails.Plain(string.Concat(Enumerable.Repeat(new string('y', 75) + "\n", 16_000)))),
            Encoding.ASCII.GetBytes(Mails.Plain(from: "one@person.example, other@person.example")),
            Encoding.ASCII.GetBytes(Mails.Plain(from: "A group: one@person.example, other@person.example;")),
            Encoding.ASCII.GetBytes(Mails.Plain(headers: "From: other@person.example")),
            Encoding.ASCII.GetBytes(Mails.Plain(from: "nobody")),
            Encoding.ASCII.GetBytes(Mails.Plain(from: "")),
            Encoding.ASCII.GetBytes(Mails.Plain(from: "\"one@person.example")),
            [0, 1, 2, 3, 255, 254, 10, 13, 10, 0],
            Encoding.ASCII.GetBytes("not a mail at all"),
            [],
        ];
        foreach (var mail in odd)
            mailbox.Put(mail, now);
        mailbox.Put(Mails.Plain(), now.AddDays(-91));
        mailbox.Put(Mails.Plain(), now.AddDays(-89));

        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        Assert.Single(await app.RowsAsync());
        // What was filed is tidied away by its age, at whichever look comes next.
        var (unread, _, automatic, aside) = await mailbox.CountAsync();
        Assert.Equal((0, 0, odd.Length + 1), (unread, automatic, aside));
        using var staff = await MayITests.SignedInAsync(app);
        Assert.Contains($"{odd.Length + 1} mails of the mailbox office lie in the folder Ombud/SetAside",
            await staff.TextAsync("/en/console/cases"), StringComparison.Ordinal);
        Assert.Contains($"{odd.Length + 1} mejl i brevl", await staff.TextAsync("/sv/console/cases"), StringComparison.Ordinal);
        ReadMailboxTests.NothingIsTold(app);
    }
}
