using Ombud.Incidents.Affected;
using Ombud.Layout;
using Ombud.Policies.Incidents;

namespace Ombud.Incidents;

/// <summary>The words of incidents.</summary>
internal static class IncidentTexts
{
    public static readonly Text Title = new(sv: "Incidenter", en: "Incidents");
    public static readonly Text Says = new(
        sv: "Registret över personuppgiftsincidenter: klockan till myndigheten, vilka som berörs och vilka som har underrättats.",
        en: "The register of personal data breaches: the clock to the authority, who is affected and who was told.");
    public static readonly Text OfCase = new(
        sv: "Är det en personuppgiftsincident? Öppna den, eller notera varför inte",
        en: "Is it a personal data breach? Open it, or note why not");
    public static readonly Text Yes = new(sv: "Ja", en: "Yes");
    public static readonly Text No = new(sv: "Nej", en: "No");
    public static readonly Text Unknown = new(sv: "Okänt", en: "Unknown");

    public static Text Of(BreachNature nature) => nature switch
    {
        BreachNature.Confidentiality => new(sv: "Någon obehörig kom åt uppgifterna", en: "Somebody got at the data who should not"),
        BreachNature.Integrity => new(sv: "Uppgifterna ändrades", en: "The data was changed"),
        BreachNature.Availability => new(
            sv: "Uppgifterna gick förlorade eller gick inte att nå", en: "The data was lost or could not be reached"),
        _ => Unknown,
    };

    public static Text Of(BreachRisk risk) => risk switch
    {
        BreachRisk.None => new(sv: "Osannolikt att den medför någon risk", en: "Unlikely to result in a risk"),
        BreachRisk.Risk => new(sv: "Risk för människors fri- och rättigheter", en: "A risk to people's rights and freedoms"),
        BreachRisk.High => new(sv: "Hög risk för människors fri- och rättigheter", en: "A high risk to people's rights and freedoms"),
    };

    public static Text Of(AuthorityStanding standing) => standing switch
    {
        AuthorityStanding.Open => new(sv: "Inte beslutat", en: "Not decided"),
        AuthorityStanding.Notified => new(sv: "Underrättad", en: "Notified"),
        AuthorityStanding.NotNotified => new(sv: "Underrättas inte", en: "Not notified"),
    };

    public static Text Of(PeopleStanding standing) => standing switch
    {
        PeopleStanding.Open => new(sv: "Inte beslutat", en: "Not decided"),
        PeopleStanding.Telling => new(sv: "Brev skickas nu", en: "Letters are being sent"),
        PeopleStanding.Told => new(sv: "Underrättade", en: "Told"),
        PeopleStanding.NotTold => new(sv: "Underrättas inte genom brev", en: "Not told by letter"),
    };

    public static Text Of(NotTellingGround ground) => ground switch
    {
        NotTellingGround.NoHighRisk => new(
            sv: "Risken är inte hög (artikel 34.1 i GDPR)", en: "The risk is not high (GDPR article 34(1))"),
        NotTellingGround.Unintelligible => new(
            sv: "Uppgifterna gick inte att läsa, till exempel för att de var krypterade (artikel 34.3 a)",
            en: "The data could not be read, as where it was encrypted (article 34(3)(a))"),
        NotTellingGround.RiskGone => new(
            sv: "Åtgärderna sedan dess har undanröjt den höga risken (artikel 34.3 b)",
            en: "What was done since has taken the high risk away (article 34(3)(b))"),
        NotTellingGround.Disproportionate => new(
            sv: "Det skulle vara en oproportionerlig ansträngning; allmänheten informeras i stället (artikel 34.3 c)",
            en: "It would be a disproportionate effort; the public is told instead (article 34(3)(c))"),
    };

    /// <summary>A step that can be taken.</summary>
    public static Text Of(IncidentStep step) => step switch
    {
        IncidentStep.Assess => new(sv: "Bedöm risken", en: "Assess the risk"),
        IncidentStep.NotifyAuthority => new(sv: "Myndigheten är underrättad", en: "The authority is notified"),
        IncidentStep.Supplement => new(sv: "Komplettera underrättelsen", en: "Supplement the notification"),
        IncidentStep.NotNotify => new(sv: "Underrätta inte myndigheten", en: "Do not notify the authority"),
        IncidentStep.Tell => new(sv: "Underrätta dem som berörs", en: "Tell the people affected"),
        IncidentStep.Told => new(sv: "De som berörs är underrättade", en: "The people affected are told"),
        IncidentStep.NotTell => new(sv: "Underrätta dem inte genom brev", en: "Do not tell them by letter"),
        IncidentStep.Escalate => new(sv: "Tiden är ute", en: "The time is over"),
        IncidentStep.Close => new(sv: "Avsluta incidenten", en: "Close the incident"),
    };

