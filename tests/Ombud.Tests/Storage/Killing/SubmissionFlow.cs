using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ombud.Tests.Collection;

namespace Ombud.Tests.Storage.Killing;

/// <summary>What a site was told: that a submission is stored, and the receipts of its facts.</summary>
internal sealed record Acknowledged(Guid Subject, IReadOnlyList<(Guid Fact, byte[] Commitment)> Receipts);

/// <summary>Hands in submissions over HTTP, many at once, and remembers what was acknowledged and what was left open.</summary>
internal sealed class SubmissionFlow(string apiKey)
{
    private int _next;

    /// <summary>By idempotency key.</summary>
    public ConcurrentDictionary<string, Acknowledged> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Idempotency keys that were sent and never answered.</summary>
    public ConcurrentDictionary<string, bool> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends until the process is gone; <paramref name="first"/> ends with the first answer.</summary>
    public Task SendUntilGoneAsync(HttpClient http, TaskCompletionSource first) => Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
        Task.Run(async () =>
        {
            while (await TrySendAsync(http, $"kill-test-{Interlocked.Increment(ref _next):D8}"))
                first.TrySetResult();
        })));

    /// <summary>Sends again, under the same keys, what was never answered.</summary>
    public async Task SendAgainAsync(HttpClient http)
    {
        foreach (var key in Open.Keys)
            Assert.True(await TrySendAsync(http, key), $"{key} was not taken when it was sent again");
    }

    private async Task<bool> TrySendAsync(HttpClient http, string key)
    {
        Open[key] = true;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/collection-points/contact-message/submissions")
            {
                Content = JsonContent.Create(CollectionApp.Example()),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
            request.Headers.Add("Idempotency-Key", key);
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode == 201, text);
            Acknowledged[key] = Read(JsonDocument.Parse(text).RootElement);
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

    private static Acknowledged Read(JsonElement answer) => new(
        answer.GetProperty("subjectId").GetGuid(),
        [
            .. answer.GetProperty("receipts").EnumerateArray().Select(receipt =>
                (receipt.GetProperty("factId").GetGuid(), receipt.GetProperty("commitment").GetBytesFromBase64())),
        ]);
}
