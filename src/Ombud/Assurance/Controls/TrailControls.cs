using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tree;

namespace Ombud.Assurance.Controls;

/// <summary>
/// The tree computed anew from its entries has the root that the newest checkpoint signs. What was verified before is
/// carried on for a day; then everything is read again from the first entry.
/// </summary>
internal sealed class TrailVerifies(Db db, TrailKey key, TimeProvider time) : IControl
{
    private const int PageSize = 5_000;
    private static readonly TimeSpan FullEvery = TimeSpan.FromDays(1);
    private Frontier _verified = new();
    private DateTimeOffset _fullAt = DateTimeOffset.MinValue;

    public string Id => "trail-verifies";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (time.GetUtcNow() - _fullAt > FullEvery)
            (_verified, _fullAt) = (new Frontier(), time.GetUtcNow());

        await using var connection = await db.OpenAsync(cancel);
        if (await TrailRows.CheckpointAsync(connection, null, cancel) is not { } note)
            return Measurement.Good("ingen händelse än", "no fact yet");

        var signer = await key.SignerAsync(cancel);
        var opened = Checkpoint.Open(note, signer.Verifier);
        if (!opened.IsOk)
            return Amiss("signaturen stämmer inte", "the signature is wrong");
        if (opened.Value.Size < _verified.Size)
            return Amiss("liggaren har krympt", "the trail has shrunk");

        await ReadOnAsync(opened.Value.Size, cancel);
        return _verified.Size == opened.Value.Size && _verified.Root() == opened.Value.Root
            ? Measurement.Good($"verifierad till post {_verified.Size}", $"verified to entry {_verified.Size}")
            : Amiss($"roten stämmer inte vid post {_verified.Size}", $"the root differs at entry {_verified.Size}");
    }

    // What was found amiss is not carried on: the next time everything is read again.
    private Measurement Amiss(string sv, string en)
    {
        _fullAt = DateTimeOffset.MinValue;
        return Measurement.Bad(sv, en);
    }

    private async Task ReadOnAsync(long size, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        while (_verified.Size < size)
        {
            await using var select = connection.Command(
                """
                select commitment
                from   trail_entry
                where  position >= @from and position < @to
                order  by position
                """).With("from", _verified.Size).With("to", Math.Min(size, _verified.Size + PageSize));
            await using var reader = await select.ExecuteReaderAsync(cancel);
            var before = _verified.Size;
            while (await reader.ReadAsync(cancel))
                _verified.Append(new Commitment(Hash32.From(reader.BytesAt(0))).LeafHash());
            if (_verified.Size == before)
                return;
        }
    }
}
