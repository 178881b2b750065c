using Ombud.Layout;

namespace Ombud.Cases.Together;

/// <summary>The texts of a step for several cases.</summary>
internal static class TogetherTexts
{
    internal static readonly Text Title = new(sv: "Ett steg för flera ärenden", en: "One step for several cases");
    internal static readonly Text Says = new(
        sv: "Kryssa för ärenden i kön, välj steget och fyll i det som steget kräver. Först visas för varje ärende om det går.",
        en: "Tick cases in the queue, choose the step and fill in what it needs. First it is shown of each case whether it can be done.");
    internal static readonly Text Choose = new(sv: "Välj", en: "Choose");
    internal static readonly Text ChooseThis = new(sv: "Välj ärendet {0}", en: "Choose the case {0}");
    internal static readonly Text All = new(sv: "Alla {0} som visas", en: "All {0} that are shown");
    internal static readonly Text ToPreview = new(sv: "Visa vad som går", en: "Show what can be done");
    internal static readonly Text NoneChosen = new(sv: "Kryssa för minst ett ärende.", en: "Tick at least one case.");
    internal static readonly Text Preview = new(sv: "Det här kommer att ske", en: "This is what will be done");
    internal static readonly Text PreviewSays = new(
        sv: "Inget är gjort ännu. Varje ärende görs för sig; de som inte kan ta steget lämnas som de är.",
        en: "Nothing is done yet. Each case is done by itself; those that cannot take the step are left as they are.");
    internal static readonly Text Result = new(sv: "Det här har skett", en: "This has been done");
    internal static readonly Text Counts = new(
        sv: "{0} av {1} klara, {2} väntar, {3} lämnade som de var", en: "{0} of {1} done, {2} wait, {3} left as they were");
    internal static readonly Text ResultSays = new(
        sv: "Det som är gjort är gjort, även om sidan laddas om: inget görs två gånger.",
        en: "What is done is done, also when the page is loaded again: nothing is done twice.");
    internal static readonly Text Do = new(sv: "Gör det", en: "Do it");
    internal static readonly Text GoOn = new(sv: "Fortsätt med resten", en: "Go on with the rest");
    internal static readonly Text Outcome = new(sv: "Utfall", en: "Outcome");
    internal static readonly Text Can = new(sv: "Går", en: "Can be done");
    internal static readonly Text Back = new(sv: "Till kön", en: "To the queue");

    internal static Text Of(TogetherAct act) => act switch
    {
        TogetherAct.TakeOn => new(sv: "Ta över", en: "Take on"),
        TogetherAct.AskPerson => new(sv: "Fråga personen", en: "Ask the person"),
        TogetherAct.Extend => new(sv: "Förläng tiden", en: "Lengthen the time"),
        TogetherAct.Refuse => new(sv: "Avslå", en: "Refuse"),
        TogetherAct.Close => new(sv: "Avsluta", en: "Close"),
        TogetherAct.Message => new(sv: "Skriv till personen", en: "Write to the person"),
    };

    internal static Text Of(TogetherOutcome outcome) => outcome switch
    {
        TogetherOutcome.Waits => new(sv: "Väntar", en: "Waits"),
        TogetherOutcome.Done => new(sv: "Klart", en: "Done"),
        TogetherOutcome.Proposed => new(sv: "Föreslaget; väntar på ett andra par ögon", en: "Proposed; waits for a second pair of eyes"),
        TogetherOutcome.Refused => new(sv: "Går inte", en: "Cannot be done"),
        TogetherOutcome.Gone => new(sv: "Finns inte längre", en: "Is there no more"),
    };
}
