using System.Globalization;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using Ombud.Cases.Mailbox;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>A mailbox of one test's own, on the Dovecot that <c>./test</c> starts.</summary>
internal sealed class ImapMailbox
{
    public const string Address = "privacy@office.example";
    public const string Variable = "OMBUD_TEST_IMAP";
    private static readonly CancellationToken None = CancellationToken.None;
    private static int _mails;
    private readonly string _password;
    private readonly string _folder;

    private ImapMailbox(string[] server)
    {
        (Port, _password) = (int.Parse(server[1], CultureInfo.InvariantCulture), server[2]);
        _folder = Path.Combine(server[3], User, "Maildir");
    }

    public int Port { get; }

    public string User { get; } = "u" + Guid.CreateVersion7().ToString("N");

    /// <summary>Makes one; skips the test, and says so, where no server was started.</summary>
    public static async Task<ImapMailbox> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(server is null, $"{Variable} is not set: run ./test, which starts Dovecot.");
        var mailbox = new ImapMailbox(server!.Split(' '));
        // The server makes its folders when somebody comes.
        await mailbox.InAsync("INBOX");
        return mailbox;
    }

    /// <summary>The settings by which the product reads it.</summary>
    public string[] Settings(int? port = null, string? password = null, string folder = "INBOX") =>
    [
        "--Mailbox:office:Host", "127.0.0.1", "--Mailbox:office:Port", (port ?? Port).ToString(CultureInfo.InvariantCulture),
        "--Mailbox:office:Security", "None", "--Mailbox:office:User", User, "--Mailbox:office:Password", password ?? _password,
        "--Mailbox:office:Controller", CaseCaller.Controller, "--Mailbox:office:Address", Address,
        "--Mailbox:office:MegabytesMax", "1", "--Mailbox:office:Folder", folder,
    ];

    /// <summary>Puts a mail into it as a server that delivers does, byte for byte.</summary>
    public void Put(byte[] mail, DateTimeOffset at)
    {
        var name = FormattableString.Invariant($"{at.ToUnixTimeSeconds()}.{Interlocked.Increment(ref _mails):D6}.test");
        var file = Path.Combine(_folder, "tmp", name);
        File.WriteAllBytes(file, mail);
        File.SetLastWriteTimeUtc(file, at.UtcDateTime);
        File.Move(file, Path.Combine(_folder, "new", name));
    }

    /// <inheritdoc cref="Put(byte[], DateTimeOffset)"/>
    public void Put(string mail, DateTimeOffset at) => Put(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), at);

    /// <summary>Keeps a folder of ours from being made: a file has its name.</summary>
    public void Block(string folder) => File.WriteAllText(Path.Combine(_folder, "." + folder.Replace('/', '.')), "");

    /// <summary>How many mails lie in a folder; none where there is no such folder.</summary>
    public async Task<int> InAsync(string folder)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, MailKit.Security.SecureSocketOptions.None, None);
        await client.AuthenticateAsync(User, _password, None);
        try
        {
            var found = await client.GetFolderAsync(folder, None);
            await found.OpenAsync(FolderAccess.ReadOnly, None);
            return found.Count;
        }
        catch (FolderNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>How many mails lie in the folders of new ones, of filed, of automatic and of those set aside.</summary>
    public async Task<(int New, int Filed, int Automatic, int Aside)> CountAsync() =>
        (await InAsync("INBOX"), await InAsync("Ombud/Filed"), await InAsync("Ombud/Automatic"), await InAsync("Ombud/SetAside"));
}

internal static class MailboxReading
{
    /// <summary>Reads the mailbox of the tests once.</summary>
    public static async Task<MailboxFailure> ReadMailboxAsync(this OmbudApp app) =>
        (await app.Get<MailboxRunner>().RunAsync(app.Get<Mailboxes>().All[0], CancellationToken.None)).Failure;

    public static DateTimeOffset Now(this OmbudApp app) => app.Get<TimeProvider>().GetUtcNow();
}
