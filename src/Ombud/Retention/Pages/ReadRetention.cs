using Ombud.Decisions.Asking;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;

namespace Ombud.Retention.Pages;

/// <summary>Gathers the figures of the Console's page: a named list of fan-out reads.</summary>
internal sealed class ReadRetention(SweepState state, LegalHolds holds, Policy policy, TimeProvider time)
{
    private const int MonthsShown = 6;

    public async Task<RetentionView> ViewAsync(Language language, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var evidence = await state.EvidenceAsync(cancel);
        var due = await state.DueAsync(null, now, cancel);
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var coming = new List<IReadOnlyList<DueByRule>>();
        for (var month = 0; month < MonthsShown; month++)
        {
            // What ends at midnight of the first belongs to the month that begins then.
            var from = month == 0 ? now : LastMomentBefore(first.AddMonths(month));
            coming.Add(await state.DueAsync(from, LastMomentBefore(first.AddMonths(month + 1)), cancel));
        }

        var rules = due.Concat(coming.SelectMany(month => month)).Select(line => line.Rule)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var held = await holds.ListAsync(cancel);
        return new RetentionView(
            evidence.LastRunAt, evidence.LastBatch, evidence.Total, evidence.Overdue,
            evidence.OldestOverdue is { } oldest ? DateOnly.FromDateTime(oldest.UtcDateTime) : null,
            [.. Enumerable.Range(0, MonthsShown).Select(month => DateOnly.FromDateTime(first.AddMonths(month).UtcDateTime))],
            [.. rules.Select(rule => new RuleLine(
                NameOf(rule, language), CountOf(due, rule), [.. coming.Select(month => CountOf(month, rule))]))],
            [.. held.Select(hold => Line(hold, language))]);
    }

    private static DateTimeOffset LastMomentBefore(DateTimeOffset moment) => moment.AddMicroseconds(-1);

    private static HoldLine Line(HoldInForce hold, Language language) => new(
        hold.Subject.Value, hold.HoldId, RetentionTexts.Of(hold.Reason).In(language), hold.Note?.Value ?? "", hold.Records,
        DateOnly.FromDateTime(hold.PlacedAt.UtcDateTime), hold.PlacedBy);

    private static long CountOf(IReadOnlyList<DueByRule> lines, string rule) =>
        lines.Where(line => line.Rule == rule).Sum(line => line.Count);

    private string NameOf(string rule, Language language) => policy.Pack.Versions.SelectMany(version => version.RetentionRules)
        .LastOrDefault(known => known.Id == rule)?.Name.In(language.Code)
        ?? (rule == DecisionLogRule.Id ? RetentionTexts.DecisionLog.In(language) : rule);
}
