using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ombud.Tests.Mail;

/// <summary>A mail server that speaks as much SMTP (RFC 5321) as handing in a mail needs.</summary>
internal sealed class SmtpServerStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SmtpServerStub()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers to a recipient.</summary>
    public string RecipientAnswer { get; set; } = "250 ok";

    /// <summary>The mails it took: recipient line and text.</summary>
    public ConcurrentQueue<(string Recipient, string Text)> Taken { get; } = new();

    public string[] Settings =>
        ["--Smtp:Host=127.0.0.1", $"--Smtp:Port={Port}", "--Smtp:From=privacy@group.example", "--Smtp:Security=None"];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(
            client.GetStream(), new UTF8Encoding(false))
        { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 stub");
        var recipient = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            var answer = line.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "DATA" => "354 go on",
                "RCPT" => RecipientAnswer,
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
                recipient = line;
            await writer.WriteLineAsync(answer);
            if (answer[0] == '3')
            {
                Taken.Enqueue((recipient, await TextAsync(reader)));
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private static async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line and not ".")
            text.AppendLine(line);
        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }
}
