using AngleSharp.Dom;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>
/// Every party of the pack stands on the page of companies, with its services; collecting for a company that is not on it
/// is refused.
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
        return await pages.HasAsync("/companies", language => version.Parties
            .Where(party => party.Role is not PartyRole.ClientController)
            .SelectMany(party => party.Services.Select(service => service.In(language)).Append(party.LegalName)), cancel);
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

/// <summary>Each contact's address and e-mail stands on the page for the residences it serves.</summary>
internal sealed class ContactsShown(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "contacts-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var contacts = notices.InForce()!.Contacts;
        var amiss = new List<string>();
        foreach (var (contact, language) in contacts.SelectMany(contact => OwnPages.Languages.Select(language => (contact, language))))
        {
            var residence = contact.Residences.Count > 0 ? contact.Residences[0] : "US";
            var text = (await pages.ReadAsync($"/{language}/contacts?residence={residence}", cancel)).Body!.TextContent;
            if (!text.Contains(contact.Address[0], StringComparison.Ordinal)
                || (contact.Email is { } email && !text.Contains(email, StringComparison.Ordinal)))
                amiss.Add($"{language} {contact.Id}");
        }
        return Measurement.Of(amiss, $"{contacts.Count} kontakter visas", $"{contacts.Count} contacts shown");
    }
}

/// <summary>The authority of each country that has one is named to its residents.</summary>
internal sealed class AuthoritiesShown(NoticeBook notices, OwnPages pages) : IControl
{
    private static readonly string[] Sampled = ["SE", "CH", "GB", "US", "DE"];

    public string Id => "authorities-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var authorities = notices.InForce()!.Authorities;
        var amiss = Sampled.Where(country => authorities.All(authority => authority.Country != country)).ToList();
        foreach (var authority in authorities.Where(authority => Sampled.Contains(authority.Country, StringComparer.Ordinal)))
        {
            foreach (var language in OwnPages.Languages)
            {
                var text = (await pages.ReadAsync($"/{language}/contacts?residence={authority.Country}", cancel)).Body!.TextContent;
                if (!text.Contains(authority.Name.In(language), StringComparison.Ordinal))
                    amiss.Add($"{language} {authority.Id}");
            }
        }
        return Measurement.Of(amiss, $"{authorities.Count} myndigheter; {Sampled.Length} länder kontrollerade",
            $"{authorities.Count} authorities; {Sampled.Length} countries checked");
    }
}

/// <summary>The page of rights differs by where one lives and names each right of the regime.</summary>
internal sealed class RightsByRegion(NoticeBook notices, OwnPages pages) : IControl
{
    private static readonly (string Residence, string Regime)[] Sampled =
        [("SE", "eu"), ("GB", "uk"), ("CH", "ch"), ("US-CA", "us-ca"), ("US", "us")];

    public string Id => "rights-by-region";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        foreach (var (residence, regime) in Sampled)
        {
            var rights = version.Rights.FirstOrDefault(rights => rights.Regime == regime)?.Rights ?? [];
            foreach (var language in OwnPages.Languages)
            {
                var text = (await pages.ReadAsync($"/{language}/rights?residence={residence}", cancel)).Body!.TextContent;
                amiss.AddRange(rights.Where(right => !text.Contains(right.Name.In(language), StringComparison.Ordinal))
                    .Select(right => $"{language} {residence} {right.Id}"));
            }
            if (rights.Count == 0)
                amiss.Add(regime);
        }
        return Measurement.Of(amiss, $"{Sampled.Length} rättsordningar visas var för sig",
            $"{Sampled.Length} bodies of law shown, each by itself");
    }
}

/// <summary>Each site's cookies stand on the cookie page, each with its purpose, provider and lifetime.</summary>
internal sealed class CookieInventory(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "cookie-inventory";

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => pages.HasAsync("/cookies",
        language => notices.InForce()!.Sites.SelectMany(site => site.Cookies.SelectMany(cookie =>
            new[] { cookie.Name, cookie.Provider, cookie.Says.In(language) }).Append(site.Name)), cancel);
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

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
