using AngleSharp.Dom;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Notices.Registers;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>
/// Every party of the pack is an entry of its own on the page of companies; collecting for a company that is not on it is
/// refused.
/// </summary>
internal sealed class CompaniesListed(NoticeBook notices, OwnPages pages, Policy policy) : IControl
{
    public string Id => "companies-listed";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var stranger = Probe.Ask(UseAction.Collect, version.Purposes[0], "a-company-nobody-listed", notices.Today);
        if (policy.Decide(in stranger, policy.Compile(Probe.Willing(version, null))).Reason is not DenialReason.ControllerNotDeclared)
            return Measurement.Bad("insamling för ett okänt bolag nekades inte", "collecting for an unknown company was not refused");
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/companies", cancel);
            amiss.AddRange(version.Parties.Where(party => !IsEntry(page.GetElementById(party.Id), party))
                .Select(party => $"{language} {party.Id}"));
        }
        return Measurement.Of(amiss, $"{version.Parties.Count} bolag, vart och ett med sitt varumärke; okända bolag nekas",
            $"{version.Parties.Count} companies, each with its brand; unknown companies are refused");
    }

    private static bool IsEntry(IElement? entry, Party party) => entry is not null
        && entry.QuerySelector("h2")?.TextContent.Trim() == party.Brand
        && entry.TextContent.Contains(party.LegalName, StringComparison.Ordinal);
}

/// <summary>Under each brand on the page of companies stand the services that it offers, and every brand offers some.</summary>
internal sealed class ServicesShown(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "services-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        // A client for which the group is processor offers its own services, not the group's.
        var brands = notices.InForce()!.Parties.Where(party => party.Role is not PartyRole.ClientController).ToList();
        var (amiss, count) = (new List<string>(), 0);
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/companies", cancel);
            foreach (var brand in brands)
            {
                var shown = page.GetElementById(brand.Id)?.QuerySelectorAll("li").Select(item => item.TextContent.Trim())
                    .ToHashSet(StringComparer.Ordinal) ?? [];
                count += brand.Services.Count;
                if (brand.Services.Count == 0)
                    amiss.Add($"{language} {brand.Id}");
                amiss.AddRange(brand.Services.Where(service => !shown.Contains(service.In(language).Trim()))
                    .Select(service => $"{language} {brand.Id}: {service.In(language)}"));
            }
        }
        return Measurement.Of(amiss, $"{count / OwnPages.Languages.Count} tjänster står under {brands.Count} varumärken",
            $"{count / OwnPages.Languages.Count} services stand under {brands.Count} brands");
    }
}

/// <summary>Every kind of recipient and every named one stands on its page; third parties with their own notice's link.</summary>
internal sealed class RecipientsMarked(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "recipients-marked";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var named = await pages.HasAsync("/recipients", language =>
            version.RecipientKinds.Select(kind => kind.Name.In(language)).Concat(version.Recipients.Select(recipient =>
                recipient.Name)), cancel);
        if (!named.Holds)
            return named;

        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var links = (await pages.ReadAsync($"/{language}/recipients", cancel)).QuerySelectorAll("a[href]")
                .Select(link => link.GetAttribute("href")!.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
            amiss.AddRange(version.Recipients.Where(recipient => recipient.Notice is not null
                && !links.Contains(recipient.Notice.ToString().TrimEnd('/'))).Select(recipient => $"{language} {recipient.Id}"));
        }
        return Measurement.Of(amiss, named.Figure.In(Layout.Language.Swedish), named.Figure.In(Layout.Language.English));
    }
}

/// <summary>Links to outside are marked and carry neither referrer nor opener; the pages send no referrer at all.</summary>
internal sealed class LinksMarked(OwnPages pages) : IControl
{
    private static readonly string[] Pages = ["/notice", "/companies", "/recipients", "/safeguards", "/contacts", "/cookies", "/rights"];

