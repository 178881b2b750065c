using Ombud.Layout;
using Ombud.Mail;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Incidents.Telling;

/// <summary>
/// The letter to a person whom an incident may affect: what happened, whom they can turn to, what it may mean and what is done about it
/// (GDPR article 34(2)). In both languages, since of most people no language is known; that of where they live first.
/// </summary>
internal sealed class TellLetter(NoticeBook notices, Countries countries, IncidentClocks clocks)
{
    private static readonly LetterText Text = new(
        new Wording("Viktigt om dina personuppgifter", "Important: about your personal data"),
        new Wording(
            """
            Hej!

            En incident kan ha berört uppgifter om dig hos {company}.

            Vad som har hänt
            {nature}

            Vad det kan innebära för dig
            {consequences}

            Vad vi gör, och vad du kan göra
            {measures}

            Hit kan du vända dig
            {contacts}

            Tillsynsmyndighet
            {authorities}

            Incidentens nummer: {number}. Vi ber dig aldrig om lösenord eller koder i ett brev.
            """,
            """
            Hello,

            An incident may have affected data about you at {company}.

            What has happened
            {nature}

            What it may mean for you
            {consequences}

            What we are doing, and what you can do
            {measures}

            Whom you can turn to
            {contacts}

            Supervisory authority
            {authorities}

            Number of the incident: {number}. We never ask for passwords or codes in a letter.
            """));

    /// <param name="residence">Where the person lives; null for unknown.</param>
    public LetterWords Of(IncidentRow incident, TellWords words, string? residence)
    {
        Language[] languages = residence is "SE" ? [Language.Swedish, Language.English] : [Language.English, Language.Swedish];
        var parties = IncidentBook.Words(incident.Controllers).Select(clocks.PartyOf).ToList();
        var place = residence ?? parties[0].Country;
        var notice = notices.InForce();
        var letters = languages.Select(language =>
        {
            var (nature, consequences, measures) = words.In(language);
            return Text.In(
                language.Code,
                ("company", string.Join(", ", parties.Select(party => party.LegalName))),
                ("contacts", Lines(notice is null ? [] : FindContacts.For(notice, place, countries)
                    .Select(contact => FindContacts.LineOf(contact, language.Code)))),
                ("authorities", Lines(notice is null ? [] : FindContacts.AuthoritiesOf(notice, place, countries)
                    .Select(authority => LineOf(authority, language)))),
                ("number", incident.IncidentId.ToString("D")),
                // Last, so that a place in the staff's own words stays as they wrote it.
                ("nature", nature), ("consequences", consequences), ("measures", measures));
        }).ToList();
        return new LetterWords(
            string.Join(" / ", letters.Select(letter => letter.Subject)),
            string.Join("\n\n---\n\n", letters.Select(letter => letter.Body)));
    }

    private static string LineOf(Authority authority, Language language) => $"{authority.Name.In(language.Code)}, {authority.Link}";

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => "- " + item));
}
