using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Erasure.Pages;
using Ombud.Notices;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.Rights;

/// <summary>
/// Somebody made up agrees to everything and is erased as anybody is. While one of their records is held, the preview names the hold's
/// reason; afterwards the receipt names every record that stayed with the rule that keeps it, and its page says why in every language.
/// </summary>
internal sealed class KeptIsNamed(
    CanaryPlanter canaries, LegalHolds holds, PreviewErasure preview, ErasureReceipts receipts, OwnPages pages, NoticeBook notices,
    IDbContextFactory<OmbudContext> contexts) : IControl
{
    public string Id => "kept-is-named";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (canaries.Points.MaxBy(point => point.Choices.Count) is not { Choices.Count: > 0 } point)
            return Measurement.Bad("inget ställe ber om samtycke", "no point asks for consent");
        var canary = await canaries.PlantAsync(point, cancel, tick: true);
        try
        {
            return await EraseAsync(canary, cancel);
        }
        finally
        {
            await canaries.EraseAsync(canary.Subject, cancel);
        }
    }

    private async Task<Measurement> EraseAsync(Canary canary, CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var language in Layout.Language.All)
            amiss.AddRange(await ForeseenAsync(canary, language, cancel));
        var erasure = await canaries.EraseAsAnybodyAsync(canary.Subject, cancel);
        var kept = (await receipts.FindAsync(erasure.ReceiptId, cancel))?.Receipt?.Kept ?? [];
        var left = await RecordsAsync(canary, cancel);
        if (kept.Count == 0 || kept.Sum(one => one.Records) != left.Count)
            amiss.Add($"{left.Count} stay");
        amiss.AddRange(kept.Where(one => one.Rule is null).Select(one => one.Category));
        foreach (var language in Layout.Language.All)
            amiss.AddRange(await UnsaidAsync(erasure.ReceiptId, kept, language, cancel));
        return Measurement.Of(amiss,
            $"{kept.Sum(one => one.Records)} uppgifter fick vara kvar efter en radering, var och en angiven med skälet",
            $"{kept.Sum(one => one.Records)} records stayed after an erasure, each named with the reason");
    }

    // A hold is lifted before the erasure: it would outlive it, and the canary with it.
    private async Task<IEnumerable<string>> ForeseenAsync(Canary canary, Layout.Language language, CancellationToken cancel)
    {
        var hold = await holds.PlaceAsync(canary.Subject, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new("control"), By = CanaryPlanter.By,
            Records = [(await RecordsAsync(canary, cancel))[0]],
        }, cancel);
        var foreseen = (await preview.OfAsync(canary.Subject, language, cancel)).Kept;
        await holds.LiftAsync(canary.Subject, hold!.Value, CanaryPlanter.By, cancel);
        return foreseen.Any(line => line.Why == ErasureTexts.Of(HoldReason.LegalClaim).In(language))
            && foreseen.All(line => line.Why.Length > 0) ? [] : [$"{language} preview"];
    }

    private async Task<IEnumerable<string>> UnsaidAsync(
        Guid receipt, IReadOnlyList<KeptCount> kept, Layout.Language language, CancellationToken cancel)
    {
        var notice = notices.InForce()!;
        var rows = (await pages.ReadAsync(language.Path(ShowErasure.PathOf(receipt)), cancel)).QuerySelectorAll("tbody tr")
            .Select(row => row.TextContent).ToList();
        return kept.Where(one => !rows.Exists(row =>
                row.Contains(NameOf(one), StringComparison.Ordinal)
                && row.Contains(ReasonOf(one, language), StringComparison.Ordinal)))
            .Select(one => $"{language} {one.Category}");

        string NameOf(KeptCount one) => notice.Categories.First(category => category.Id == one.Category).Name.In(language.Code);

        string ReasonOf(KeptCount one, Layout.Language reader) =>
            notice.RetentionRules.First(known => known.Id == one.Rule).Reason.In(reader.Code);
    }

    private async Task<List<Guid>> RecordsAsync(Canary canary, CancellationToken cancel)
    {
        var bucket = Bucket.Of(canary.Subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == canary.Subject.Value)
            .OrderBy(row => row.RecordId).Select(row => row.RecordId).ToListAsync(cancel);
    }
}
