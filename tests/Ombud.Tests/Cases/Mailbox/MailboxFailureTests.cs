using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Ombud.Cases.Mailbox;
using Ombud.Database;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>A mailbox that cannot be read is told of in words, and everything else goes on.</summary>
public sealed class MailboxFailureTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("port", MailboxFailure.Unreachable, "the server does not answer")]
    [InlineData("password", MailboxFailure.NotLetIn, "does not take the name and password")]
    [InlineData("folder", MailboxFailure.NoFolder, "the folder is not there")]
    public async Task What_is_wrong_is_said_to_the_staff_and_serving_goes_on(string what, MailboxFailure failure, string says)
    {
        var mailbox = await ImapMailbox.CreateAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), mailbox.Settings(
            what is "port" ? 9 : null, what is "password" ? "wrong" : null, what is "folder" ? "Nowhere" : "INBOX"));

        Assert.Equal(failure, await app.ReadMailboxAsync());

        using var staff = await MayITests.SignedInAsync(app);
        Assert.Contains(says, await staff.TextAsync("/en/console/cases"), StringComparison.Ordinal);
        Assert.Contains("Brevlådan office kan inte läsas", WebUtility.HtmlDecode(await staff.TextAsync("/sv/console/cases")),
            StringComparison.Ordinal);
        using var page = await app.Http.GetAsync("/en/request", None);
        using var alive = await app.Http.GetAsync("/livez", None);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, alive.StatusCode));
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_not_talked_to()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(None);
            await using var secure = new SslStream(client.GetStream());
            try
            {
                await secure.AuthenticateAsServerAsync(certificate);
                return await secure.ReadAsync(new byte[100], None);
            }
            catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException)
            {
                return 0;
            }
        }, None);
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, CaseCaller.Clock(), "--Mailbox:office:Host", "127.0.0.1",
            "--Mailbox:office:Port", $"{((IPEndPoint)listener.LocalEndpoint).Port}", "--Mailbox:office:User", ImapMailbox.Address,
            "--Mailbox:office:Password", "secret-of-the-mailbox", "--Mailbox:office:Controller", CaseCaller.Controller);

        // The product's own first round comes by itself.
        Assert.Equal(0, await heard);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if ((await app.Get<MailboxStates>().ReadAsync(None))[0].State is { } state)
            {
                Assert.Equal(MailboxFailure.NotTrusted, state.Failure);
                Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("secret-of-the-mailbox", StringComparison.Ordinal));
                return;
            }
            await Task.Delay(50, None);
        }
        Assert.Fail("Nobody noted what came of it.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Since_when_it_fails_is_kept_until_it_is_read_again(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock(), "--Mailbox:office:Host", "127.0.0.1",
            "--Mailbox:office:Port", "9", "--Mailbox:office:User", ImapMailbox.Address, "--Mailbox:office:Password", "x",
            "--Mailbox:office:Security", "None", "--Mailbox:office:Controller", CaseCaller.Controller);
        var (states, since) = (app.Get<MailboxStates>(), app.Now());

        await states.NoteAsync("office", MailboxFailure.Unreachable, null, None);
        app.Clock!.Advance(TimeSpan.FromSeconds(30));
        await states.NoteAsync("office", MailboxFailure.NotLetIn, null, None);
        var failing = Assert.Single(await states.ReadAsync(None)).State!;
        await states.NoteAsync("office", MailboxFailure.None, 3, None);
        await states.NoteAsync("office", MailboxFailure.Unreachable, null, None);
        var after = Assert.Single(await states.ReadAsync(None));

        Assert.Equal((MailboxFailure.NotLetIn, since, app.Now()), (failing.Failure, failing.FailingAt, failing.TriedAt));
        Assert.Equal((3, app.Now(), app.Now(), false), (after.State!.SetAside, after.State.ReadAt, after.State.FailingAt, after.IsSilent));
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_settings_is_said_at_once()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mailbox:one:Host"] = "imap.office.example", ["Mailbox:one:Security"] = "None", ["Mailbox:one:User"] = "somebody",
            ["Mailbox:one:Port"] = "x", ["Mailbox:one:Seconds"] = "1",
            ["Mailbox:Host"] = "imap.office.example",
        }).Build();

        var failure = Assert.Throws<ConfigurationException>(() => Mailboxes.From(configuration, pack: null));

        Assert.Equal(7, failure.Errors.Count);
        Assert.All(
            ["Mailbox__Host", "Mailbox__one__Password", "__Controller", "__Address", "__Security", "__Port", "__Seconds"],
            part => Assert.Contains(failure.Errors, error => error.Contains(part, StringComparison.Ordinal)));
        Assert.Empty(Mailboxes.From(new ConfigurationBuilder().Build(), pack: null).All);
    }

    [Fact]
    public void A_mailbox_is_read_over_tls_unless_told_otherwise()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mailbox:one:Host"] = "imap.office.example", ["Mailbox:one:User"] = "Privacy@office.example", ["Mailbox:one:Password"] = "x",
            ["Mailbox:one:Controller"] = CaseCaller.Controller,
        }).Build();

        var one = Assert.Single(Mailboxes.From(configuration, pack: null).All);

        Assert.Equal((993, MailKit.Security.SecureSocketOptions.SslOnConnect, "privacy@office.example", "INBOX"),
            (one.Port, one.Security, one.Address, one.Folder));
        Assert.DoesNotContain("x", one.ToString(), StringComparison.Ordinal);
    }
}
