using Ombud.Database;

namespace Ombud.Keys.Rotation;

/// <summary>When the epochs end under which a key was wrapped: from then on no copy of the wrapped key opens.</summary>
/// <param name="At">When the epoch ended, or is planned to.</param>
/// <param name="IsOver">Whether it has.</param>
internal readonly record struct EpochEnd(DateTimeOffset At, bool IsOver);

/// <summary>Reads when epochs began, and so when the newest is due to be followed by another.</summary>
internal sealed class EpochPlan(KeyStore store, KeyOptions options)
{
    /// <summary>When a new epoch is to begin and the older ones are to be destroyed.</summary>
    public async Task<DateTimeOffset> NextAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).Newest + options.EpochLength;

    /// <summary>From when on no copy opens of a key that was destroyed at a moment.</summary>
    public async Task<EpochEnd> OfKeyAsync(DateTimeOffset destroyedAt, CancellationToken cancel)
    {
        // What it was wrapped under began before; once only later epochs are left, those have been destroyed.
        var (oldest, newest) = await ReadAsync(cancel);
        return oldest > destroyedAt ? new EpochEnd(oldest, IsOver: true) : new EpochEnd(newest + options.EpochLength, IsOver: false);
    }

    private async Task<(DateTimeOffset Oldest, DateTimeOffset Newest)> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var select = connection.Command("select min(created_at), max(created_at) from epoch");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (Micros.ToMoment(reader.GetInt64(0)), Micros.ToMoment(reader.GetInt64(1)));
    }
}
