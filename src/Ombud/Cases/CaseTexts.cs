using Ombud.Layout;
using Ombud.Policies.Cases;

namespace Ombud.Cases;

/// <summary>The words of cases, which pages and letters share.</summary>
internal static class CaseTexts
{
    public static Text Of(CaseKind kind) => kind switch
    {
        CaseKind.Access => new(sv: "Tillgång till uppgifter", en: "Access to data"),
        CaseKind.Rectification => new(sv: "Rättelse av uppgifter", en: "Correction of data"),
        CaseKind.Erasure => new(sv: "Radering av uppgifter", en: "Erasure of data"),
        CaseKind.Restriction => new(sv: "Begränsning av användningen", en: "Restriction of use"),
        CaseKind.Portability => new(sv: "Uppgifter att ta med sig", en: "Data to take along"),
        CaseKind.Objection => new(sv: "Invändning mot en användning", en: "Objection to a use"),
        CaseKind.Withdrawal => new(sv: "Återtaget samtycke", en: "Consent withdrawn"),
        CaseKind.HumanReview => new(sv: "Prövning av en människa", en: "Review by a human"),
        CaseKind.Complaint => new(sv: "Klagomål", en: "Complaint"),
        CaseKind.Question => new(sv: "Fråga", en: "Question"),
        CaseKind.SuspectedChild => new(sv: "Anmälan: ett barn under 13 år", en: "Report: a child under 13"),
        CaseKind.AuthorityDemand => new(sv: "Begäran om uppgifter från en myndighet", en: "An authority's demand for data"),
        CaseKind.OfficerMessage => new(sv: "Meddelande till dataskyddsombudet", en: "Message to the data protection officer"),
        CaseKind.SuspectedBreakIn => new(sv: "Anmälan: ett misstänkt intrång", en: "Report: a suspected break-in"),
    };

    public static Text Of(CaseStage stage) => stage switch
    {
        CaseStage.Received => new(sv: "Inkommet", en: "Received"),
        CaseStage.IdentityWanted => new(sv: "Väntar på bevis om identitet", en: "Waits for proof of identity"),
        CaseStage.InWork => new(sv: "Under arbete", en: "In work"),
        CaseStage.Waiting => new(sv: "Väntar på besked från den som frågar", en: "Waits for word from whoever asks"),
        CaseStage.Answered => new(sv: "Besvarat", en: "Answered"),
        CaseStage.AnsweredInPart => new(sv: "Delvis besvarat", en: "Answered in part"),
        CaseStage.Refused => new(sv: "Avslaget", en: "Refused"),
        CaseStage.Closed => new(sv: "Avslutat", en: "Closed"),
    };

    public static Text Of(CaseStep step) => step switch
    {
        CaseStep.AskIdentity => new(sv: "Be personen visa vem hon eller han är", en: "Ask who the person is"),
        CaseStep.ProveIdentity => new(sv: "Identiteten är visad", en: "Identity is shown"),
        CaseStep.Begin => new(sv: "Börja", en: "Begin"),
        CaseStep.AskPerson => new(sv: "Fråga personen", en: "Ask the person"),
        CaseStep.PersonReplies => new(sv: "Personen har svarat", en: "The person has replied"),
        CaseStep.Extend => new(sv: "Förläng tiden", en: "Lengthen the time"),
        CaseStep.Escalate => new(sv: "Lyft till närmast högre", en: "Escalate"),
        CaseStep.Answer => new(sv: "Besvara", en: "Answer"),
        CaseStep.AnswerInPart => new(sv: "Besvara delvis", en: "Answer in part"),
        CaseStep.Refuse => new(sv: "Avslå", en: "Refuse"),
        CaseStep.TakeBack => new(sv: "Ta tillbaka", en: "Take back"),
        CaseStep.Close => new(sv: "Avsluta", en: "Close"),
    };

    /// <summary>What a step was, in a case's history.</summary>
    public static Text Happened(CaseStep step) => step switch
    {
        CaseStep.AskIdentity => new(sv: "Bevis om identitet begärdes", en: "Proof of identity was asked for"),
        CaseStep.ProveIdentity => new(sv: "Identiteten visades", en: "Identity was shown"),
        CaseStep.Begin => new(sv: "Arbetet började", en: "Work began"),
        CaseStep.AskPerson => new(sv: "En fråga ställdes", en: "A question was asked"),
        CaseStep.PersonReplies => new(sv: "Frågan besvarades", en: "The question was answered"),
        CaseStep.Extend => new(sv: "Tiden förlängdes", en: "The time was lengthened"),
        CaseStep.Escalate => new(
            sv: "Sista dagen kom utan svar; ärendet lyftes", en: "The last day came without an answer; it was escalated"),
        CaseStep.Answer => new(sv: "Besvarades", en: "Was answered"),
        CaseStep.AnswerInPart => new(sv: "Besvarades delvis", en: "Was answered in part"),
        CaseStep.Refuse => new(sv: "Avslogs", en: "Was refused"),
        CaseStep.TakeBack => new(sv: "Togs tillbaka", en: "Was taken back"),
        CaseStep.Close => new(sv: "Avslutades", en: "Was closed"),
    };

