using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ombud.Tests.Cases.Mailbox;

/// <summary>
/// Stands between the product and a mail server, and lets through everything until a word that the test waits for: then it says so, and
/// nothing more goes through of that talk.
/// </summary>
internal sealed class BreakingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _port;
    private readonly string _word;
    private readonly bool _isBroken;
    private readonly Task _accepting;

    /// <param name="port">Where the server listens.</param>
    /// <param name="word">What the product says before it is cut off.</param>
    /// <param name="isBroken">Whether the talk ends then; otherwise it hangs.</param>
    public BreakingProxy(int port, string word, bool isBroken)
    {
        (_port, _word, _isBroken) = (port, word, isBroken);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the word was said.</summary>
    public Task Heard => _heard.Task;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var here = client;
        using var there = new TcpClient();
        try
        {
            await there.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            var back = there.GetStream().CopyToAsync(here.GetStream(), _stop.Token);
            await PassOnAsync(here.GetStream(), there.GetStream());
            here.Client.Close();
            await back;
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }

    private async Task PassOnAsync(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[64 * 1024];
        while (await from.ReadAsync(bytes, _stop.Token) is > 0 and var read)
        {
            // Once: whoever comes again gets through.
            if (Encoding.ASCII.GetString(bytes, 0, read).Contains(_word, StringComparison.Ordinal) && _heard.TrySetResult())
            {
                if (!_isBroken)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                return;
            }
            await to.WriteAsync(bytes.AsMemory(0, read), _stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }
}
