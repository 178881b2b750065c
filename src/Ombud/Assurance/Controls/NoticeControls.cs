using System.Globalization;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>Every section and clause has its heading and text in every language, on the page as served.</summary>
internal sealed class NoticeComplete(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "notice-complete";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/notice", cancel);
            amiss.AddRange(version.Sections.Select(section => section.Id).Concat(version.Clauses.Select(clause => clause.Id))
                .Where(id => string.IsNullOrWhiteSpace(page.GetElementById(id)?.TextContent)).Select(id => $"{language} {id}"));
            amiss.AddRange(version.Clauses.Where(clause => string.IsNullOrWhiteSpace(clause.Text.In(language)))
                .Select(clause => $"{language} {clause.Id}"));
        }
        return Measurement.Of(amiss,
            $"{version.Sections.Count} avsnitt och {version.Clauses.Count} löften på båda språken",
            $"{version.Sections.Count} sections and {version.Clauses.Count} promises in both languages");
    }
}

/// <summary>Every link inside the notice's page leads to an anchor that is there.</summary>
internal sealed class ContentsResolve(OwnPages pages) : IControl
{
    public string Id => "contents-resolve";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var links = 0;
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/notice", cancel);
            foreach (var anchor in page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]))
            {
                links++;
                if (anchor.Length == 0 || page.GetElementById(anchor) is null)
                    amiss.Add($"{language} #{anchor}");
            }
        }
        return links == 0 ? Measurement.Bad("inga länkar hittades", "no links were found")
            : Measurement.Of(amiss, $"{links} länkar, alla leder rätt", $"{links} links, all lead somewhere");
    }
}

/// <summary>The effective date stands on the notice's page, and a past day finds the version of that day.</summary>
internal sealed class VersionInForce(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "version-in-force";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var version = notices.InForce()!;
        foreach (var language in OwnPages.Languages)
        {
            var day = version.EffectiveFrom.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language is "sv" ? "sv-SE" : "en-GB"));
            var page = await pages.ReadAsync($"/{language}/notice", cancel);
            if (!page.Body!.TextContent.Contains(day, StringComparison.Ordinal))
                amiss.Add($"{language}: {day}");
        }
        amiss.AddRange(notices.Pack.Versions
            .Where(known => notices.InForceOn(known.EffectiveFrom)?.Version != known.Version
                || notices.InForceOn(known.EffectiveFrom.AddDays(-1))?.Version == known.Version)
            .Select(known => known.Version));
        return Measurement.Of(amiss, $"version {version.Version} gäller; {notices.Pack.Versions.Count} versioner hittas på sina dagar",
            $"version {version.Version} is in force; {notices.Pack.Versions.Count} versions found on their days");
    }
}

/// <summary>Every field of every collection point has a category of the version, or is declared not personal.</summary>
internal sealed class FieldsClassified(NoticeBook notices) : IControl
{
    public string Id => "fields-classified";

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => Task.FromResult(Measure(notices.InForce()!));

    internal static Measurement Measure(NoticeVersion version)
    {
        var categories = version.Categories.Select(category => category.Id).ToHashSet(StringComparer.Ordinal);
        var fields = version.CollectionPoints.SelectMany(point => point.Fields.Select(field => (Point: point.Id, Field: field))).ToList();
        var amiss = fields.Where(pair => pair.Field.NotPersonal == (pair.Field.Category is not null)
                || (pair.Field.Category is { } category && !categories.Contains(category)))
            .Select(pair => $"{pair.Point}.{pair.Field.Id}").ToList();
        return Measurement.Of(amiss, $"{fields.Count} fält, alla klassade", $"{fields.Count} fields, all classified");
    }
}

/// <summary>Every collection point names its situation, channel and company, and stands in the register.</summary>
internal sealed class PointsDeclared(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "points-declared";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var companies = version.Parties.Select(party => party.Id).ToHashSet(StringComparer.Ordinal);
        var amiss = version.CollectionPoints.Where(point => !companies.Contains(point.Controller)).Select(point => point.Id).ToList();
        foreach (var language in OwnPages.Languages)
        {
            var text = (await pages.ReadAsync($"/{language}/collection-points", cancel)).Body!.TextContent;
            amiss.AddRange(version.CollectionPoints.Where(point => !text.Contains(point.Name.In(language), StringComparison.Ordinal))
                .Select(point => $"{language} {point.Id}"));
        }
        return Measurement.Of(amiss, $"{version.CollectionPoints.Count} insamlingsställen, alla deklarerade",
            $"{version.CollectionPoints.Count} collection points, all declared");
    }
}
