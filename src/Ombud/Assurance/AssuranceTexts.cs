using Ombud.Layout;

namespace Ombud.Assurance;

/// <summary>Texts of the page <em>How we keep our word</em>.</summary>
internal static class AssuranceTexts
{
    public static readonly Text Title = new(sv: "Så håller vi vad vi lovar", en: "How we keep our word");

    public static readonly Text TitleSays = new(
        sv: "Varje löfte i integritetsmeddelandet, och vad som just nu visar om vi håller det.",
        en: "Every promise in the privacy notice, and what shows right now whether we keep it.");

    public static readonly Text Lead = new(
        sv: "Här står varje löfte i integritetsmeddelandet bredvid det som visar om vi håller det. Siffrorna är "
            + "mätta av programmet, inte skrivna av oss.",
        en: "Here every promise of the privacy notice stands beside what shows whether we keep it. The figures "
            + "are measured by the software, not written by us.");

    public static readonly Text HowToRead = new(
        sv: "Ett löfte hålls när allt det bygger på är mätt och stämmer. Saknas en mätning säger vi att den inte "
            + "är byggd än; misslyckas en, eller blir den för gammal, hålls löftet inte. Intygat betyder att en "
            + "namngiven person går i god för det som program inte kan mäta.",
        en: "A promise is kept when all that it rests on has been measured and is so. Where a measurement is "
            + "missing we say that it is not built yet; where one fails or grows too old, the promise is not "
            + "kept. Attested means that a named person vouches for what software cannot measure.");

    public static readonly Text ByPrinciple = new(sv: "Löftena princip för princip", en: "The promises, principle by principle");
    public static readonly Text ByPrincipleLead = new(
        sv: "Koncernen har anslutit sig till ett ramverk med principer. Under var och en står de löften som bär upp den, med "
            + "samma mätningar som på sidan Så håller vi vad vi lovar. En princip står inte starkare än sitt svagaste löfte.",
        en: "The group has joined a framework that has principles. Under each stand the promises that "
            + "carry it, with the same measurements as on the page How we keep our word. A principle is no stronger than the "
            + "weakest of its promises.");

    public static readonly Text ByClause = new(sv: "Alla löften, avsnitt för avsnitt", en: "All promises, section by section");
    public static readonly Text NoPrinciples = new(
        sv: "Den version av informationen som gäller nu vilar inte på något ramverks principer.",
        en: "The version of the notice in force rests on no framework's principles.");

    public static readonly Text KeptOf = new(sv: "{0} av {1} löften hålls", en: "{0} of {1} promises kept");
    public static readonly Text AsData = new(sv: "Samma uppgifter som data (JSON)", en: "The same as data (JSON)");
    public static readonly Text ReadClause = new(sv: "Läs löftet: {0}", en: "Read the promise: {0}");
    public static readonly Text StillMeasuring = new(
        sv: "Programmet mäter just nu för första gången: {0} av {1} kontroller är klara. Ett löfte räknas som hållet "
            + "först när det är mätt. Läs in sidan igen om en stund.",
        en: "The software is measuring for the first time: {0} of {1} controls are done. A promise counts as kept "
            + "only once it is measured. Load the page again in a moment.");

    public static readonly Text OfAll = new(sv: "av {0} löften", en: "of {0} promises");
    public static readonly Text Measured = new(sv: "– mätt: {0} ({1})", en: "– measured: {0} ({1})");
    public static readonly Text MeasuredAmiss = new(sv: "– stämmer inte: {0} ({1})", en: "– not so: {0} ({1})");
    public static readonly Text NeverMeasured = new(sv: "– ännu inte mätt", en: "– not measured yet");
    public static readonly Text NothingMeasures = new(sv: "– inget mäter detta än", en: "– nothing measures this yet");

    public static readonly Text AttestedBy = new(
        sv: "– intygat av {0} den {1}, gäller till {2}", en: "– attested by {0} on {1}, valid until {2}");

    public static readonly Text OnSqlite = new(
        sv: "Databasen här är SQLite. Att gamla händelser inte ändras vaktas där av utlösare i databasen. De hindrar misstag, "
            + "men inte den som har själva filen. Vad en sådan ändrar i liggaren avslöjas av de undertecknade kontrollpunkterna; "
            + "annat i filen skyddas inte så.",
        en: "The database here is SQLite. That past events do not change is guarded there by triggers in the database. They "
            + "prevent mistakes, but not whoever holds the file itself. What such a person changes in the trail is found out by "
            + "the signed checkpoints; other things in the file are not protected in that way.");

    public static readonly Text Controls = new(sv: "Kontroller", en: "Controls");
    public static readonly Text ControlsSay = new(
        sv: "Vad varje kontroll fann senast. De körs av sig själva, och här kan de köras genast.",
        en: "What each control found last. They run by themselves, and here they can be run at once.");

    public static readonly Text RunAll = new(sv: "Kör alla nu", en: "Run all now");
    public static readonly Text RunOne = new(sv: "Kör", en: "Run");
    public static readonly Text Control = new(sv: "Kontroll", en: "Control");
    public static readonly Text Result = new(sv: "Utfall", en: "Result");
    public static readonly Text Figure = new(sv: "Vad den fann", en: "What it found");
    public static readonly Text MeasuredWhen = new(sv: "Mätt", en: "Measured");
    public static readonly Text Holds = new(sv: "Stämmer", en: "Holds");
    public static readonly Text Fails = new(sv: "Stämmer inte", en: "Fails");
    public static readonly Text NotMeasured = new(sv: "Inte mätt än", en: "Not measured yet");

    /// <summary>How long ago, in words.</summary>
    public static Text Age(TimeSpan age) => age.TotalSeconds < 90
        ? new Text(sv: $"för {(int)age.TotalSeconds}\u00a0s sedan", en: $"{(int)age.TotalSeconds}\u00a0s ago")
        : age.TotalMinutes < 90
            ? new Text(sv: $"för {(int)age.TotalMinutes}\u00a0min sedan", en: $"{(int)age.TotalMinutes}\u00a0min ago")
            : new Text(sv: $"för {(int)age.TotalHours}\u00a0tim sedan", en: $"{(int)age.TotalHours}\u00a0h ago");
}
