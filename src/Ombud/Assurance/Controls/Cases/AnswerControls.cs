using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Following;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>Requests for access, answered in full, in part and not at all: letter and page say what, why and what next.</summary>
internal sealed class AnswersExplained(AnsweredCases answered) : IControl
{
    public string Id => "answers-explained";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (count, amiss) = await answered.LookAsync(CaseKind.Access, "nothing-held", cancel);
        return Measurement.Of(amiss, $"{count} svar på båda språken säger vad som beviljas, varför och vad nästa steg är",
            $"{count} answers in both languages say what is granted, why and what the next step is");
    }
}

/// <summary>Objections, upheld, upheld in part and overruled: none without its reasons, in letter and page.</summary>
internal sealed class ObjectionsReasoned(AnsweredCases answered) : IControl
{
    public string Id => "objections-reasoned";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (count, amiss) = await answered.LookAsync(CaseKind.Objection, "compelling-grounds", cancel);
        return Measurement.Of(amiss, $"{count} utfall av invändningar på båda språken, alla med sina skäl, och inget utan",
            $"{count} outcomes of objections in both languages, all with their reasons, and none without");
    }
}

/// <summary>
/// Wherever somebody lives, the letter about their case names the contacts for their residence, name, address and e-mail; so do the
/// case's page and the dossier. So does the letter to whoever was named by another.
/// </summary>
internal sealed class ContactsInCases(
    CanaryCases cases, CanaryPlanter canaries, CanaryOthers others, CanaryLetters letters, CaseView view, OwnPages pages,
    PersonCookies cookies, NoticeBook notices, Countries countries) : IControl
{
    private static readonly string[] Residences = ["SE", "CH", "GB", "US"];

    public string Id => "contacts-in-cases";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (notice, amiss) = (notices.InForce()!, new List<string>());
        var named = new HashSet<string>(StringComparer.Ordinal);
        await canaries.MeetAsync(canaries.Points.First(), async canary =>
        {
            foreach (var (residence, language) in Residences.SelectMany(place => Language.All.Select(language => (place, language))))
            {
                var wanted = FindContacts.For(notice, residence, countries);
                named.UnionWith(wanted.Select(contact => contact.Id));
                amiss.AddRange(await cases.WithAsync(
                    CaseKind.Question, residence, notice.Parties[0],
                    one => LookAsync(one, wanted, language, cookies.Of(canary.Subject), cancel), cancel, person: canary.Subject,
                    language: language.Code));
            }
            return amiss;
        }, cancel);
        amiss.AddRange(await others.EachAsync(async one =>
            (await letters.OfAsync(one.Other, cancel)).Any(letter => notice.Contacts.All(contact =>
                Names(letter, contact, Language.Parse(notices.Pack.Languages[0], null)))) ? [] : [$"{one.Point.Id} letter"], cancel));
        amiss.AddRange(notice.Contacts.Where(contact => !named.Contains(contact.Id)).Select(contact => contact.Id));
        return Measurement.Of(amiss, $"{named.Count} kontakter står i brev, på ärendets sida och i akten för {Residences.Length} hemvister",
            $"{named.Count} contacts stand in letters, on the case's page and in the dossier for {Residences.Length} residences");
    }

    private async Task<IReadOnlyList<string>> LookAsync(
        CanaryCase one, IReadOnlyList<ContactPoint> wanted, Language language, string cookie, CancellationToken cancel)
    {
        var where = $"{one.File.Residence} {language}";
        var page = await pages.ReadAsync(language.Path(FollowCase.PathOf(one.File.Id)), cancel, cookie);
        var shown = page.Body!.TextContent;
        using var json = JsonDocument.Parse(Dossier.Of(view.Of(one.File), language));
        var dossier = string.Join('\n', json.RootElement.GetProperty("contacts").EnumerateArray().Select(line => line.GetString()));
        var sent = await one.LettersAsync();
        return
        [
            .. sent.Any(letter => wanted.All(contact => Names(letter, contact, language))) ? Array.Empty<string>() : [$"{where} letter"],
            .. wanted.All(contact => Names(shown, contact, language)) ? Array.Empty<string>() : [$"{where} page"],
            .. wanted.All(contact => Names(dossier, contact, language)) ? Array.Empty<string>() : [$"{where} dossier"],
        ];
    }

    private static bool Names(string text, ContactPoint contact, Language language) =>
        ((string[])[contact.Name.In(language.Code), .. contact.Address, .. contact.Email is { } email ? [email] : Array.Empty<string>()])
            .All(word => PageSearch.Squeezed(text).Contains(PageSearch.Squeezed(word), StringComparison.Ordinal));
}
