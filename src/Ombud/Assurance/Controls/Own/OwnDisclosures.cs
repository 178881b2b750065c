using AngleSharp.Dom;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Disclosures;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.Notices;

namespace Ombud.Assurance.Controls.Own;

/// <summary>Somebody made up whose data was given to others, as their own page shows it.</summary>
internal sealed class OwnDisclosures(
    CanaryPlanter canaries, CanaryDisclosures disclosures, OwnPages pages, PersonCookies cookies, NoticeBook notices)
{
    /// <summary>Looks at the page in every language.</summary>
    /// <param name="look">Gets the person, what was given, the page and its language; says what is amiss.</param>
    /// <returns>How many disclosures there were, and what was amiss.</returns>
    public Task<(int Count, IReadOnlyList<string> Amiss)> LookAsync(
        Func<Canary, IReadOnlyList<DisclosureRow>, IDocument, Language, IEnumerable<string>> look, CancellationToken cancel) =>
        canaries.MeetAsync<(int, IReadOnlyList<string>)>(canaries.Longest, async canary =>
        {
            var made = await disclosures.MakeAsync(canary, cancel);
            var amiss = new List<string>();
            foreach (var language in Language.All)
            {
                var page = await pages.ReadAsync(language.Path("/my-data"), cancel, cookies.Of(canary.Subject));
                amiss.AddRange(look(canary, made, page, language));
            }
            return (made.Count, amiss);
        }, cancel);

    /// <summary>The row of the page that says that something was given; null where none does.</summary>
    public IElement? RowOf(IDocument page, DisclosureRow given, Language language)
    {
        var caption = ReadingTexts.Recipients.In(language);
        var name = PageWords.KeyOf(given.Recipient, notices.InForce()!, language);
        return page.QuerySelectorAll("table").Where(table => table.QuerySelector("caption")?.TextContent == caption)
            .SelectMany(table => table.QuerySelectorAll("tbody tr"))
            .FirstOrDefault(row => row.QuerySelector("th")?.TextContent.Trim() == name);
    }
}

/// <summary>
/// Of every disclosure, one to a possible employer among them, the person's own page says to whom it went, when, which fields, and
/// under which of the forms that they had filled in.
/// </summary>
internal sealed class ApplicantSeesDisclosures(OwnDisclosures own, NoticeBook notices) : IControl
{
    private const string Employer = "third-parties.employers";

    public string Id => "applicant-sees-disclosures";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var employers = version.RecipientKinds.Where(kind => kind.Clause == Employer).Select(kind => kind.Id).ToList();
        var (count, amiss) = await own.LookAsync((canary, made, page, language) =>
        {
            var labels = version.CollectionPoints.SelectMany(point => point.Fields).GroupBy(field => field.Id, StringComparer.Ordinal)
                .ToDictionary(fields => fields.Key, fields => fields.First().Label.In(language.Code), StringComparer.Ordinal);
            var found = made.Where(given => own.RowOf(page, given, language) is not { } row
                    || !OwnReport.Names(row, notices.Today)
                    || !row.TextContent.Contains(canary.Point.Name.In(language.Code), StringComparison.Ordinal)
                    || DisclosureRegister.Words(given.Fields).Any(id => !row.TextContent.Contains(labels[id], StringComparison.Ordinal)))
                .Select(given => $"{language} {given.Recipient}").ToList();
            if (!made.Any(given => version.Recipients.Any(one => one.Id == given.Recipient && employers.Contains(one.Kind))))
                found.Add("no employer");
            return found;
        }, cancel);
        return Measurement.Of(amiss, $"{count} utlämnanden visas för den de gäller: vilka fält, till vem, när och ur vilken ansökan",
            $"{count} disclosures are shown to whom they are about: which fields, to whom, when and under which application");
    }
}

/// <summary>Of every disclosure the person's own list names both countries, and the picture beside it has a line for each route.</summary>
internal sealed class JourneysShown(OwnDisclosures own, Countries countries) : IControl
{
    public string Id => "journeys-shown";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var places = 0;
        var (count, amiss) = await own.LookAsync((_, made, page, language) =>
        {
            var picture = page.QuerySelector("svg.routes[role=img]");
            var drawn = picture?.QuerySelectorAll("text").Select(label => label.TextContent.Trim())
                .ToHashSet(StringComparer.Ordinal) ?? [];
            var said = picture?.GetAttribute("aria-label") ?? "";
            var routes = made.Select(given => (given.FromCountry, given.ToCountry)).Distinct().ToList();
            places = routes.SelectMany(route => new[] { route.FromCountry, route.ToCountry }).Distinct(StringComparer.Ordinal).Count();
            List<string> found =
            [
                .. made.Where(given => own.RowOf(page, given, language) is not { } row
                        || !row.TextContent.Contains(NameOf(given.ToCountry), StringComparison.Ordinal)
                        || !row.TextContent.Contains(NameOf(given.FromCountry), StringComparison.Ordinal))
                    .Select(given => $"{language} {given.Recipient}"),
                .. routes.Where(route => !drawn.Contains(NameOf(route.FromCountry)) || !drawn.Contains(NameOf(route.ToCountry))
                        || !said.Contains($"{NameOf(route.FromCountry)} – {NameOf(route.ToCountry)}", StringComparison.Ordinal))
                    .Select(route => $"{language} picture {route.FromCountry} {route.ToCountry}"),
            ];
            if (picture?.QuerySelectorAll("path").Length != routes.Count)
                found.Add($"{language} picture");
            return found;

            string NameOf(string country) => countries.NameOf(country, language);
        }, cancel);
        return count == 0 ? Measurement.Bad("ingen får något", "nobody may be given anything") : Measurement.Of(amiss,
            $"{count} utlämnanden mellan {places} länder i lista och bild",
            $"{count} disclosures between {places} countries in list and picture");
    }
}
