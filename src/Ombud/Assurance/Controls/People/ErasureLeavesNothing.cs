using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Receipts;
using Ombud.Shared;
using Ombud.Trail;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Somebody made up is collected and erased: no row, key, hash or ciphertext is left but what the receipt names as kept,
/// and the receipt is the fact that the trail commits to.
/// </summary>
internal sealed class ErasureLeavesNothing(
    CanaryPlanter canaries, IDbContextFactory<OmbudContext> contexts, Db db, KeyRing keys, BlindIndex index, RawSearch raw,
    ErasureReceipts receipts, FactReceipts places) : IControl
{
    private const int TraceLength = 24;

    public string Id => "erasure-leaves-nothing";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var canary = await canaries.PlantAsync(canaries.Points.First(), cancel);
        var traces = await TracesAsync(canary, cancel);
        var erasure = await canaries.EraseAsAnybodyAsync(canary.Subject, cancel);

        var amiss = new List<string>();
        if (erasure.Step is not ErasureStep.Done)
            amiss.Add($"step {erasure.Step}");
        var progress = await receipts.FindAsync(erasure.ReceiptId, cancel);
        amiss.AddRange(await RowsAsync(canary, progress?.Receipt?.Kept.Sum(kept => kept.Records) ?? 0, cancel));
        amiss.AddRange((await raw.FindAsync(traces, cancel)).Places);
        if (await keys.FindAsync(KeyName.Facts(canary.Subject), cancel) is not null
            || await keys.FindAsync(new KeyName(canary.Subject, canary.Point.Controller, Compartment.Ordinary), cancel) is not null)
            amiss.Add("key");
        if (progress?.Fact is not { } receipt || !await IsCommittedAsync(receipt, cancel))
            amiss.Add("receipt");
        await canaries.ForgetKeptAsync(canary.Subject, cancel);
        return Measurement.Of(amiss,
            $"{traces.Count} spår av en provperson sökta efter raderingen: inget kvar, kvittot stämmer",
            $"{traces.Count} traces of a test person looked for after the erasure: none left, the receipt is right");
    }

    /// <summary>What would show that something of them is left: values, ciphertexts, the hash of the address.</summary>
    private async Task<List<byte[]>> TracesAsync(Canary canary, CancellationToken cancel)
    {
        var bucket = Bucket.Of(canary.Subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == canary.Subject.Value).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => row.Sealed[..TraceLength]),
            await index.OfAsync(IdentifierKind.Email, canary.Email, cancel),
            .. canary.Values.SelectMany(RawSearch.FormsOf),
        ];
    }

    private async Task<List<string>> RowsAsync(Canary canary, int kept, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var tables = context.Model.GetEntityTypes()
            .Where(type => type.FindProperty("SubjectId") is not null && !type.ClrType.IsAssignableTo(typeof(IOutlivesErasure)))
            .Select(type => type.GetTableName()!).Distinct(StringComparer.Ordinal).ToList();
        var left = new List<string>();
        await using var connection = await db.OpenAsync(cancel);
        foreach (var table in tables)
        {
            await using var count = connection.Command(
                FanOut.LeftRows.Sql($"select count(*) from {table} where subject_id = @subject"))
                .With("subject", canary.Subject.Value);
            var rows = (long)(await count.ExecuteScalarAsync(cancel))!;
            if (rows != (table is "record" ? kept : 0))
                left.Add($"{table} {rows}");
        }
        return left;
    }

    // Where the trail holds it, and not where the body lies: that is what the receipt is checked against.
    private async Task<bool> IsCommittedAsync(WrittenFact receipt, CancellationToken cancel) =>
        await places.FindAsync(receipt.Id, cancel) is { } place && place.Commitment == Commitment.Of(receipt.Salt, receipt.Body);
}
