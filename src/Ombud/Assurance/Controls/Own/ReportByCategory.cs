using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Own;

/// <summary>
/// Somebody made up fills in the longest form and opens their report: each value stands in the part of its field's category, and
/// in no other, in every language.
/// </summary>
internal sealed class ReportByCategory(CanaryPlanter canaries, OwnReport report, NoticeBook notices) : IControl
{
    public string Id => "report-by-category";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => LookAsync(canary, cancel), cancel);

    private async Task<Measurement> LookAsync(Canary canary, CancellationToken cancel)
    {
        var values = ValuesOf(canary);
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await report.ReadAsync(canary.Subject, language, cancel);
            foreach (var (field, value) in values)
            {
                var category = notices.InForce()!.Categories.First(known => known.Id == field.Category);
                if (OwnReport.CategoriesOf(page, value) is not [var only] || only != category.Id
                    || page.GetElementById($"category-{category.Id}")?.TextContent != category.Name.In(language))
                    amiss.Add($"{language} {field.Id}");
            }
        }
        var categories = values.Select(pair => pair.Field.Category).Distinct(StringComparer.Ordinal).Count();
        return values.Count == 0 ? Measurement.Bad("inget lämnades", "nothing was given") : Measurement.Of(amiss,
            $"{values.Count} uppgifter i rapporten, under sina {categories} kategorier",
            $"{values.Count} items in the report, under their {categories} categories");
    }

    /// <summary>What could be nobody else's, with its field.</summary>
    internal static IReadOnlyList<(CollectionField Field, string Value)> ValuesOf(Canary canary) =>
    [
        .. canary.Point.Fields.Where(field => field.Category is not null && canary.Fields.ContainsKey(field.Id))
            .Select(field => (field, canary.Fields[field.Id])).Where(pair => canary.Values.Contains(pair.Item2, StringComparer.Ordinal)),
    ];
}

/// <summary>The report can be read as a text in every language and fetched as data, and both hold every item that was given.</summary>
internal sealed class ReportInBothForms(CanaryPlanter canaries, OwnReport report) : IControl
{
    public string Id => "report-in-both-forms";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => LookAsync(canary, cancel), cancel);

    private async Task<Measurement> LookAsync(Canary canary, CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await report.ReadAsync(canary.Subject, language, cancel);
            amiss.AddRange(ReportByCategory.ValuesOf(canary).Where(pair => OwnReport.RowOf(page, pair.Value) is null)
                .Select(pair => $"{language} {pair.Field.Id}"));
        }
        using var data = JsonDocument.Parse(await report.FetchAsync(canary.Subject, cancel));
        var fetched = data.RootElement.GetProperty("records").EnumerateArray().ToDictionary(
            record => record.GetProperty("field").GetString()!, record => record.GetProperty("value").GetString(), StringComparer.Ordinal);
        amiss.AddRange(canary.Fields.Where(given => fetched.GetValueOrDefault(given.Key) != given.Value)
            .Select(given => $"json {given.Key}"));
        return Measurement.Of(amiss, $"{canary.Fields.Count} uppgifter, både i texten och i det som hämtas",
            $"{canary.Fields.Count} items, in the text and in what is fetched");
    }
}
