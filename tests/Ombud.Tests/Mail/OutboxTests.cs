using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Mail;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Mail;

public sealed class OutboxTests
{
    private const string Address = "kanarie.mail.51c@person.example";
    private const string Words = "Kanarie words 9a1e";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_letter_goes_with_its_change_and_only_with_it(int engine)
    {
        await using var server = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync((Engine)engine, settings: server.Settings);
        await AddAsync(app, commit: false);
        await AddAsync(app, commit: true);

        await WaitAsync(async () => (await RowsAsync(app)).All(row => row.State is MailState.Sent));

        var row = Assert.Single(await RowsAsync(app));
        var (recipient, text) = Assert.Single(server.Taken);
        Assert.Contains(Address, recipient, StringComparison.Ordinal);
        Assert.Contains(Words, text, StringComparison.Ordinal);
        Assert.Contains($"{row.MailId:N}@group.example", text, StringComparison.Ordinal);
        await using var context = await ContextAsync(app);
        Assert.False(await context.Set<JobRow>().AnyAsync(None));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("kanarie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_file_of_the_data_holds_an_address_or_a_word_of_a_letter()
    {
        var app = await OmbudApp.StartAsync();
        await AddAsync(app, commit: true);
        await AddAsync(app, commit: true, isAbout: false);
        Assert.Equal(2, (await RowsAsync(app)).Count);
        using var storage = await app.StopAsync();

        foreach (var file in Directory.EnumerateFiles(storage.DataFolder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, None);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("kanarie")));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Kanarie")));
        }
    }

    [Fact]
    public async Task A_refused_mail_is_not_tried_again_and_a_busy_server_is()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = new SmtpServerStub { RecipientAnswer = $"450 <{Address}> later" };
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, server.Settings);
        await AddAsync(app, commit: true);
        clock.Advance(TimeSpan.FromSeconds(3));
        await WaitAsync(async () => (await JobsAsync(app)).Exists(job => job.LastError == "smtp-450"));

        server.RecipientAnswer = $"550 <{Address}> no such user";
        clock.Advance(TimeSpan.FromSeconds(10));
        await WaitAsync(async () => (await RowsAsync(app)).Exists(row => row.State is MailState.Refused));

        Assert.Empty(await JobsAsync(app));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("kanarie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_mail_whose_time_has_passed_is_withheld_and_one_of_an_erased_person_too()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var keeping = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        await AddAsync(keeping, commit: true);
        var erased = await AddAsync(keeping, commit: true, patience: TimeSpan.FromDays(30));
        await keeping.Get<KeyRing>().DestroyAsync(erased, None);
        Assert.All(await RowsAsync(keeping), row => Assert.Equal(MailState.Waiting, row.State));
        var storage = await keeping.StopAsync();
        clock.Advance(TimeSpan.FromDays(3));

        await using var server = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(storage, clock, server.Settings);
        await WaitAsync(async () => (await RowsAsync(app)).All(row => row.State is MailState.Withheld));

        Assert.Empty(server.Taken);
        Assert.Empty(await JobsAsync(app));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Mails_go_a_day_after_they_were_sent_or_could_have_been(int engine)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        await AddAsync(app, commit: true, patience: TimeSpan.FromMinutes(10));
        var sweep = app.Get<IEnumerable<ISweep>>().OfType<OutboxSweep>().Single();

        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await sweep.SweepAsync(None));
        clock.Advance(TimeSpan.FromMinutes(11));
        await sweep.SweepAsync(None);

        Assert.Empty(await RowsAsync(app));
        Assert.Empty(await JobsAsync(app));
    }

    [Fact]
    public async Task The_page_of_mails_is_for_this_machine_in_development_only()
    {
        await using var app = await OmbudApp.StartAsync();
        await AddAsync(app, commit: true);

        var page = await app.Http.GetStringAsync("/dev/mails", None);
        Assert.Contains(Address, page, StringComparison.Ordinal);
        Assert.Contains(Words, page, StringComparison.Ordinal);

        using var elsewhere = new HttpRequestMessage(
            HttpMethod.Get, "/dev/mails")
        { Headers = { Host = "rebound.example" } };
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.SendAsync(elsewhere, None)).StatusCode);

        await using var production = await OmbudApp.StartAsync(
            Engine.Sqlite, null, "--environment", "Production", "--Ombud:Proxies", "loopback");
        Assert.Equal(HttpStatusCode.NotFound, (await production.Http.GetAsync("/dev/mails", None)).StatusCode);
    }

    [Fact]
    public void A_mail_server_that_cannot_work_is_refused_at_start_with_every_reason()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Smtp:Host"] = "mail.group.example", ["Smtp:From"] = "nobody", ["Smtp:Security"] = "None",
                ["Smtp:User"] = "u",
                ["Smtp:Port"] = "x", ["Mail:KeepSentDays"] = "900",
            }).Build();

        var failure = Assert.Throws<ConfigurationException>(() => MailOptions.From(configuration));

        Assert.Equal(5, failure.Errors.Count);
        Assert.Null(MailOptions.From(new ConfigurationBuilder().Build()).Server);
    }

    private static async Task<SubjectId> AddAsync(
        OmbudApp app, bool commit, bool isAbout = true, TimeSpan? patience = null)
    {
        var subject = SubjectId.New(TimeProvider.System);
        await using var change = await app.Get<Changes>().BeginAsync(subject, None);
        var text = new LetterText(new Wording("Hej", "Hello"), new Wording("{what} på svenska", "{what} in English"));
        await app.Get<Outbox>().AddAsync(change, new Letter
        {
            To = new Personal<string>(Address), Words = new Personal<LetterWords>(text.In("en", ("what", Words))),
            About = isAbout ? subject : null, SendBefore = patience is null ? null : app.Get<TimeProvider>()
                .GetUtcNow() + patience,
        }, None);
        if (commit)
            await change.CommitAsync([new SampleGiven("newsletters")], None);
        return subject;
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200 && !await holds(); i++)
            await Task.Delay(25);
        Assert.True(await holds());
    }

    private static async Task<OmbudContext> ContextAsync(OmbudApp app) =>
        await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);

    private static async Task<List<OutboxRow>> RowsAsync(OmbudApp app)
    {
        await using var context = await ContextAsync(app);
        return await context.Set<OutboxRow>().AsNoTracking().ToListAsync(None);
    }

    private static async Task<List<JobRow>> JobsAsync(OmbudApp app)
    {
        await using var context = await ContextAsync(app);
        return await context.Set<JobRow>().AsNoTracking().ToListAsync(None);
    }
}
