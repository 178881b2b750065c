using Ombud.Layout;

namespace Ombud.Cases;

/// <summary>What was noted in a case that is no step of it.</summary>
public enum CaseNote : byte
{
    /// <summary>The person has been to a further step; about its id in the pack.</summary>
    RecourseTaken = 0,

    /// <summary>Somebody turned out to be a child and is erased; about the id of the receipt.</summary>
    ErasureOpened = 1,

    /// <summary>The sessions of a person were ended, who signs in with a new code from then on.</summary>
    SessionsEnded = 2,

    /// <summary>The staff corrected a value of the person's; about the id of its field.</summary>
    Corrected = 3,

    /// <summary>Its last day is near, or a question has waited long.</summary>
    Reminded = 4,

    /// <summary>A mail came from the case's address; who wrote it is not shown.</summary>
    ByMail = 5,

    /// <summary>The staff restricted the person's data.</summary>
    Restricted = 6,

    /// <summary>The person was told that the restriction will be lifted.</summary>
    LiftingTold = 7,

    /// <summary>The staff lifted the restriction.</summary>
    Lifted = 8,

    /// <summary>What the agent may do has changed; about the state of the mandate.</summary>
    MandateMoved = 9,

    /// <summary>The staff checked a paper that shows the mandate; about what kind of paper.</summary>
    PaperChecked = 10,

    /// <summary>The copy of that paper is deleted.</summary>
    CopyDeleted = 11,

    /// <summary>The agent fetched the answer.</summary>
    AnswerFetched = 12,

    /// <summary>Somebody of the staff proposed a step, which waits for another; about the step.</summary>
    StepProposed = 13,

    /// <summary>Another approved it; about the account that proposed it.</summary>
    StepApproved = 14,

    /// <summary>Another sent it back; about the step.</summary>
    StepSentBack = 15,

    /// <summary>The report of a break-in opened an incident; about its id.</summary>
    IncidentOpened = 16,

    /// <summary>The staff decided that what was reported is no personal data breach.</summary>
    NoIncident = 17,

    /// <summary>It was done together with other cases; about the id of that work.</summary>
    Together = 18,

    /// <summary>A copy of a document came.</summary>
    DocumentSent = 19,

    /// <summary>A document shows who the person is; its copy is destroyed.</summary>
    DocumentAccepted = 20,

    /// <summary>A document does not show it; its copy is destroyed.</summary>
    DocumentNotAccepted = 21,

    /// <summary>Nobody looked at the copy in time, or the case went on without it; it is destroyed.</summary>
    DocumentExpired = 22,

    /// <summary>A part of it is about a client's data, and was handed on; about the client's id.</summary>
    HandedOn = 23,

    /// <summary>What the client asked for was carried out; about the number of records.</summary>
    Helped = 24,

    /// <summary>The client asks the staff to carry something out.</summary>
    Instructed = 25,
}

/// <summary>What notes say.</summary>
internal static class CaseNotes
{
    /// <summary>A note in a case's history, with a place for what it is about.</summary>
    public static Text Of(CaseNote note) => note switch
    {
        CaseNote.RecourseTaken => new(sv: "Noterat: personen har vänt sig till {0}", en: "Noted: the person has been to {0}"),
        CaseNote.ErasureOpened => new(
            sv: "Bekräftat: ett barn under 13 år. Raderingen har börjat; kvitto {0}",
            en: "Confirmed: a child under 13. The erasure has begun; receipt {0}"),
        CaseNote.SessionsEnded => new(
            sv: "Alla inloggningar till kontot avslutades; det öppnas med en ny kod",
            en: "All sessions of the account were ended; it opens with a new code"),
        CaseNote.Reminded => new(
            sv: "Påminnelse: ärendet ska snart vara besvarat", en: "Reminder: the case is soon to be answered"),
        CaseNote.Corrected => new(sv: "En uppgift har rättats: {0}", en: "A value was corrected: {0}"),
        CaseNote.Restricted => new(sv: "Uppgifterna har begränsats", en: "The data was restricted"),
        CaseNote.LiftingTold => new(
            sv: "Personen fick veta att begränsningen ska hävas", en: "The person was told that the restriction will be lifted"),
        CaseNote.Lifted => new(sv: "Begränsningen har hävts", en: "The restriction was lifted"),
        CaseNote.ByMail => new(
            sv: "Skrev med e-post från ärendets adress. Det visar inte vem det var",
            en: "Wrote by e-mail from the case's address. That does not show who it was"),
        CaseNote.MandateMoved => new(sv: "Ombudet: {0}", en: "The agent: {0}"),
        CaseNote.PaperChecked => new(
            sv: "Visat på papper att ombudet får företräda personen: {0}",
            en: "Shown on paper that the agent may act for the person: {0}"),
        CaseNote.CopyDeleted => new(sv: "Kopian av papperet är raderad", en: "The copy of the paper is deleted"),
        CaseNote.StepProposed => new(
            sv: "Föreslogs, väntar på ett andra par ögon: {0}", en: "Proposed, waits for a second pair of eyes: {0}"),
        CaseNote.StepApproved => new(sv: "Godkändes; förslaget var av {0}", en: "Was approved; the proposal was by {0}"),
        CaseNote.StepSentBack => new(sv: "Skickades tillbaka: {0}", en: "Was sent back: {0}"),
        CaseNote.Together => new(
            sv: "Gjordes tillsammans med andra ärenden; nummer {0}", en: "Was done together with other cases; number {0}"),
        CaseNote.DocumentSent => new(sv: "Ett foto av en handling kom in", en: "A photo of a document came in"),
        CaseNote.DocumentAccepted => new(
            sv: "Handlingen visar vem det är; ingen kopia finns kvar", en: "The document shows who it is; no copy is left"),
        CaseNote.DocumentNotAccepted => new(
            sv: "Handlingen visar inte vem det är; ingen kopia finns kvar", en: "The document does not show who it is; no copy is left"),
        CaseNote.DocumentExpired => new(
            sv: "Fotot av handlingen förstördes utan att ha prövats", en: "The photo of the document was destroyed without being judged"),
        CaseNote.HandedOn => new(
            sv: "Delen om uppgifter som {0} ansvarar för lämnades vidare dit, med en egen tidsfrist",
            en: "The part about data for which {0} is responsible was handed on to them, with a clock of its own"),
        CaseNote.Helped => new(
            sv: "Utfört åt den personuppgiftsansvariga; antal uppgifter: {0}",
            en: "Carried out for the controller; number of values: {0}"),
        CaseNote.Instructed => new(
            sv: "Den personuppgiftsansvariga ber oss utföra det personen begär",
            en: "The controller asks us to carry out what the person asks for"),
        CaseNote.AnswerFetched => new(sv: "Ombudet hämtade svaret", en: "The agent fetched the answer"),
        CaseNote.IncidentOpened => new(
            sv: "En incident öppnades av anmälan: {0}", en: "The report opened an incident: {0}"),
        CaseNote.NoIncident => new(
            sv: "Bedömt: det som anmäldes är ingen personuppgiftsincident",
            en: "Judged: what was reported is no personal data breach"),
    };
}
