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

    public static readonly Text AsData = new(sv: "Samma uppgifter som data (JSON)", en: "The same as data (JSON)");
    public static readonly Text ReadClause = new(sv: "Läs löftet: {0}", en: "Read the promise: {0}");
    public static readonly Text OfAll = new(sv: "av {0} löften", en: "of {0} promises");
    public static readonly Text Measured = new(sv: "– mätt: {0} ({1})", en: "– measured: {0} ({1})");
    public static readonly Text MeasuredAmiss = new(sv: "– stämmer inte: {0} ({1})", en: "– not so: {0} ({1})");
    public static readonly Text NeverMeasured = new(sv: "– ännu inte mätt", en: "– not measured yet");
    public static readonly Text NothingMeasures = new(sv: "– inget mäter detta än", en: "– nothing measures this yet");

    public static readonly Text AttestedBy = new(
        sv: "– intygat av {0} den {1}, gäller till {2}", en: "– attested by {0} on {1}, valid until {2}");

    /// <summary>How long ago, in words.</summary>
    public static Text Age(TimeSpan age) => age.TotalSeconds < 90
        ? new Text(sv: $"för {(int)age.TotalSeconds} s sedan", en: $"{(int)age.TotalSeconds} s ago")
        : age.TotalMinutes < 90
            ? new Text(sv: $"för {(int)age.TotalMinutes} min sedan", en: $"{(int)age.TotalMinutes} min ago")
            : new Text(sv: $"för {(int)age.TotalHours} tim sedan", en: $"{(int)age.TotalHours} h ago");
}
