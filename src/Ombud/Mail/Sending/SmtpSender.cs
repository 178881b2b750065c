using MailKit.Net.Smtp;
using MimeKit;

namespace Ombud.Mail.Sending;

/// <summary>What became of handing a mail to the server.</summary>
internal abstract record Handed
{
    private Handed() { }

    public sealed record Accepted : Handed;

    /// <summary>The server refuses this mail for good.</summary>
    /// <param name="Code">Its reply code.</param>
    public sealed record Refused(string Code) : Handed;

    /// <summary>Not now: the server is away, busy or does not let us in.</summary>
    /// <param name="Code">Reply code or type of failure; never the message, which may repeat the address.</param>
    public sealed record NotNow(string Code) : Handed;
}

/// <summary>Hands mails to the configured server.</summary>
internal sealed class SmtpSender(SmtpServer server, TimeProvider time)
{
    private const int TimeoutMilliseconds = 30_000;

    public async Task<Handed> HandAsync(Guid mail, SealedLetter letter, CancellationToken cancel)
    {
        try
        {
            using var message = Write(mail, letter);
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(server.Host, server.Port, server.Security, cancel);
            if (server.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, server.Password ?? "", cancel);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
            return new Handed.Accepted();
        }
        catch (SmtpCommandException refusal) when ((int)refusal.StatusCode is >= 500 and < 600
            && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            return new Handed.Refused($"smtp-{(int)refusal.StatusCode}");
        }
        catch (SmtpCommandException refusal)
        {
            return new Handed.NotNow($"smtp-{(int)refusal.StatusCode}");
        }
#pragma warning disable CA1031 // Network, TLS, log-in, protocol: in all of them the mail stays and is tried again.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new Handed.NotNow(failure.GetType().Name);
        }
    }

    private MimeMessage Write(Guid mail, SealedLetter letter)
    {
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = time.GetUtcNow(),
            // By the mail's id, so that a second copy after a crash is recognised as one.
            MessageId = $"{mail:N}@{server.From.Domain}",
            Body = new TextPart("plain") { Text = letter.Body },
        };
        message.From.Add(server.From);
        message.To.Add(new MailboxAddress(null, letter.To));
        if (letter.ReplyTo is { } reply)
            message.ReplyTo.Add(new MailboxAddress(null, reply));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
