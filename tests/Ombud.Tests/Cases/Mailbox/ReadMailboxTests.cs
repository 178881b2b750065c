using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Cases.Mailbox;
using Ombud.Database;
using Ombud.Mail;
using Ombud.Policies.Cases;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

public sealed class ReadMailboxTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    [InlineData(2, "sv")]
    public async Task A_mail_becomes_one_case_with_one_letter_in_its_language(int storage, string language)
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync((StorageKind)storage, CaseCaller.Clock(), mailbox.Settings());
        var (body, subject) = language is "sv" ? (Mails.Swedish, "Radera mina uppgifter") : (Mails.English, "Erase my data");
        mailbox.Put(Mails.Plain(body, subject), app.Now().AddMinutes(-5));

        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());
        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        var row = Assert.Single(await app.RowsAsync());
        Assert.Equal(
            (CaseKind.Erasure, CaseChannel.Email, CaseCaller.Controller, language, app.Now().AddMinutes(-5), (Guid?)null),
            (row.Kind, row.Channel, row.Controller, row.Language, row.ReceivedAt, row.PersonId));
        var file = await app.FileOfAsync(row.CaseId);
        Assert.Equal(CaseStage.IdentityWanted, file.State.Stage);
        Assert.Equal(new CaseContact("Anna Exempel", Mails.Anna), file.Contact.Value);
        Assert.Equal($"{(language is "sv" ? "Ämne" : "Subject")}: {subject}\n\n{body}", file.Entries[0].Text!.Value.Value);
        var letter = Assert.Single(await app.LettersAsync(Mails.Anna));
        Assert.EndsWith($"[{row.CaseId:D}]", letter.Subject, StringComparison.Ordinal);
        Assert.Contains(language is "sv" ? "inga bilagor" : "no attachments", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(CaseCaller.Canary, letter.Body, StringComparison.Ordinal);
        Assert.Equal((0, 1, 0, 0), await mailbox.CountAsync());
        NothingIsTold(app);
    }

    [Fact]
    public async Task Known_and_unknown_are_answered_alike()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        var (_, known) = await Person.SignInAsync(app, "known@person.example");
        known.Dispose();
        var before = (await app.LettersAsync("known@person.example")).Count;

        foreach (var address in new[] { "known@person.example", "nobody@person.example" })
            mailbox.Put(Mails.Plain(from: address), app.Now());
        await app.ReadMailboxAsync();

        var rows = await app.RowsAsync();
        Assert.All(rows, row => Assert.Null(row.PersonId));
        var one = (await app.LettersAsync("known@person.example")).Where(letter => letter.Subject.Contains('[')).ToList();
        Assert.Equal(before + 1, (await app.LettersAsync("known@person.example")).Count);
        Assert.Equal(WithoutNumber(Assert.Single(one)), WithoutNumber(Assert.Single(await app.LettersAsync("nobody@person.example"))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_filed_and_not_moved_is_not_filed_twice(int engine)
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var proxy = new BreakingProxy(mailbox.Port, "MOVE", isBroken: true);
        mailbox.Put(Mails.Plain(), CaseCaller.Clock().GetUtcNow());
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock(), mailbox.Settings(proxy.Port));

        // Either the product's own first round is cut off, or this one.
        var first = await app.ReadMailboxAsync();
        await proxy.Heard;
        Assert.Equal(MailboxFailure.None, first is MailboxFailure.None ? first : await app.ReadMailboxAsync());

        Assert.Single(await app.RowsAsync());
        Assert.Single(await app.LettersAsync(Mails.Anna));
        Assert.Equal((0, 1, 0, 0), await mailbox.CountAsync());
    }

    [Fact]
    public async Task Killed_between_filing_and_moving_it_files_once()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var proxy = new BreakingProxy(mailbox.Port, "MOVE", isBroken: false);
        using var storage = TestStorage.Create(Engine.Sqlite);
        mailbox.Put(Mails.Plain(), TimeProvider.System.GetUtcNow().AddMinutes(-1));
        await using (var process = await OmbudProcess.ServeAsync(storage, mailbox.Settings(proxy.Port)))
        {
            await proxy.Heard.WaitAsync(TimeSpan.FromMinutes(2), None);
            await process.KillAsync();
        }
        Assert.Equal((1, 0, 0, 0), await mailbox.CountAsync());

        // After the killed one's lease.
        var app = await OmbudApp.StartAsync(
            storage, new(TimeProvider.System.GetUtcNow().AddMinutes(10)), mailbox.Settings());
        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        Assert.Single(await app.RowsAsync());
        Assert.Single(await app.LettersAsync(Mails.Anna));
        Assert.Equal((0, 1, 0, 0), await mailbox.CountAsync());
        await app.StopAsync();
    }

    [Fact]
    public async Task Two_processes_read_a_mailbox_one_at_a_time_and_each_mail_once()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        var storage = TestStorage.Create(Engine.Sqlite);
        await using var one = await OmbudApp.StartAsync(storage, CaseCaller.Clock(), mailbox.Settings());
        var other = await OmbudApp.StartAsync(storage, CaseCaller.Clock(), mailbox.Settings());
        foreach (var i in Enumerable.Range(0, 8))
            mailbox.Put(Mails.Plain(from: $"p{i}@person.example"), one.Now());

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { one.ReadMailboxAsync(), other.ReadMailboxAsync() }));

        Assert.Equal(8, (await one.RowsAsync()).Count);
        Assert.Equal((0, 8, 0, 0), await mailbox.CountAsync());
        await other.StopAsync();
    }

    [Fact]
    public async Task Beyond_five_an_hour_cases_are_filed_and_no_letter_is_sent()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        foreach (var _ in Enumerable.Range(0, FileCase.LettersPerHourMax + 2))
            mailbox.Put(Mails.Plain(), app.Now());

        await app.ReadMailboxAsync();

        Assert.Equal(FileCase.LettersPerHourMax + 2, (await app.RowsAsync()).Count);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var now = app.Now();
        Assert.Equal(FileCase.LettersPerHourMax, await context.Set<OutboxRow>().CountAsync(row => row.SendBefore > now, None));
    }

    [Fact]
    public async Task What_was_dealt_with_leaves_the_mailbox_after_its_days_and_what_waits_for_a_human_stays()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        mailbox.Put(Mails.Plain(), app.Now());
        mailbox.Put(Mails.Plain(headers: "Auto-Submitted: auto-replied"), app.Now());
        mailbox.Put(Mails.Plain(from: "a@person.example, b@person.example"), app.Now());
        await app.ReadMailboxAsync();
        Assert.Equal((0, 1, 1, 1), await mailbox.CountAsync());

        app.Clock!.Advance(TimeSpan.FromDays(29));
        await app.ReadMailboxAsync();
        Assert.Equal((0, 1, 1, 1), await mailbox.CountAsync());
        app.Clock!.Advance(TimeSpan.FromDays(3));
        await app.ReadMailboxAsync();

        Assert.Equal((0, 0, 0, 1), await mailbox.CountAsync());
    }

    [Fact]
    public async Task Where_the_server_makes_no_folder_a_keyword_says_what_was_dealt_with()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        mailbox.Block("Ombud/Filed");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings());
        mailbox.Put(Mails.Plain(), app.Now());

        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());
        mailbox.Put(Mails.Plain(), app.Now());
        Assert.Equal(MailboxFailure.None, await app.ReadMailboxAsync());

        Assert.Equal(2, (await app.RowsAsync()).Count);
        Assert.Equal((2, 0, 0, 0), await mailbox.CountAsync());
        app.Clock!.Advance(TimeSpan.FromDays(33));
        await app.ReadMailboxAsync();
        Assert.Equal((0, 0, 0, 0), await mailbox.CountAsync());
    }

    /// <summary>Nothing of what was written, nor by whom, stands in a line of the log.</summary>
    internal static void NothingIsTold(OmbudApp app) => Assert.DoesNotContain(app.Logs.Lines, line =>
        line.Contains(CaseCaller.Canary, StringComparison.Ordinal) || line.Contains(Mails.Anna, StringComparison.Ordinal));

    private static (string, string) WithoutNumber((string Subject, string Body) letter)
    {
        var number = letter.Subject[(letter.Subject.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
        Assert.Equal(number, CaseLetters.NumberOf(Guid.Parse(number)));
        return (letter.Subject.Replace(number, "", StringComparison.Ordinal), letter.Body.Replace(number, "", StringComparison.Ordinal));
    }
}
