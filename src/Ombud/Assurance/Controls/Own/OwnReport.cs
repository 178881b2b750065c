using AngleSharp.Dom;
using Ombud.Assurance.Controls.Pages;
using Ombud.Policies.Deciding;

namespace Ombud.Assurance.Controls.Own;

/// <summary>A person's own report, as their browser gets it.</summary>
internal sealed class OwnReport(OwnPages pages, PersonCookies cookies)
{
    private const string Categories = "section[aria-labelledby^='category-']";

    /// <summary>The report in a language.</summary>
    public Task<IDocument> ReadAsync(SubjectId person, string language, CancellationToken cancel) =>
        pages.ReadAsync($"/{language}/my-data/report", cancel, cookies.Of(person));

    /// <summary>The same as data.</summary>
    public Task<string> FetchAsync(SubjectId person, CancellationToken cancel) =>
        FetchAsync(person, "/my-data/download.json", cancel);

    /// <summary>A file of theirs, by its path without language.</summary>
    public Task<string> FetchAsync(SubjectId person, string path, CancellationToken cancel) =>
        pages.ReadTextAsync("/en" + path, cancel, cookies.Of(person));

    /// <summary>Ids of the categories under which a value stands.</summary>
    public static IReadOnlyList<string> CategoriesOf(IDocument report, string value) =>
    [
        .. report.QuerySelectorAll(Categories).Where(part => RowOf(part, value) is not null)
            .Select(part => part.GetAttribute("aria-labelledby")!["category-".Length..]),
    ];

    /// <summary>The row of the data in which a value stands; null where none has it.</summary>
    public static IElement? RowOf(IDocument report, string value) =>
        report.QuerySelectorAll(Categories).Select(part => RowOf(part, value)).FirstOrDefault(row => row is not null);

    /// <summary>Whether a row names a day.</summary>
    public static bool Names(IElement row, DateOnly day) =>
        row.QuerySelector($"time[datetime='{day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}']") is not null;

    private static IElement? RowOf(IElement part, string value) =>
        part.QuerySelectorAll("tbody tr").FirstOrDefault(row => row.TextContent.Contains(value, StringComparison.Ordinal));
}
