using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>What a system answered.</summary>
/// <param name="Body">The answer itself; empty where it did not do as it was asked.</param>
internal readonly record struct HttpAnswer(HttpStatusCode Status, byte[] Body)
{
    public bool IsDone => (int)Status is >= 200 and < 300;

    public bool IsGone => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;
}

/// <summary>
/// Sends calls to one host and no other, no faster than it is to be asked and for no longer than is to be waited. It follows no
/// redirect, keeps no cookie, and tells nobody what it called: an address may hold a value of somebody's.
/// </summary>
internal sealed class HttpSender : IDisposable
{
    private const int TriesMax = 4;
    private const int BufferSize = 16 * 1024;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private readonly HttpSettings _settings;
    private readonly HttpLimits _limits;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client;
    private long? _next;

    public HttpSender(HttpSettings settings, HttpLimits limits, TimeProvider time)
    {
        (_settings, _limits, _time) = (settings, limits, time);
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.Address.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(limits.Seconds),
            // Else each address would go into whatever records activities, and our marks to the other side.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Where an asking goes.</summary>
    /// <exception cref="HttpException">It cannot be written as an address.</exception>
    public Uri AddressOf(HttpAsking asking)
    {
        var below = asking.Address.StartsWith('/') ? _settings.Address.GetLeftPart(UriPartial.Path).TrimEnd('/') : "";
        return Uri.TryCreate(below + asking.Address, UriKind.Absolute, out var address)
            ? address
            : throw new HttpException(HttpFailure.NoPath);
    }

    /// <summary>Whether an address is on the host that is asked.</summary>
    public bool IsOurs(Uri address) =>
        Uri.Compare(address, _settings.Address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
        && address.UserInfo.Length == 0;

    /// <summary>Sends a call. Where the system asks to wait, it is waited for a while.</summary>
    /// <param name="reads">Whether its answer is wanted, and not just whether it did it.</param>
    /// <exception cref="HttpException">It was not answered, or the answer is too big.</exception>
    public async Task<HttpAnswer> SendAsync(HttpAsking asking, bool reads, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await PaceAsync(cancel);
            var (answer, wait) = await TryAsync(asking, reads, attempt, cancel);
            if (wait is not { } pause)
                return answer;
            await Task.Delay(pause, _time, cancel);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpAnswer Answer, TimeSpan? Wait)> TryAsync(HttpAsking asking, bool reads, int attempt, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_limits.Seconds));
        try
        {
            using var message = MessageOf(asking);
            using var response = await _client.SendAsync(message, limit.Token);
            var answer = new HttpAnswer(response.StatusCode, []);
            if (WaitOf(response, attempt) is { } wait)
                return (answer, wait);
            return (reads && answer.IsDone ? answer with { Body = await ReadAsync(response, limit.Token) } : answer, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw HttpFailure.TimedOut(_limits.Seconds);
        }
        catch (HttpRequestException e)
        {
            // Without the exception itself, whose message has the address.
            throw HttpFailure.Of(e);
        }
        catch (IOException)
        {
            throw new HttpException(HttpFailure.ConnectionLost);
        }
    }

    private async Task PaceAsync(CancellationToken cancel)
    {
        var step = _time.TimestampFrequency / _limits.PerSecond;
        var now = _time.GetTimestamp();
        var at = Math.Max(_next ?? now, now);
        _next = at + step;
        if (at > now)
            await Task.Delay(_time.GetElapsedTime(now, at), _time, cancel);
    }

    private HttpRequestMessage MessageOf(HttpAsking asking)
    {
        var address = AddressOf(asking);
        if (!IsOurs(address))
            throw new HttpException(HttpFailure.ElsewhereNext);

        var message = new HttpRequestMessage(
            asking.Verb switch
            {
                HttpVerb.Get => HttpMethod.Get,
                HttpVerb.Post => HttpMethod.Post,
                HttpVerb.Put => HttpMethod.Put,
                HttpVerb.Patch => HttpMethod.Patch,
                HttpVerb.Delete => HttpMethod.Delete,
            },
            address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(HttpAsking.Json));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ombud", null));
        if (_settings.Secret is var (name, value))
            message.Headers.TryAddWithoutValidation(name, value);
        if (asking.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(asking.Content);
        }

        return message;
    }

    /// <summary>For how long to wait before the same is asked again; null where it is not asked again.</summary>
    private TimeSpan? WaitOf(HttpResponseMessage response, int attempt)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || attempt >= TriesMax)
            return null;

        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - _time.GetUtcNow() : TimeSpan.FromSeconds(1 << (attempt - 1)));
        return wait > WaitMax ? null : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode is HttpStatusCode.NoContent)
            return [];
        if (response.Content.Headers.ContentType?.MediaType is not { } type
            || !(type.Equals(HttpAsking.Json, StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
            throw new HttpException(HttpFailure.NoJson);

        var most = _limits.Megabytes * 1024L * 1024;
        if (response.Content.Headers.ContentLength > most)
            throw HttpFailure.TooBig(_limits.Megabytes);

        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var whole = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (whole.Length + count > most)
                throw HttpFailure.TooBig(_limits.Megabytes);
            whole.Write(buffer, 0, count);
        }

        return whole.ToArray();
    }
}
