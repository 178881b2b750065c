using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ombud.Tests.Collection;
using Ombud.Tests.Consents;

namespace Ombud.Tests.Storage.Killing;

/// <summary>What a site sends: each key stands for one of these.</summary>
internal enum Sent
{
    /// <summary>A contact message.</summary>
    Message,

    /// <summary>An account with a CV as a file.</summary>
    Account,

    /// <summary>A visitor's consent and, once it was answered, its withdrawal.</summary>
    Consent,
}

/// <summary>What a site was told: that it is stored, and the facts it has receipts of.</summary>
/// <param name="Facts">Ids of facts; the commitment where the receipt says it.</param>
internal sealed record Acknowledged(Sent What, Guid Subject, IReadOnlyList<(Guid Fact, byte[]? Commitment)> Facts);

/// <summary>Hands in over HTTP, many at once, and remembers what was acknowledged and what was left open.</summary>
internal sealed class SubmissionFlow(string apiKey)
{
    private const int FileLength = 150_000;

    // What was answered to each step, which stays the answer for ever.
    private readonly ConcurrentDictionary<string, Guid> _steps = new(StringComparer.Ordinal);
    private int _next;
    private int _refused;

    /// <summary>By idempotency key.</summary>
    public ConcurrentDictionary<string, Acknowledged> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Idempotency keys that were sent and never answered.</summary>
    public ConcurrentDictionary<string, bool> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>How many calls were answered with 503 or 507 and when to come again.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>What a key stands for.</summary>
    public static Sent Of(string key) => (Sent)(int.Parse(key[^8..], CultureInfo.InvariantCulture) % 3);

    /// <summary>The file of a key: the same each time.</summary>
    public static byte[] FileOf(string key)
    {
        var file = new List<byte>(Encoding.ASCII.GetBytes("%PDF-1.7\n"));
        for (var i = 0; file.Count < FileLength; i++)
            file.AddRange(SHA256.HashData(Encoding.ASCII.GetBytes($"{key} {i}")));
        return [.. file];
    }

    /// <summary>Sends until the process is gone; <paramref name="first"/> ends with the first answer.</summary>
    public Task SendUntilGoneAsync(HttpClient http, TaskCompletionSource first) => Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
        Task.Run(async () =>
        {
            while (await TrySendAsync(http, NextKey()))
                first.TrySetResult();
        })));

    /// <summary>Sends until it is over; what is refused for now is sent again under its key.</summary>
    public Task SendUntilAsync(HttpClient http, Func<bool> isOver) => Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
        Task.Run(async () =>
        {
            while (!isOver())
            {
                var key = NextKey();
                while (!await TrySendAsync(http, key) && !isOver())
                    await Task.Delay(50);
            }
        })));

    /// <summary>Sends again, under the same keys, what was never answered.</summary>
    public async Task SendAgainAsync(HttpClient http)
    {
        foreach (var key in Open.Keys)
            Assert.True(await TrySendAsync(http, key), $"{key} was not taken when it was sent again");
    }

    private string NextKey() => $"kill-test-{Interlocked.Increment(ref _next):D8}";

    private async Task<bool> TrySendAsync(HttpClient http, string key)
    {
        Open[key] = true;
        try
        {
            if (await SendAsync(http, key) is not { } acknowledged)
                return false;
            Acknowledged[key] = acknowledged;
            return Open.TryRemove(key, out _);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<Acknowledged?> SendAsync(HttpClient http, string key)
    {
        switch (Of(key))
        {
            case Sent.Message:
                return await SubmitAsync(http, key, "contact-message", CollectionApp.Example());
            case Sent.Account:
                if (await UploadAsync(http, key) is not { } upload)
                    return null;
                var account = SubmissionTests.Account("1990-01-01");
                account["files"] = new Dictionary<string, Guid> { ["cv"] = upload };
                return await SubmitAsync(http, key, "job-seeker-account", account);
            default:
                return await ConsentAsync(http, key);
        }
    }

    private async Task<Acknowledged?> SubmitAsync(HttpClient http, string key, string point, object body)
    {
        var path = $"/api/v1/collection-points/{point}/submissions";
        if (await PostAsync(http, path, key, JsonContent.Create(body)) is not { } answer)
            return null;
        return new Acknowledged(
            Of(key), answer.GetProperty("subjectId").GetGuid(),
            [
                .. answer.GetProperty("receipts").EnumerateArray().Select(receipt =>
                    (receipt.GetProperty("factId").GetGuid(), (byte[]?)receipt.GetProperty("commitment").GetBytesFromBase64())),
            ]);
    }

    // Uploaded once it was acknowledged: a file that is lost after that shows when it is handed in.
    private async Task<Guid?> UploadAsync(HttpClient http, string key)
    {
        var step = key + "-file";
        if (_steps.TryGetValue(step, out var known))
            return known;
        var content = new ByteArrayContent(FileOf(key));
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "cv.pdf" };
        return await PostAsync(http, "/api/v1/files", step, content) is { } answer
            ? Same(step, answer.GetProperty("file").GetGuid())
            : null;
    }

    private async Task<Acknowledged?> ConsentAsync(HttpClient http, string key)
    {
        if (await AnswerAsync(http, key + "-yes", "given", null) is not var (subject, given)
            || await AnswerAsync(http, key + "-no", "withdrawn", subject) is not var (_, withdrawn))
            return null;
        return new Acknowledged(Sent.Consent, subject, [(given, null), (withdrawn, null)]);
    }

    private async Task<(Guid Subject, Guid Fact)?> AnswerAsync(HttpClient http, string step, string word, Guid? subject)
    {
        using var body = new StringContent(ConsentCaller.Body(answer: word, subject: subject), Encoding.UTF8, "application/json");
        if (await PostAsync(http, "/api/v1/consents", step, body) is not { } answer)
            return null;
        return (Same(step + "-who", answer.GetProperty("subject").GetGuid()), Same(step, answer.GetProperty("factId").GetGuid()));
    }

    private Guid Same(string step, Guid answered)
    {
        var before = _steps.GetOrAdd(step, answered);
        Assert.True(before == answered, $"{step} was answered {before} and then {answered}");
        return answered;
    }

    /// <returns>The answer; null where the product says that it cannot now, and when to come again.</returns>
    private async Task<JsonElement?> PostAsync(HttpClient http, string path, string key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage)
        {
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"{(int)response.StatusCode} without Retry-After");
            Interlocked.Increment(ref _refused);
            return null;
        }
        Assert.True((int)response.StatusCode == 201, $"{key}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
