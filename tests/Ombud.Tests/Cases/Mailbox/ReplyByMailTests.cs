using Ombud.Cases;
using Ombud.Cases.Mailbox;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>A mail that quotes a case's number.</summary>
public sealed class ReplyByMailTests
{
    private const string Reply = "This is what I forgot to say.";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task From_the_cases_own_address_it_is_a_message_in_the_case_and_proves_nothing(int engine)
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock(), mailbox.Settings());
        mailbox.Put(Mails.Plain(subject: "Erase my data"), app.Now());
        await app.ReadMailboxAsync();
        var letter = Assert.Single(await app.LettersAsync(Mails.Anna));

        app.Clock!.Advance(TimeSpan.FromMinutes(10));
        mailbox.Put(Mails.Plain(Reply, "Re: " + letter.Subject, from: "\"A. E.\" <ANNA@person.example>"), app.Now());
        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        var row = Assert.Single(await app.RowsAsync());
        Assert.Null(row.PersonId);
        var file = await app.FileOfAsync(row.CaseId);
        Assert.Equal((CaseStage.IdentityWanted, false), (file.State.Stage, file.State.IsIdentityProved));
        var entry = file.Entries[^1];
        Assert.Equal((CaseAuthor.Person, FileMail.By, CaseNote.ByMail), (entry.Author, entry.By, entry.Note));
        Assert.EndsWith(Reply, entry.Text!.Value.Value, StringComparison.Ordinal);
        Assert.Single(await app.LettersAsync(Mails.Anna));
        Assert.Contains("case.noted", await app.FactsAsync(row.CaseId));
        Assert.Equal((0, 2, 0, 0), await mailbox.CountAsync());
    }

    [Fact]
    public async Task From_elsewhere_it_is_a_case_of_its_own_answered_like_any_other_whether_there_is_such_a_number_or_not()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        var known = await app.FileAsync(CaseKind.Access);
        var asked = new[] { ("one@person.example", known), ("other@person.example", Guid.CreateVersion7(app.Now())) };

        foreach (var (address, number) in asked)
            mailbox.Put(Mails.Plain(Reply, $"Re: [{number:D}]", from: $"Anna Exempel <{address}>"), app.Now());
        await app.ReadMailboxAsync();

        Assert.Equal(3, (await app.RowsAsync()).Count);
        Assert.DoesNotContain((await app.FileOfAsync(known)).Entries, entry => entry.Note is CaseNote.ByMail);
        var bodies = new List<string>();
        foreach (var (address, _) in asked)
        {
            var (_, body) = Assert.Single(await app.LettersAsync(address));
            bodies.Add(System.Text.RegularExpressions.Regex.Replace(
                body, "[0-9a-f-]{36}", "", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
        }
        Assert.Equal(bodies[0], bodies[1]);
    }

    [Fact]
    public async Task What_the_staff_waited_for_moves_the_case_on_once_although_the_talk_broke_off()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var proxy = new BreakingProxy(mailbox.Port, "MOVE", isBroken: true);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings(proxy.Port));
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Begin);
        await app.StepAsync(id, CaseStep.AskPerson);
        app.Clock!.Advance(TimeSpan.FromMinutes(10));
        mailbox.Put(Mails.Plain(Reply, $"SV: [{id:D}]"), app.Now());

        // Either the product's own round, which the clock has woken, is cut off, or the first of these.
        await app.ReadMailboxAsync();
        await proxy.Heard;
        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        var file = await app.FileOfAsync(id);
        Assert.Equal(CaseStage.InWork, file.State.Stage);
        Assert.Single(file.Entries, entry => entry.Note is CaseNote.ByMail && entry.Step is CaseStep.PersonReplies);
        Assert.Single(await app.RowsAsync());
        Assert.Equal((0, 1, 0, 0), await mailbox.CountAsync());
    }

    [Fact]
    public async Task To_a_case_that_is_closed_it_is_a_new_one()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Refuse, "nothing-held");
        await app.StepAsync(id, CaseStep.Close);
        mailbox.Put(Mails.Plain(Reply, $"Re: [{id:D}]"), app.Now());

        await app.ReadMailboxAsync();

        Assert.Equal(2, (await app.RowsAsync()).Count);
    }
}
