using Ombud.Layout;

namespace Ombud.Retention.Pages;

/// <summary>What the Console's page of retention says.</summary>
internal static class RetentionTexts
{
    public static Text Title { get; } = new(sv: "Gallring", en: "Retention");
    public static Text Lead { get; } = new(
        sv: "Vad som har nått sitt slut, vad som är på väg dit och vad som hålls kvar.",
        en: "What has reached its end, what is on its way there and what is held.");
    public static Text LastSweep { get; } = new(sv: "Senaste gallring", en: "Last sweep");
    public static Text Never { get; } = new(sv: "Ingen ännu", en: "None yet");
    public static Text Overdue { get; } = new(sv: "Försenat nu", en: "Overdue now");
    public static Text OldestOverdue { get; } = new(sv: "Äldst försenat", en: "Oldest overdue");
    public static Text None { get; } = new(sv: "Inget", en: "None");
    public static Text LastBatch { get; } = new(sv: "Poster i senaste omgången", en: "Records in the last batch");
    public static Text Total { get; } = new(sv: "Gallrade poster sammanlagt", en: "Records ended in all");
    public static Text RunNow { get; } = new(sv: "Gallra nu", en: "Sweep now");
    public static Text Rules { get; } = new(sv: "Regler och vad som når sitt slut", en: "Rules and what reaches its end");
    public static Text Rule { get; } = new(sv: "Regel", en: "Rule");
    public static Text DecisionLog { get; } = new(sv: "Svar i beslutsloggen", en: "Answers in the decision log");
    public static Text Due { get; } = new(sv: "Nu", en: "Now");
    public static Text NothingDue { get; } = new(sv: "Under de här månaderna tar ingenting slut.", en: "Nothing ends within these months.");
    public static Text PerMonth { get; } = new(sv: "Poster som når sitt slut, per månad", en: "Records that reach their end, by month");
    public static Text Holds { get; } = new(sv: "Spärrar mot gallring", en: "Holds");
    public static Text NoHolds { get; } = new(sv: "Ingenting hålls kvar.", en: "Nothing is held.");
    public static Text Person { get; } = new(sv: "Personens id", en: "The person's id");
    public static Text Reason { get; } = new(sv: "Skäl", en: "Reason");
    public static Text Note { get; } = new(sv: "Vilket ärende det gäller", en: "Which matter it is about");
    public static Text Records { get; } = new(sv: "Poster", en: "Records");
    public static Text Since { get; } = new(sv: "Sedan", en: "Since");
    public static Text PlacedBy { get; } = new(sv: "Beslutad av", en: "Placed by");
    public static Text Lift { get; } = new(sv: "Häv", en: "Lift");
    public static Text Place { get; } = new(sv: "Lägg en spärr", en: "Place a hold");
    public static Text PlaceSays { get; } = new(
        sv: "En spärr gäller de poster som finns när den läggs. Den hindrar att de gallras eller raderas tills den hävs.",
        en: "A hold is about the records that are there when it is placed. It keeps them from ending or being erased until it is lifted.");
    public static Text Categories { get; } = new(sv: "Slag av uppgifter, åtskilda med mellanslag", en: "Categories, separated by spaces");
    public static Text RecordIds { get; } = new(sv: "Posternas id, åtskilda med mellanslag", en: "Ids of the records, separated by spaces");
    public static Text PersonWrong { get; } = new(sv: "Skriv personens id, 32 tecken.", en: "Enter the person's id, 32 characters.");
    public static Text ReasonWrong { get; } = new(sv: "Välj ett skäl.", en: "Choose a reason.");
    public static Text NoteMissing { get; } = new(sv: "Skriv vilket ärende det gäller.", en: "Enter which matter it is about.");
    public static Text RecordsWrong { get; } = new(
        sv: "Ange slag av uppgifter eller posters id; inget som finns är angivet.",
        en: "Name categories or ids of records; nothing that is there was named.");

    public static Text Of(HoldReason reason) => reason switch
    {
        HoldReason.LegalClaim => new(sv: "Rättsligt anspråk", en: "Legal claim"),
        HoldReason.Investigation => new(sv: "Utredning", en: "Investigation"),
        HoldReason.SuspectedFraud => new(sv: "Misstänkt bedrägeri", en: "Suspected fraud"),
        HoldReason.DangerToPerson => new(sv: "Fara för någon", en: "Danger to somebody"),
        HoldReason.AuthorityDemand => new(sv: "Krav från myndighet", en: "Demand by an authority"),
        HoldReason.BreachOfTerms => new(sv: "Brott mot villkoren", en: "Breach of the terms"),
    };
}
