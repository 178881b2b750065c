using Ombud.Layout;

namespace Ombud.Cases.Working;

/// <summary>The texts of the staff's queue.</summary>
internal static class WorkingTexts
{
    internal static readonly Text Title = new(sv: "Ärenden", en: "Cases");
    internal static readonly Text Says = new(
        sv: "Begäranden, klagomål och anmälningar med sina klockor; det som är försenat ligger överst.",
        en: "Requests, complaints and reports with their clocks; what is overdue lies on top.");
    internal static readonly Text Queue = new(sv: "Kö", en: "Queue");
    internal static readonly Text Empty = new(sv: "Inga öppna ärenden med det urvalet.", en: "No open cases by that filter.");
    internal static readonly Text Case = new(sv: "Ärende", en: "Case");
    internal static readonly Text Owner = new(sv: "Handläggare", en: "Owner");
    internal static readonly Text Nobody = new(sv: "Ingen ännu", en: "Nobody yet");
    internal static readonly Text Me = new(sv: "Du", en: "You");
    internal static readonly Text Escalated = new(sv: "Lyft", en: "Escalated");
    internal static readonly Text Soon = new(sv: "Snart", en: "Soon");
    internal static readonly Text Everything = new(sv: "Allt", en: "Everything");
    internal static readonly Text Everybody = new(sv: "Alla", en: "Everybody");
    internal static readonly Text Filter = new(sv: "Visa", en: "Show");
    internal static readonly Text FilterKind = new(sv: "Vad det gäller", en: "What it is about");
    internal static readonly Text FilterStage = new(sv: "Läge", en: "Where it is");
    internal static readonly Text FilterOwner = new(sv: "Handläggare", en: "Owner");
    internal static readonly Text Mine = new(sv: "Mina", en: "Mine");
    internal static readonly Text Unassigned = new(sv: "Utan handläggare", en: "Without an owner");
    internal static readonly Text Counts = new(
        sv: "{0} öppna, {1} försenade, {2} inom en vecka", en: "{0} open, {1} overdue, {2} within a week");

    internal static readonly Text CountsAtLeast = new(
        sv: "{0} öppna eller fler; bland de {0} som brådskar mest: {1} försenade, {2} inom en vecka",
        en: "{0} open or more; among the {0} most urgent: {1} overdue, {2} within a week");

    internal static readonly Text About = new(sv: "Om ärendet", en: "About the case");
    internal static readonly Text Person = new(sv: "Personen", en: "The person");
    internal static readonly Text Name = new(sv: "Namn", en: "Name");
    internal static readonly Text Address = new(sv: "Adress för brev", en: "Address for letters");
    internal static readonly Text NoAddress = new(
        sv: "Ingen: svara på det sätt som begäran kom", en: "None: answer the way the request came");
    internal static readonly Text Identity = new(sv: "Identitet", en: "Identity");
    internal static readonly Text IdentityShown = new(sv: "Visad", en: "Shown");
    internal static readonly Text IdentityNotShown = new(sv: "Inte visad", en: "Not shown");
    internal static readonly Text Residence = new(sv: "Bor i", en: "Lives in");
    internal static readonly Text ResidenceUnknown = new(sv: "Okänt; räknas som EU", en: "Unknown; counts as the EU");
    internal static readonly Text Channel = new(sv: "Kom genom", en: "Came by");
    internal static readonly Text Language = new(sv: "Språk", en: "Language");
    internal static readonly Text SubjectId = new(sv: "Personens id", en: "The person's id");
    internal static readonly Text SameAddress = new(
        sv: "Med samma adress kom, utan att någon har bekräftat det:", en: "With the same address came, and nobody has confirmed it:");

    internal static readonly Text TakeOn = new(sv: "Ta över ärendet", en: "Take the case on");
    internal static readonly Text Steps = new(sv: "Nästa steg", en: "Next step");
    internal static readonly Text StepsSay = new(
        sv: "Personen får brev om varje steg som rör henne eller honom. Texten läses på ärendets sida, efter inloggning.",
        en: "The person gets a letter about each step that touches them. The text is read on the case's page, after signing in.");
    internal static readonly Text Step = new(sv: "Steg", en: "Step");
    internal static readonly Text Reason = new(
        sv: "Skäl, vid avslag, delvis svar och längre tid", en: "Reason, for a refusal, a part and a longer time");
    internal static readonly Text Until = new(sv: "Ny sista dag, vid längre tid", en: "New last day, for a longer time");
    internal static readonly Text Message = new(sv: "Text till personen", en: "Text to the person");
    internal static readonly Text Take = new(sv: "Ta steget", en: "Take the step");
    internal static readonly Text StepMissing = new(sv: "Välj ett steg.", en: "Choose a step.");
    internal static readonly Text QuestionMissing = new(sv: "Skriv vad du frågar om.", en: "Write what you ask.");
    internal static readonly Text DayMissing = new(sv: "Ange dagen.", en: "Give the day.");
    internal static readonly Text ReasonUnknown = new(sv: "Välj ett av skälen i listan.", en: "Choose one of the reasons in the list.");
    internal static readonly Text TextTooLong = new(
        sv: "Texten får ha högst 4 000 tecken.", en: "The text may have at most 4,000 characters.");

    internal static readonly Text Write = new(sv: "Skriv", en: "Write");
    internal static readonly Text ToWhom = new(sv: "Till vem?", en: "To whom?");
    internal static readonly Text Note = new(sv: "Anteckning för personalen", en: "Note for the staff");
    internal static readonly Text ToPerson = new(sv: "Meddelande till personen", en: "Message to the person");
    internal static readonly Text NoteText = new(sv: "Text", en: "Text");
    internal static readonly Text TextMissing = new(sv: "Skriv något.", en: "Write something.");
    internal static readonly Text Dossier = new(sv: "Ladda ned akten (JSON)", en: "Download the dossier (JSON)");
}

/// <summary>What the queue counts.</summary>
internal static class QueueCounts
{
    /// <summary>The counts in words; of a queue that is read no further they are said to be the least that there is.</summary>
    public static string Say(int open, int overdue, int soon, Language language) =>
        (open < CaseBook.ListMax ? WorkingTexts.Counts : WorkingTexts.CountsAtLeast).In(language, open, overdue, soon);
}
