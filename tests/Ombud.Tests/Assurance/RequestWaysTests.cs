using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Cases;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Tests.Cases;
using Ombud.Tests.Cases.Mailbox;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>That a request can be made in a form, by e-mail or through staff is measured, each by itself.</summary>
public sealed class RequestWaysTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task With_a_mailbox_that_is_read_it_holds_and_leaves_nothing()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock(), mailbox.Settings());
        await app.ReadMailboxAsync();

        var measured = await app.MeasureAsync("request-ways");

        Assert.True(measured.Holds, measured.Figure.In(Language.English));
        Assert.Empty(await app.RowsAsync());
        Assert.Equal((0, 0, 0, 0), await mailbox.CountAsync());
        Assert.Equal(0, await mailbox.InAsync("Ombud/Trial"));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Empty(await context.Set<OutboxRow>().Where(row => row.State == MailState.Waiting).ToListAsync(None));
    }

    [Fact]
    public async Task Without_a_mailbox_nobody_says_that_mail_is_read()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());

        var measured = await app.MeasureAsync("request-ways");

        Assert.False(measured.Holds);
        Assert.Contains("no mailbox is configured", measured.Figure.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_lets_nobody_in_is_found()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock(), mailbox.Settings(password: "wrong"));
        await app.ReadMailboxAsync();

        Assert.Equal("2 amiss: office not read, office not filed", (await app.MeasureAsync("request-ways")).Figure.In(Language.English));
    }

    [Fact]
    public async Task A_mailbox_that_nobody_has_read_for_long_is_found()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock(), mailbox.Settings());
        await app.ReadMailboxAsync();

        // The product reads it once by itself, perhaps only now; after that its clock stands still.
        var measured = await UnreadAsync(app);
        if (measured.Holds)
            measured = await UnreadAsync(app);

        Assert.Equal("1 amiss: office not read", measured.Figure.In(Language.English));
    }

    [Fact]
    public async Task A_mail_that_becomes_a_case_of_another_company_is_found()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock(), mailbox.Settings());
        await app.ReadMailboxAsync();
        app.Get<CanaryCases>().Filed = _ => TamperBreaks.RunAsync(app, "update case_file set controller = 'aerotek' where channel = 4");

        Assert.Equal("1 amiss: office letter", (await app.MeasureAsync("request-ways")).Figure.In(Language.English));
    }

    [Fact]
    public async Task A_page_without_the_form_is_found()
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var site = await StubSite.StartAsync("<h1>Nothing</h1>");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock(), mailbox.Settings());
        await app.ReadMailboxAsync();

        var measured = await app.MeasureAsync<RequestWays>(site.Pages);

        Assert.StartsWith("9 amiss: sv kind", measured.Figure.In(Language.English), StringComparison.Ordinal);
    }

    private static async Task<Measurement> UnreadAsync(OmbudApp app)
    {
        await TamperBreaks.RunAsync(app, "update mailbox_state set tried_at = tried_at - 3600000000, read_at = read_at - 3600000000");
        return await app.MeasureAsync("request-ways");
    }
}
