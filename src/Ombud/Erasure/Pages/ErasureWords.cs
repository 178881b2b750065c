using Ombud.Keys.Rotation;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.Systems;
using Ombud.Systems.Pages;

namespace Ombud.Erasure.Pages;

/// <summary>The pack's words in a reader's language, newest version first.</summary>
internal sealed class ErasureWords(Policy policy, ConnectedSystems systems)
{
    public ErasureLists Lists(
        IReadOnlyList<ErasedCount> erased, IReadOnlyList<KeptCount> kept, bool isSuppressed, Language language) => new(
        [.. erased.Select(count => new ErasedLine(Category(count.Category, language), count.Records))],
        [.. kept.Select(count => new KeptLine(
            Category(count.Category, language), count.Records, Reason(count, language), count.Until))],
        isSuppressed);

    public ErasureView View(ErasureProgress progress, Language language) => new(
        progress.Erasure.ReceiptId,
        [.. Enum.GetValues<ErasureStep>().Where(step => step <= progress.Erasure.Step)
            .Select(step => ErasureTexts.Of(step).In(language))],
        progress.Erasure.Step < ErasureStep.RowsDeleted,
        progress.Waiting.Count == 0 ? null : Recipients(progress.Waiting),
        [.. progress.Systems.Select(row =>
            $"{systems.Find(row.System)?.Description.Title ?? row.System}: {SystemTexts.Of(row.State).In(language)}")],
        progress.Copies is { } copies ? Copies(copies, language) : null,
        progress is { Receipt: { } receipt, Fact: { } fact }
            ? new ReceiptView(
                fact.Id, Lists(receipt.Erased, receipt.Kept, receipt.Suppressed, language), receipt.Facts, Recipients(receipt.Recipients))
            : null);

    private static string Copies(EpochEnd copies, Language language)
    {
        var text = copies.IsOver ? ErasureTexts.CopiesEnded : ErasureTexts.CopiesEnd;
        return text.In(language, language.Say(DateOnly.FromDateTime(copies.At.UtcDateTime)));
    }

    private string Category(string id, Language language) => id.Length == 0
        ? ErasureTexts.NotPersonal.In(language)
        : policy.Pack.Versions.SelectMany(version => version.Categories).LastOrDefault(known => known.Id == id)?.Name
            .In(language.Code) ?? id;

    /// <summary>Why something is kept: the rule's reason and source, the hold's reason, or both.</summary>
    private string Reason(KeptCount kept, Language language)
    {
        var rule = policy.Pack.Versions.SelectMany(version => version.RetentionRules).LastOrDefault(known => known.Id == kept.Rule);
        var parts = new[]
        {
            rule is null ? kept.Rule : $"{rule.Reason.In(language.Code)} ({rule.Source})",
            kept.Hold is { } hold ? ErasureTexts.Of(hold).In(language) : null,
        };
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private string Recipients(IReadOnlyList<string> ids) => string.Join(", ", ids.Select(Recipient));

    /// <summary>A recipient's name, or its brand where it is a party; its id where the pack no longer knows it.</summary>
    public string Recipient(string id) =>
        policy.Pack.Versions.SelectMany(version => version.Recipients).LastOrDefault(known => known.Id == id)?.Name
        ?? policy.Pack.Versions.SelectMany(version => version.Parties).LastOrDefault(known => known.Id == id)?.Brand ?? id;
}