    public string Id => "links-marked";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var links = 0;
        foreach (var path in OwnPages.Languages.SelectMany(language => Pages.Select(page => $"/{language}{page}")))
        {
            foreach (var link in (await pages.ReadAsync(path, cancel)).QuerySelectorAll("a[href^='http']"))
            {
                links++;
                var rel = link.GetAttribute("rel") ?? "";
                if (!rel.Contains("noreferrer", StringComparison.Ordinal) || !rel.Contains("external", StringComparison.Ordinal))
                    amiss.Add($"{path} {link.GetAttribute("href")}");
            }
        }
        return links == 0 ? Measurement.Bad("inga utlänkar hittades", "no outside links were found")
            : Measurement.Of(amiss, $"{links} utlänkar, alla märkta", $"{links} outside links, all marked");
    }
}

/// <summary>Every certification of the pack stands beside its company.</summary>
internal sealed class CertificationsShown(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "certifications-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var certified = notices.InForce()!.Parties.Where(party => party.Certifications.Count > 0).ToList();
        foreach (var language in OwnPages.Languages)
        {
            var text = (await pages.ReadAsync($"/{language}/companies", cancel)).Body!;
            var links = text.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.TrimEnd('/'))
                .ToHashSet(StringComparer.Ordinal);
            amiss.AddRange(certified.SelectMany(party => party.Certifications.Where(certification => certification.Link is not null
                && !links.Contains(certification.Link.ToString().TrimEnd('/'))).Select(certification =>
                    $"{language} {party.Id} {certification.Mechanism}")));
        }
        var count = certified.Sum(party => party.Certifications.Count);
        return count == 0 ? Measurement.Bad("inga certifieringar i paketet", "no certifications in the pack")
            : Measurement.Of(amiss, $"{count} certifieringar visas", $"{count} certifications shown");
    }
}

/// <summary>Each site's cookies stand on the cookie page, each in a row with provider, kind, purpose and lifetime.</summary>
internal sealed class CookieInventory(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "cookie-inventory";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/cookies", cancel);
            foreach (var site in notices.InForce()!.Sites)
            {
                var rows = page.GetElementById(site.Id)?.QuerySelectorAll("tr")
                    .Select(row => PageSearch.Squeezed(row.TextContent)).ToList() ?? [];
                if (page.GetElementById($"{site.Id}-name")?.TextContent != site.Name)
                    amiss.Add($"{language} {site.Id}");
                count += site.Cookies.Count;
                amiss.AddRange(site.Cookies.Where(cookie => !rows.Exists(row => Stated(cookie, language)
                        .All(word => row.Contains(PageSearch.Squeezed(word), StringComparison.Ordinal))))
                    .Select(cookie => $"{language} {site.Id} {cookie.Name}"));
            }
        }
        return count == 0 ? Measurement.Bad("inga kakor i paketet", "no cookies in the pack")
            : Measurement.Of(amiss, $"{count / OwnPages.Languages.Count} kakor och webbfyrar, var och en med allt som ska stå",
                $"{count / OwnPages.Languages.Count} cookies and beacons, each with all that is to be said");
    }

    private static string[] Stated(CookieEntry cookie, string language)
    {
        var reader = language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
        var lifetime = cookie.Days switch
        {
            0 => RegisterTexts.SessionOnly.In(reader),
            1 => RegisterTexts.OneDay.In(reader),
            _ => cookie.Days.ToString(reader.Culture),
        };
        return [
            cookie.Name, cookie.Provider, cookie.Says.In(language), RegisterTexts.Of(cookie.Kind).In(reader),
            RegisterTexts.Of(cookie.Purpose).In(reader), lifetime];
    }
}

/// <summary>Looks for texts on a page in every language.</summary>
internal static class PageSearch
{
    public static async Task<Measurement> HasAsync(
        this OwnPages pages, string page, Func<string, IEnumerable<string>> wanted, CancellationToken cancel)
    {
        var amiss = new List<string>();
        var count = 0;
        foreach (var language in OwnPages.Languages)
        {
            var text = Squeezed((await pages.ReadAsync($"/{language}{page}", cancel)).Body!.TextContent);
            foreach (var word in wanted(language).Distinct(StringComparer.Ordinal))
            {
                count++;
                if (!text.Contains(Squeezed(word), StringComparison.Ordinal))
                    amiss.Add($"{language} {word}");
            }
        }
        return count == 0 ? Measurement.Bad("inget att leta efter", "nothing to look for")
            : Measurement.Of(amiss, $"{count} uppgifter finns på sidan", $"{count} entries stand on the page");
    }

    internal static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