    /// <summary>What a step was, in an incident's history.</summary>
    public static Text Happened(IncidentStep step) => step switch
    {
        IncidentStep.Assess => new(sv: "Risken bedömdes", en: "The risk was assessed"),
        IncidentStep.NotifyAuthority => new(sv: "Myndigheten underrättades", en: "The authority was notified"),
        IncidentStep.Supplement => new(sv: "Underrättelsen kompletterades", en: "The notification was supplemented"),
        IncidentStep.NotNotify => new(
            sv: "Beslut: myndigheten underrättas inte", en: "Decided: the authority is not notified"),
        IncidentStep.Tell => new(sv: "De som berörs började underrättas", en: "The people affected began to be told"),
        IncidentStep.Told => new(sv: "De som gick att nå har underrättats", en: "Whoever can be reached was told"),
        IncidentStep.NotTell => new(
            sv: "Beslut: de som berörs underrättas inte genom brev", en: "Decided: the people affected are not told by letter"),
        IncidentStep.Escalate => new(
            sv: "Tiden gick ut utan att något var beslutat om myndigheten",
            en: "The time ran out before anything was decided about the authority"),
        IncidentStep.Close => new(sv: "Incidenten avslutades", en: "The incident was closed"),
    };

    public static Text Of(IncidentPart part) => part switch
    {
        IncidentPart.Facts => new(sv: "Vad som hände", en: "What happened"),
        IncidentPart.Consequences => new(sv: "Sannolika följder", en: "Likely consequences"),
        IncidentPart.Measures => new(sv: "Åtgärder", en: "Measures"),
        IncidentPart.Note => new(sv: "Anteckning", en: "Note"),
        IncidentPart.Step => new(sv: "Steg", en: "Step"),
        IncidentPart.Reminded => new(sv: "Påminnelse om klockan", en: "Reminder of the clock"),
        IncidentPart.Sought => new(sv: "Sökning klar: nya personer", en: "Search done: people not found before"),
        IncidentPart.Letter => new(sv: "Brevets ord", en: "The words of the letter"),
    };

    public static Text Of(IncidentRefusal refusal) => refusal switch
    {
        IncidentRefusal.None => Yes,
        IncidentRefusal.NotHere => new(
            sv: "Det går inte där incidenten är nu, eller medan en sökning eller ett utskick pågår.",
            en: "That cannot be done where the incident is now, or while a search or letters go on."),
        IncidentRefusal.NotAssessed => new(sv: "Bedöm risken först.", en: "Assess the risk first."),
        IncidentRefusal.ReasonMissing => new(sv: "Skriv skälet.", en: "Write the reason."),
        IncidentRefusal.DelayReasonMissing => new(
            sv: "Tiden hade gått ut. Skriv skälen till dröjsmålet (artikel 33.1 i GDPR).",
            en: "The time had run out. Write the reasons for the delay (GDPR article 33(1))."),
        IncidentRefusal.RiskForbids => new(
            sv: "Där det finns en risk underrättas myndigheten (artikel 33.1 i GDPR).",
            en: "Where there is a risk the authority is notified (GDPR article 33(1))."),
        IncidentRefusal.GroundWrong => new(
            sv: "Välj en grund som passar risken: vid hög risk en av artikel 34.3, annars att den inte är hög.",
            en: "Choose a ground that fits the risk: one of article 34(3) where it is high, else that it is not."),
        IncidentRefusal.NobodyFound => new(
            sv: "Sök först efter dem som berörs: ingen finns på listan.", en: "First look for the people affected: nobody is on the list."),
        IncidentRefusal.Undecided => new(
            sv: "Besluta först om myndigheten och om dem som berörs.", en: "First decide about the authority and the people affected."),
        IncidentRefusal.NotDue => new(sv: "Tiden har inte gått ut.", en: "The time has not run out."),
        IncidentRefusal.BeforeAware => new(
            sv: "Det kan inte vara före det att vi fick kännedom om incidenten.", en: "It cannot be before we knew of the incident."),
    };

    public static Text Of(SearchKind kind) => kind switch
    {
        SearchKind.Reader => new(
            sv: "Det en API-nyckel eller ett konto fick eller läste (nyckelns eller kontots id)",
            en: "What an API key or an account was given or read (id of the key or account)"),
        SearchKind.Recipient => new(
            sv: "Det en mottagare fick (mottagarens id)", en: "What a recipient was given (id of the recipient)"),
        SearchKind.Held => new(
            sv: "Uppgifter som ett företag hade (företagets id)", en: "Records that a company held (id of the company)"),
        SearchKind.Person => new(sv: "En enda persons konto (personens id)", en: "One person's account (id of the person)"),
    };

    public static Text Of(AffectedState state) => state switch
    {
        AffectedState.Found => new(sv: "På listan", en: "On the list"),
        AffectedState.Told => new(sv: "Brev skickat", en: "A letter was sent"),
        AffectedState.Unreachable => new(
            sv: "Har ingen bekräftad adress: underrätta på annat sätt", en: "Has proved no address: tell in another way"),
        AffectedState.Isolated => new(sv: "Håller på att raderas", en: "Is being erased"),
        AffectedState.Joined => new(sv: "Sammanförd med en annan på listan", en: "Joined into another on the list"),
    };
}
