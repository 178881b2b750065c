using AngleSharp.Dom;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>
/// Each contact's address and e-mail stands in the notice itself, and on the page of contacts for every residence it serves.
/// </summary>
internal sealed class ContactsShown(NoticeBook notices, OwnPages pages) : IControl
{
    // Where nobody is named for a residence, the contact for all others serves.
    private const string Elsewhere = "US";

    public string Id => "contacts-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var contacts = notices.InForce()!.Contacts;
        var amiss = new List<string>();
        var residences = contacts.SelectMany(contact => contact.Residences).Append(Elsewhere).Distinct(StringComparer.Ordinal).ToList();
        foreach (var language in OwnPages.Languages)
        {
            var notice = Text(await pages.ReadAsync($"/{language}/notice", cancel));
            amiss.AddRange(contacts.Where(contact => !Names(notice, Parts(contact))).Select(contact => $"{language} {contact.Id}"));
            foreach (var residence in residences)
            {
                var text = Text(await pages.ReadAsync($"/{language}/contacts?residence={residence}", cancel));
                var serving = contacts.Where(contact => residence == Elsewhere ? contact.Residences.Count == 0
                    : contact.Residences.Contains(residence, StringComparer.Ordinal)).ToList();
                amiss.AddRange(serving.Where(contact => !Names(text, contact.Address.Concat(Mail(contact))))
                    .Select(contact => $"{language} {residence} {contact.Id}"));
            }
        }
        return Measurement.Of(amiss, $"{contacts.Count} kontakter står i meddelandet och visas för {residences.Count} hemvister",
            $"{contacts.Count} contacts stand in the notice and are shown for {residences.Count} residences");
    }

    private static string Text(IDocument page) => PageSearch.Squeezed(page.Body!.TextContent);

    private static bool Names(string text, IEnumerable<string> wanted) =>
        wanted.All(word => text.Contains(PageSearch.Squeezed(word), StringComparison.Ordinal));

    // The notice sets an address in lines of its own, and names the country in its own language.
    private static IEnumerable<string> Parts(ContactPoint contact) => contact.Address.Take(contact.Address.Count - 1)
        .SelectMany(line => line.Split(", ")).Concat(Mail(contact));

    private static IEnumerable<string> Mail(ContactPoint contact) => contact.Email is { } email ? [email] : [];
}

/// <summary>The authority of each country that has one is named to its residents, with its address where it has one.</summary>
internal sealed class AuthoritiesShown(NoticeBook notices, OwnPages pages) : IControl
{
    private static readonly string[] Expected = ["SE", "CH", "GB", "US", "DE"];

    public string Id => "authorities-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var authorities = notices.InForce()!.Authorities;
        var amiss = Expected.Where(country => authorities.All(authority => authority.Country != country)).ToList();
        foreach (var authority in authorities)
        {
            foreach (var language in OwnPages.Languages)
            {
                var text = (await pages.ReadAsync($"/{language}/contacts?residence={authority.Country}", cancel)).Body!.TextContent;
                if (authority.Address.Append(authority.Name.In(language)).Any(line => !text.Contains(line, StringComparison.Ordinal)))
                    amiss.Add($"{language} {authority.Id}");
            }
        }
        return Measurement.Of(amiss, $"{authorities.Count} myndigheter, var och en för dem som bor i landet",
            $"{authorities.Count} authorities, each for those who live in its country");
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
