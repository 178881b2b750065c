using System.Globalization;
using AngleSharp.Dom;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Pages;
using Ombud.Collection.Submitting;
using Ombud.Notices;
using Ombud.Notices.Comparing;
using Ombud.Notices.Reading;
using Ombud.Notices.Registers;
using Ombud.Policies.Explaining;
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

/// <summary>
/// The effective date stands on the notice's page, and every version can be read on its own; the page of versions finds the
/// one of any day.
/// </summary>
internal sealed class VersionInForce(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "version-in-force";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var version = notices.InForce()!;
        foreach (var language in OwnPages.Languages)
        {
            if (!await ShowsAsync($"/{language}/notice", version, language, cancel))
                amiss.Add($"{language}: {version.Version}");
            foreach (var known in notices.Pack.Versions)
            {
                if (!await ShowsAsync($"/{language}{ReadVersion.PathOf(known.Version)}", known, language, cancel))
                    amiss.Add($"{language} {known.Version}");
                if (await AnswerAsync(known.EffectiveFrom, language, cancel) != known.Version
                    || await AnswerAsync(known.EffectiveFrom.AddDays(-1), language, cancel) == known.Version)
                    amiss.Add($"{language} {known.EffectiveFrom:yyyy-MM-dd}");
            }
        }
        return Measurement.Of(amiss, $"version {version.Version} gäller; {notices.Pack.Versions.Count} versioner hittas på sina dagar",
            $"version {version.Version} is in force; {notices.Pack.Versions.Count} versions found on their days");
    }

    /// <summary>Whether a page shows that version: its date, and the text of each of its promises.</summary>
    private async Task<bool> ShowsAsync(string path, NoticeVersion version, string language, CancellationToken cancel)
    {
        var page = await pages.ReadAsync(path, cancel);
        var day = version.EffectiveFrom.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language is "sv" ? "sv-SE" : "en-GB"));
        return page.GetElementById("top")?.TextContent is { } top && top.Contains(day, StringComparison.Ordinal)
            && top.Contains(version.Digest, StringComparison.Ordinal)
            && version.Clauses.All(clause => page.GetElementById(clause.Id) is { } shown
                && shown.TextContent.Contains(clause.Title.In(language), StringComparison.Ordinal));
    }

    /// <summary>The version that the page of versions names for a day; null for none.</summary>
    private async Task<string?> AnswerAsync(DateOnly day, string language, CancellationToken cancel)
    {
        var page = await pages.ReadAsync($"/{language}{ListVersions.Path}?day={day:yyyy-MM-dd}", cancel);
        return page.GetElementById("answer")?.QuerySelector("a")?.TextContent;
    }
}

/// <summary>What differs between each version and the one before stands on a page, text by text and in substance.</summary>
internal sealed class DifferencesShown(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "differences-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        foreach (var version in notices.Pack.Versions)
        {
            if (notices.PredecessorOf(version) is not { } before)
                continue;
            var meaning = PackDifference.Between(before, version).Changes.Count(change => change.Kind is not ChangeKind.TextChanged);
            foreach (var language in OwnPages.Languages)
            {
                var page = await pages.ReadAsync($"/{language}{CompareVersions.PathOf(before.Version, version.Version)}", cancel);
                var reader = language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
                var changed = TextChange.Between(before, version, reader).Where(change => change.Kind is not TextChangeKind.Unchanged);
                amiss.AddRange(changed.Where(change => !Shows(page.GetElementById(change.Id), change))
                    .Select(change => $"{language} {version.Version} {change.Id}"));
                if (page.QuerySelectorAll("ul.changes > li").Length != meaning)
                    amiss.Add($"{language} {version.Version}");
                count++;
            }
        }
        return Measurement.Of(amiss, $"{count} sidor med skillnader mellan versioner", $"{count} pages with differences between versions");
    }

    private static bool Shows(IElement? shown, TextChange change) => shown is not null
        && change.Pieces.Where(piece => piece.Kind is not TextChangeKind.Unchanged).All(piece => PageSearch
            .Squeezed(shown.TextContent).Contains(PageSearch.Squeezed(piece.Words), StringComparison.Ordinal));
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

/// <summary>
/// Every collection point states its situation, channel and company in the register; what comes from one that is not
/// declared is refused.
/// </summary>
internal sealed class PointsDeclared(NoticeBook notices, OwnPages pages, CanaryPlanter canaries, SubmitPoint submit) : IControl
{
    private const string Undeclared = "a-point-nobody-declared";

    public string Id => "points-declared";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/collection-points", cancel);
            amiss.AddRange(version.CollectionPoints.Where(point => !IsDeclared(page.GetElementById(point.Id), point, version, language))
                .Select(point => $"{language} {point.Id}"));
            using var stranger = await pages.AskAsync($"/{language}{FillInPoint.PathOf(Undeclared)}", cancel);
            if (stranger.StatusCode is not System.Net.HttpStatusCode.NotFound)
                amiss.Add($"{language} {Undeclared}: {(int)stranger.StatusCode}");
        }
        var form = canaries.Fill(canaries.Points.First(), CanaryPlanter.NewToken(), everything: false, tick: false);
        var outcome = await submit.RunAsync(
            form with { Point = Undeclared }, new Submitter(CanaryPlanter.By) { IsCanary = true }, null, cancel);
        if (outcome is not SubmissionOutcome.Refused)
            amiss.Add($"{Undeclared}: {outcome.GetType().Name}");
        if (outcome is SubmissionOutcome.Accepted accepted)
            await canaries.EraseAsync(accepted.Subject, cancel);
        return Measurement.Of(amiss, $"{version.CollectionPoints.Count} insamlingsställen, alla deklarerade; ett odeklarerat avvisades",
            $"{version.CollectionPoints.Count} collection points, all declared; an undeclared one was refused");
    }

    private static bool IsDeclared(IElement? section, CollectionPoint point, NoticeVersion version, string language)
    {
        var reader = language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
        string?[] stated = [
            RegisterTexts.Of(point.Situation).In(reader), RegisterTexts.Of(point.Channel).In(reader),
            version.Parties.FirstOrDefault(party => party.Id == point.Controller)?.LegalName];
        var pairs = section?.QuerySelectorAll("dl.pairs dd").Select(pair => pair.TextContent.Trim()).ToHashSet(StringComparer.Ordinal);
        return pairs is not null && stated.All(word => word is not null && pairs.Contains(word));
    }
}
