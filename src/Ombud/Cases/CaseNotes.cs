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

    /// <summary>The report of a break-in opened an incident; about its id.</summary>
    IncidentOpened = 6,

    /// <summary>The staff decided that what was reported is no personal data breach.</summary>
    NoIncident = 7,
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
        CaseNote.ByMail => new(
            sv: "Skrev med e-post från ärendets adress. Det visar inte vem det var",
            en: "Wrote by e-mail from the case's address. That does not show who it was"),
        CaseNote.IncidentOpened => new(
            sv: "En incident öppnades av anmälan: {0}", en: "The report opened an incident: {0}"),
        CaseNote.NoIncident => new(
            sv: "Bedömt: det som anmäldes är ingen personuppgiftsincident",
            en: "Judged: what was reported is no personal data breach"),
    };
}
