using AngleSharp.Dom;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Storing;
using Ombud.Collection.Submitting;
using Ombud.MyData.Reading;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Own;

/// <summary>
/// Three made-up people - one who filled in a form, one whom another named, one found in a public source - open their reports:
/// each states the source, its point and its day, and marks what another gave and what is public.
/// </summary>
internal sealed class ReportStatesSource(
    CanaryPlanter canaries, CanaryOthers others, SubmitPoint submit, OwnReport report, NoticeBook notices) : IControl
{
    public string Id => "report-states-source";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        List<string> amiss =
        [
            .. await canaries.MeetAsync(
                canaries.Points.First(), canary => LookAsync(new(canary.Subject, canary.Email, canary.Point), cancel), cancel),
        ];
        var reports = 1 + others.Points.Count;
        amiss.AddRange(await others.EachAsync(
            named => LookAsync(new(named.Other, named.Address, named.Point) { IsFromAnother = true }, cancel), cancel));
        foreach (var point in notices.InForce()!.CollectionPoints.Where(point => point.Channel is Channel.Public))
        {
            reports++;
            amiss.AddRange(await LookAtPublicAsync(point, cancel));
        }
        return Measurement.Of(amiss, $"{reports} rapporter med källa, ställe och dag, och om källan är öppen för alla",
            $"{reports} reports with source, point and day, and whether the source is public");
    }

    private async Task<IEnumerable<string>> LookAtPublicAsync(CollectionPoint point, CancellationToken cancel)
    {
        var token = CanaryPlanter.NewToken();
        var submitter = new Submitter(CanaryPlanter.By)
        {
            IsCanary = true,
            Offline = new OfflineRecord(Guid.Empty, Channel.Public, notices.Today, ToldBy.LetterFollows),
        };
        var form = canaries.Fill(point, token, everything: true, tick: false);
        if (await submit.RunAsync(form, submitter, null, cancel) is not SubmissionOutcome.Accepted accepted)
            return [$"{point.Id} refused"];
        try
        {
            return await LookAsync(
                new(accepted.Subject, CanaryPlanter.EmailOf(token), point) { IsFromPublicSource = true }, cancel);
        }
        finally
        {
            await canaries.EraseAsync(accepted.Subject, cancel);
        }
    }

    private async Task<IEnumerable<string>> LookAsync(Expected expected, CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await report.ReadAsync(expected.Person, language, cancel);
            if (OwnReport.RowOf(page, expected.Value) is not { } row || !Says(row, expected, language))
                amiss.Add($"{language} {expected.Point.Id}");
        }
        return amiss;
    }

    private bool Says(IElement row, Expected expected, string language)
    {
        var reader = language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
        var tags = row.QuerySelectorAll(".tag").Select(tag => tag.TextContent.Trim()).ToHashSet(StringComparer.Ordinal);
        return row.TextContent.Contains(
                ReadingTexts.SourceOf(SubmissionRecords.WordOf(expected.Point.Channel)).In(reader), StringComparison.Ordinal)
            && row.TextContent.Contains(expected.Point.Name.In(language), StringComparison.Ordinal)
            && OwnReport.Names(row, notices.Today)
            && tags.Contains(ReadingTexts.FromAnother.In(reader)) == expected.IsFromAnother
            && tags.Contains(ReadingTexts.FromPublic.In(reader)) == expected.IsFromPublicSource;
    }

    /// <param name="Value">A value in whose row it must stand.</param>
    private sealed record Expected(SubjectId Person, string Value, CollectionPoint Point)
    {
        public bool IsFromAnother { get; init; }
        public bool IsFromPublicSource { get; init; }
    }
}
