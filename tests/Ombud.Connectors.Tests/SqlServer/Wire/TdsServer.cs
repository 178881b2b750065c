using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>
/// What speaks SQL Server's protocol on this machine and knows no SQL: a test answers each statement. By it the client library says
/// what it really sends, and gets failures as a server sends them. It is no SQL Server: of what one makes of a statement it tells nothing.
/// </summary>
internal sealed class TdsServer : IAsyncDisposable
{
    private const byte Prelogin = 0x12;
    private const byte Login = 0x10;
    private const byte Transaction = 0x0E;
    private const byte Attention = 0x06;
    private const byte NoEncryption = 2;
    private const byte EncryptionNeeded = 3;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<TdsRequest, TdsReply> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly TdsReply _welcome;
    private readonly Task _serving;

    /// <param name="certificate">Where there is one, nothing goes but under TLS.</param>
    /// <param name="welcome">What a login is answered; by itself it is let in.</param>
    public TdsServer(Func<TdsRequest, TdsReply> answer, X509Certificate2? certificate = null, TdsReply? welcome = null)
    {
        (_answer, _certificate, _welcome) = (answer, certificate, welcome ?? new TdsReply().Welcome());
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"Server=tcp:127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};User ID=ombud;Password=canary-secret";

    /// <summary>A server without TLS is spoken to where the connection string says so.</summary>
    public string Connection => Address + ";Encrypt=False";

    public List<TdsRequest> Requests { get; } = [];

    /// <summary>Begun, committed, undone.</summary>
    public List<string> Transactions { get; } = [];

    /// <summary>What a login said of itself.</summary>
    public string LoggedIn { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = client.GetStream();
                await TalkAsync(stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException
                                      or System.Security.Authentication.AuthenticationException)
            {
                // The client is gone, or we are.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        while (true)
        {
            var (kind, body) = await ReadAsync(stream);
            TdsReply? reply = null;
            switch (kind)
            {
                case Prelogin:
                    await WriteAsync(stream, PreloginAnswer());
                    if (_certificate is not null)
                        stream = await TdsTls.BeginAsync(stream, _certificate, _stop.Token);
                    break;
                case Login:
                    LoggedIn = Encoding.Unicode.GetString(body);
                    reply = _welcome;
                    break;
                case Transaction:
                    reply = Transact(body);
                    break;
                case Attention:
                    reply = new TdsReply().Done(TdsReply.AttentionHeard);
                    break;
                default:
                    var request = TdsRequest.Of(kind, body);
                    Requests.Add(request);
                    reply = _answer(request);
                    break;
            }

            if (reply == TdsReply.Gone)
                return;
            if (reply is not null && reply != TdsReply.Never)
                await WriteAsync(stream, reply.Bytes);
        }
    }

    // Version, whether there is encryption, and that there are no several answers at a time.
    private byte[] PreloginAnswer() =>
    [
        0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF,
        16, 0, 0, 0, 0, 0, _certificate is null ? NoEncryption : EncryptionNeeded, 0,
    ];

    private TdsReply Transact(byte[] body)
    {
        var asked = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan((int)BinaryPrimitives.ReadUInt32LittleEndian(body)));
        byte[] mark = [8, 1, 0, 0, 0, 0, 0, 0, 0];
        var (word, kind, now, before) = asked switch
        {
            5 => ("begin", (byte)8, mark, new byte[] { 0 }),
            7 => ("commit", (byte)9, [0], mark),
            8 => ("rollback", (byte)10, [0], mark),
            _ => throw new NotSupportedException($"A request {asked} about a transaction."),
        };
        Transactions.Add(word);
        return new TdsReply().Environment(kind, now, before).Done();
    }

    private async Task<(byte Kind, byte[] Body)> ReadAsync(Stream stream)
    {
        var body = new List<byte>();
        var head = new byte[8];
        do
        {
            await stream.ReadExactlyAsync(head, _stop.Token);
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) - head.Length];
            await stream.ReadExactlyAsync(part, _stop.Token);
            body.AddRange(part);
        }
        while ((head[1] & 1) == 0);
        return (head[0], [.. body]);
    }

    private async Task WriteAsync(Stream stream, byte[] body)
    {
        const int most = 7000;
        for (var from = 0; from < body.Length; from += most)
        {
            var part = body.AsMemory(from, Math.Min(most, body.Length - from));
            await stream.WriteAsync(TdsTls.Head(0x04, part.Length, from + part.Length == body.Length), _stop.Token);
            await stream.WriteAsync(part, _stop.Token);
        }

        await stream.FlushAsync(_stop.Token);
    }
}
