using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Sequencing;
using Ombud.Shared;

namespace Ombud.Web;

/// <summary>Whether requests can be served, for whoever spreads them over several processes.</summary>
/// <param name="Status"><c>ready</c> or <c>unavailable</c>.</param>
/// <param name="Reasons">What is missing, as codes; empty where nothing is.</param>
internal sealed record Readiness(string Status, IReadOnlyList<string> Reasons);

/// <summary>
/// Looks whether the database takes a write, the key store answers and the sequencer is at work. What was found is answered for
/// some seconds, so that asking costs nothing.
/// </summary>
internal sealed class Health(Leases leases, KeyStore keys, Sequencer sequencer, TimeProvider time) : IDisposable
{
    private const string Lease = "health";
    private static readonly TimeSpan AnsweredFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SilentMax = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private (long At, Readiness Found)? _last;

    /// <summary>Adds the two endpoints.</summary>
    internal static void Map(IEndpointRouteBuilder app)
    {
        // Nothing is looked at: whoever gets an answer here knows that the process runs, and need not restart it.
        app.MapLate(HttpMethods.Get, "/livez", () => TypedResults.Ok());
        app.MapLate(HttpMethods.Get, "/healthz", async (Health health, CancellationToken cancel) => Answer(await health.LookAsync(cancel)));
    }

    /// <summary>What is found now, or was some seconds ago.</summary>
    public async Task<Readiness> LookAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_last is { } last && time.GetElapsedTime(last.At) < AnsweredFor)
                return last.Found;
            var reasons = new List<string>();
            if (!await WorksAsync(WriteAsync, cancel))
                reasons.Add("database-not-writable");
            if (!await WorksAsync(ReadKeysAsync, cancel))
                reasons.Add("key-store-not-readable");
            if (sequencer.Refusal is not null)
                reasons.Add("trail-refused");
            else if (sequencer.LookedAt is not { } looked || time.GetUtcNow() - looked > SilentMax)
                reasons.Add("sequencer-silent");
            var found = new Readiness(reasons.Count == 0 ? "ready" : "unavailable", reasons);
            _last = (time.GetTimestamp(), found);
            return found;
        }
        finally
        {
            _one.Release();
        }
    }

    private static JsonHttpResult<Readiness> Answer(Readiness found) => TypedResults.Json(
        found, HealthJson.Default.Readiness,
        statusCode: found.Reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    // Whether the lease is taken does not matter, since nobody waits for it: that it could be written does.
    private Task WriteAsync(CancellationToken cancel) => leases.TakeAsync(Lease, TimeSpan.Zero, cancel);

    private async Task ReadKeysAsync(CancellationToken cancel)
    {
        await using var connection = await keys.Db.OpenAsync(cancel);
        await using var select = connection.Command("select 1 from installation");
        await select.ExecuteScalarAsync(cancel);
    }

    private static async Task<bool> WorksAsync(Func<CancellationToken, Task> what, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await what(patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _one.Dispose();
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJson : JsonSerializerContext;