    public static Text Of(CaseRefusal refusal) => refusal switch
    {
        CaseRefusal.None => new(sv: "", en: ""),
        CaseRefusal.NotHere => new(
            sv: "Ärendet är inte där det steget kan tas. Någon kan ha hunnit före; se vad som har hänt.",
            en: "The case is not where that step can be taken. Somebody may have been quicker; see what has happened."),
        CaseRefusal.IdentityMissing => new(
            sv: "Före ett svar måste personen ha visat vem hon eller han är.",
            en: "Before an answer the person must have shown who they are."),
        CaseRefusal.DocumentMissing => new(
            sv: "En handling har begärts. Titta på den och svara om den visar vem personen är.",
            en: "A document has been asked for. Look at it and answer whether it shows who the person is."),
        CaseRefusal.ReasonMissing => new(sv: "Välj ett skäl.", en: "Choose a reason."),
        CaseRefusal.ExtendedAlready => new(sv: "Tiden har redan förlängts en gång.", en: "The time was lengthened once already."),
        CaseRefusal.NoExtension => new(
            sv: "Någon av lagarna som gäller tillåter ingen förlängning.", en: "One of the laws that apply allows no longer time."),
        CaseRefusal.DayOutOfRange => new(
            sv: "Ange en dag efter den sista, men inte senare än lagarna tillåter.",
            en: "Give a day after the last one, and no later than the laws allow."),
        CaseRefusal.TooLateToTell => new(
            sv: "Dagen då personen senast ska ha fått veta det har passerat.",
            en: "The day by which the person must be told has gone by."),
        CaseRefusal.NotDue => new(sv: "Sista dagen har inte kommit.", en: "Its last day has not come."),
        CaseRefusal.EscalatedAlready => new(sv: "Ärendet är redan lyft.", en: "The case was escalated already."),
        CaseRefusal.OutOfOrder => new(
            sv: "Steget skulle ligga före det senaste.", en: "The step would come before the one before it."),
        CaseRefusal.IncidentMissing => new(
            sv: "Öppna först en incident, eller notera varför det inte är någon.",
            en: "First open an incident, or note why it is none."),
        CaseRefusal.ErasureMissing => new(
            sv: "Anmälan är befogad först när barnet är raderat. Peka ut barnet nedan och vänta på raderingen, eller avslå med skäl.",
            en: "The report is founded once the child is erased. Point the child out below and wait, or refuse with a reason."),
        CaseRefusal.SecondMissing => new(
            sv: "Steget kräver fyra ögon: någon annan måste ha föreslagit det så som det står nu.",
            en: "The step takes two of the staff: another must have proposed it as it stands now."),
        CaseRefusal.SameAccount => new(
            sv: "Den som föreslog steget kan inte godkänna det.", en: "Whoever proposed the step cannot approve it."),
        CaseRefusal.ProposedAlready => new(
            sv: "Ett steg väntar redan på ett andra par ögon.", en: "A step waits for a second pair of eyes already."),
        CaseRefusal.ChangedMeanwhile => new(
            sv: "Ärendet har ändrats sedan du såg det. Titta på det först.",
            en: "The case has changed since you saw it. Look at it first."),
        CaseRefusal.MandateMissing => new(
            sv: "Ingen har visat att ombudet får företräda personen. Vänta på personens besked eller kontrollera en fullmakt; ett avslag "
                + "får bara ha ett skäl som inget säger om uppgifter.",
            en: "Nobody has shown that the agent may act for the person. Wait for the person's word or check a paper; a refusal may only "
                + "have a reason that tells nothing of data."),
    };

    public static Text Of(CaseChannel channel) => channel switch
    {
        CaseChannel.Form => new(sv: "Formulär", en: "Form"),
        CaseChannel.Phone => new(sv: "Telefon", en: "Phone"),
        CaseChannel.Post => new(sv: "Brev", en: "Post"),
        CaseChannel.Office => new(sv: "Besök", en: "Visit"),
        CaseChannel.Email => new(sv: "E-post", en: "E-mail"),
        CaseChannel.DataRightsProtocol => new(sv: "Data Rights Protocol, från ett ombud", en: "Data Rights Protocol, from an agent"),
        CaseChannel.OpenDsr => new(
            sv: "OpenDSR, från en personuppgiftsansvarig som vi arbetar åt", en: "OpenDSR, from a controller for whom we work"),
    };

    public static Text Of(CaseAuthor author) => author switch
    {
        CaseAuthor.Person => new(sv: "Du", en: "You"),
        CaseAuthor.Staff => new(sv: "Integritetskontoret", en: "The privacy office"),
        CaseAuthor.System => new(sv: "Systemet", en: "The system"),
        CaseAuthor.Agent => new(sv: "Ombudet", en: "The agent"),
        CaseAuthor.Client => new(sv: "Den personuppgiftsansvariga", en: "The controller"),
    };
}
