using Ombud.Layout;

namespace Ombud.Incidents.Working;

/// <summary>What the pages of incidents say.</summary>
internal static class WorkTexts
{
    public static readonly Text New = new(sv: "Öppna en incident", en: "Open an incident");
    public static readonly Text NewSays = new(
        sv: "Varje incident förs in, också den som inte anmäls (artikel 33.5 i GDPR). Klockan går från när vi fick kännedom om den. "
        + "Tider är i UTC. Det ni skriver förvaras krypterat.",
        en: "Every incident is recorded, notified or not (GDPR article 33(5)). The clock runs from when we became aware of it. "
        + "Times are in UTC. What you write is kept encrypted.");
    public static readonly Text Register = new(sv: "Registret", en: "The register");
    public static readonly Text Empty = new(sv: "Ingen incident har inträffat.", en: "No incident has happened.");
    public static readonly Text Incident = new(sv: "Incident", en: "Incident");
    public static readonly Text Opened = new(sv: "Införd", en: "Recorded");
    public static readonly Text Due = new(sv: "Myndigheten senast", en: "The authority by");
    public static readonly Text Left = new(sv: "Tid kvar", en: "Time left");
    public static readonly Text Risk = new(sv: "Risk", en: "Risk");
    public static readonly Text RiskReason = new(sv: "Skäl till bedömningen", en: "Reason for the assessment");
    public static readonly Text NotAssessed = new(sv: "Inte bedömd", en: "Not assessed");
    public static readonly Text Authority = new(sv: "Myndigheten", en: "The authority");
    public static readonly Text People = new(sv: "De som berörs", en: "The people affected");
    public static readonly Text Closed = new(sv: "Avslutad", en: "Closed");
    public static readonly Text Overdue = new(sv: "Försenad", en: "Overdue");
    public static readonly Text HoursLeft = new(sv: "{0} timmar kvar", en: "{0} hours left");
    public static readonly Text HoursOver = new(sv: "{0} timmar över tiden", en: "{0} hours past the time");
    public static readonly Text NoNumber = new(
        sv: "Ingen lag som gäller sätter en tid i timmar: så snart som möjligt",
        en: "No law that applies names hours: as soon as possible");
    public static readonly Text Late = new(sv: "Sent underrättad, med skäl", en: "Notified late, with reasons");

    public static readonly Text Companies = new(sv: "Företag", en: "Companies");
    public static readonly Text Categories = new(sv: "Kategorier av uppgifter", en: "Categories of data");
    public static readonly Text Nature = new(sv: "Vad som brast", en: "What failed");
    public static readonly Text FromDay = new(sv: "Började, dag", en: "Began, day");
    public static readonly Text FromTime = new(sv: "Började, klockslag", en: "Began, time");
    public static readonly Text ToDay = new(sv: "Slutade, dag", en: "Ended, day");
    public static readonly Text ToTime = new(sv: "Slutade, klockslag", en: "Ended, time");
    public static readonly Text MayBeEmpty = new(
        sv: "Lämna tomt om det är okänt eller pågår.", en: "Leave empty where it is unknown or goes on.");
    public static readonly Text AwareDay = new(sv: "Vi fick kännedom, dag", en: "We became aware, day");
    public static readonly Text AwareTime = new(sv: "Vi fick kännedom, klockslag", en: "We became aware, time");
    public static readonly Text TimeHint = new(sv: "Som 14:05, i UTC.", en: "Such as 14:05, in UTC.");
    public static readonly Text Encrypted = new(
        sv: "Uppgifterna låg krypterade för den som kom åt dem", en: "The data lay encrypted for whoever got at it");
    public static readonly Text Open = new(sv: "Öppna incidenten", en: "Open the incident");

