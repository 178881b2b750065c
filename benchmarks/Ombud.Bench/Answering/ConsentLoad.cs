using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ombud.Bench.Answering;

/// <summary>What a load came to.</summary>
/// <param name="Acknowledged">Answers with 201.</param>
/// <param name="Milliseconds">How long each took, acknowledged or not.</param>
internal sealed record LoadResult(int Acknowledged, int Errors, TimeSpan Elapsed, IReadOnlyList<double> Milliseconds)
{
    public double Rate => Acknowledged / Elapsed.TotalSeconds;
}

/// <summary>
/// Posts consents over plain sockets, one request at a time on each connection, which has a thread that waits for it: the client
/// must cost little, as that of <c>pgbench</c> does.
/// </summary>
internal sealed class ConsentLoad(Uri address, string apiKey, string version)
{
    public const int Connections = 16;

    /// <summary>Posts until the time is over.</summary>
    /// <param name="length">How long.</param>
    /// <param name="subjects">Known people to answer for; none for a new visitor each time.</param>
    public async Task<LoadResult> RunAsync(TimeSpan length, IReadOnlyList<Guid> subjects)
    {
        var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var began = Stopwatch.GetTimestamp();
        var lanes = await Task.WhenAll(Enumerable.Range(0, Connections).Select(lane => Task.Factory.StartNew(
            () => Lane(lane, until, subjects), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var elapsed = Stopwatch.GetElapsedTime(began);
        return new LoadResult(
            lanes.Sum(lane => lane.Acknowledged), lanes.Sum(lane => lane.Errors), elapsed, [.. lanes.SelectMany(lane => lane.Times)]);
    }

    private (int Acknowledged, int Errors, List<double> Times) Lane(int lane, long until, IReadOnlyList<Guid> subjects)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address.Host, address.Port);
        var buffer = new byte[16 * 1024];
        var times = new List<double>(16 * 1024);
        var (acknowledged, errors) = (0, 0);
        var anew = RequestOf(null);
        for (var i = lane; Stopwatch.GetTimestamp() < until; i += Connections)
        {
            var request = subjects.Count == 0 ? anew : RequestOf(subjects[i % subjects.Count]);
            var sent = Stopwatch.GetTimestamp();
            socket.Send(request);
            var status = Read(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            if (status == 201)
                acknowledged++;
            else
                errors++;
        }
        return (acknowledged, errors, times);
    }

    private byte[] RequestOf(Guid? subject)
    {
        var who = subject is { } id ? $"\"subject\":\"{id}\"" : "\"kind\":\"visitor\"";
        var hash = new string('5', 64);
        var shown = $"\"noticeVersion\":\"{version}\",\"language\":\"sv\",\"point\":\"contact-message\",\"textHash\":\"{hash}\"";
        var body = $"{{{who},\"topic\":\"newsletters\",\"controller\":\"aerotek-se\",\"answer\":\"given\",\"shown\":{{{shown}}}}}";
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST /api/v1/consents HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {apiKey}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
    }

    // Reads one answer, with a length or in chunks, and gives its status.
    private static int Read(Socket socket, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            var got = socket.Receive(buffer.AsSpan(read));
            if (got == 0)
                throw new EndOfStreamException("The product closed the connection.");
            read += got;
            if (IsWhole(buffer.AsSpan(0, read)))
                return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + (buffer[11] - '0');
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var length = answer[..end].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = answer[(length + "Content-Length: ".Length)..end];
        var line = digits.IndexOf((byte)'\r');
        return answer.Length >= end + 4 + int.Parse(line < 0 ? digits : digits[..line], CultureInfo.InvariantCulture);
    }
}