    public static readonly Text CompanyMissing = new(sv: "Välj minst ett företag.", en: "Choose at least one company.");
    public static readonly Text CategoryMissing = new(sv: "Välj minst en kategori.", en: "Choose at least one category.");
    public static readonly Text NatureMissing = new(sv: "Välj vad som brast.", en: "Choose what failed.");
    public static readonly Text AwareMissing = new(
        sv: "Ange dag och klockslag då vi fick kännedom om incidenten.", en: "Give the day and time at which we became aware of it.");
    public static readonly Text AwareInFuture = new(
        sv: "Det kan inte ligga i framtiden.", en: "It cannot be in the future.");
    public static readonly Text AwareTooEarly = new(
        sv: "Vi kan inte ha fått kännedom om den innan den började.", en: "We cannot have become aware of it before it began.");
    public static readonly Text MomentWrong = new(
        sv: "Ange en dag och ett klockslag som 14:05, inte i framtiden.", en: "Give a day and a time such as 14:05, not in the future.");
    public static readonly Text EndsBeforeStart = new(
        sv: "Den kan inte ha slutat innan den började.", en: "It cannot have ended before it began.");
    public static readonly Text WhatMissing = new(sv: "Skriv vad som hände.", en: "Write what happened.");
    public static readonly Text TextMissing = new(sv: "Skriv något.", en: "Write something.");
    public static readonly Text TextTooLong = new(
        sv: "Texten är för lång, högst 4 000 tecken.", en: "The text is too long, at most 4,000 characters.");

    public static readonly Text NoneTitle = new(
        sv: "Det är ingen personuppgiftsincident", en: "It is no personal data breach");
    public static readonly Text NoneSays = new(
        sv: "Har inga personuppgifter förlorats, ändrats eller nåtts av någon obehörig, notera varför i ärendet.",
        en: "If no personal data was lost, changed or reached by somebody who should not, note in the case why.");
    public static readonly Text NoneWhy = new(sv: "Varför det inte är någon", en: "Why it is none");
    public static readonly Text NoneNote = new(sv: "Notera i ärendet", en: "Note in the case");

    public static readonly Text About = new(sv: "Om incidenten", en: "About the incident");
    public static readonly Text Number = new(sv: "Nummer", en: "Number");
    public static readonly Text When = new(sv: "När", en: "When");
    public static readonly Text Aware = new(sv: "Vi fick kännedom", en: "We became aware");
    public static readonly Text WasEncrypted = new(sv: "Krypterade", en: "Encrypted");
    public static readonly Text FromCase = new(sv: "Ärendet som den kom av", en: "The case that it came of");
    public static readonly Text Clock = new(sv: "Klockan", en: "The clock");
    public static readonly Text ClocksSay = new(
        sv: "Tiderna räknas efter lagen där företagen finns och där de som berörs bor. Timmar löper genom helger. "
        + "Den tid som går ut först gäller.",
        en: "The times are counted by the law of where the companies are and where the people affected live. Hours run through days off. "
        + "The time that ends first decides.");
    public static readonly Text Rule = new(sv: "Regel", en: "Rule");
    public static readonly Text Whom = new(sv: "Vem", en: "Whom");
    public static readonly Text By = new(sv: "Senast", en: "By");
    public static readonly Text AtOnce = new(sv: "Utan onödigt dröjsmål", en: "Without undue delay");
    public static readonly Text Now = new(sv: "Nu", en: "Now");
    public static readonly Text Half = new(sv: "Halva tiden", en: "Half time");
    public static readonly Text End = new(sv: "Tiden ute", en: "Time over");
    public static readonly Text TimelineSays = new(
        sv: "Tidslinje: kännedom {0}, halva tiden {1}, tiden ute {2}, nu {3}.",
        en: "Timeline: aware {0}, half time {1}, time over {2}, now {3}.");
    public static readonly Text History = new(sv: "Filen", en: "The file");
    public static readonly Text Who = new(sv: "Av vem", en: "By whom");
    public static readonly Text Event = new(sv: "Vad", en: "What");
    public static readonly Text Wrote = new(sv: "Skrivet", en: "Written");
    public static readonly Text Add = new(sv: "Lägg till i filen", en: "Add to the file");
    public static readonly Text AddSays = new(
        sv: "Det som är skrivet ändras inte; det ni vet senare läggs till.",
        en: "What is written is not changed; what you know later is added.");
    public static readonly Text Part = new(sv: "Del", en: "Part");
    public static readonly Text Text = new(sv: "Text", en: "Text");
    public static readonly Text Decisions = new(sv: "Bedömning och beslut", en: "Assessment and decisions");
    public static readonly Text Notification = new(
        sv: "Underrättelsen till myndigheten, att skriva ut", en: "The notification to the authority, to be printed");
    public static readonly Text NotificationJson = new(sv: "Samma som JSON", en: "The same as JSON");
    public static readonly Text StepMissing = new(sv: "Välj ett steg.", en: "Choose a step.");
}
