using Ombud.Layout;

namespace Ombud.Cases;

/// <summary>Reasons why a case is refused, answered in part or lengthened: words, so that facts can hold them.</summary>
internal static class CaseReasons
{
    private static readonly Dictionary<string, Text> Refusals = new(StringComparer.Ordinal)
    {
        ["identity-not-shown"] = new(
            sv: "Vi vet inte att det är du som ber om det (artikel 12.2 i GDPR).",
            en: "We do not know that it is you who asks (GDPR article 12(2))."),
        ["mandate-not-shown"] = new(
            sv: "Vi vet inte att ombudet får företräda den som begäran gäller (artikel 12.2 i GDPR; 11 CCR 7063).",
            en: "We do not know that the agent may act for whom the request is about (GDPR article 12(2); 11 CCR 7063)."),
        ["nothing-held"] = new(
            sv: "Vi har inga sådana uppgifter om dig.", en: "We hold no such data about you."),
        ["law-demands-it"] = new(
            sv: "En lag kräver att uppgifterna finns kvar (artikel 17.3 b i GDPR).",
            en: "A law demands that the data stays (GDPR article 17(3)(b))."),
        ["legal-claim"] = new(
            sv: "Uppgifterna behövs för ett rättsligt anspråk (artikel 17.3 e i GDPR).",
            en: "The data is needed for a legal claim (GDPR article 17(3)(e))."),
        ["others-rights"] = new(
            sv: "Någon annans rättigheter skulle skadas (artikel 15.4 i GDPR).",
            en: "It would harm somebody else's rights (GDPR article 15(4))."),
        ["compelling-grounds"] = new(
            sv: "Vi har vägt skälen, och våra väger tyngre (artikel 21.1 i GDPR).",
            en: "We have weighed the reasons, and ours weigh more (GDPR article 21(1))."),
        ["data-is-right"] = new(
            sv: "Vi har prövat uppgifterna och funnit dem riktiga.", en: "We have looked into the data and found it right."),
        ["unfounded-or-excessive"] = new(
            sv: "Begäran är uppenbart ogrundad, eller upprepas utan skäl (artikel 12.5 i GDPR).",
            en: "The request is manifestly unfounded, or repeated without reason (GDPR article 12(5))."),
        ["not-a-child"] = new(
            sv: "Vi har utrett saken, och den som anmälan gäller är inte under 13 år.",
            en: "We have looked into it, and whom the report is about is not under 13."),
        ["no-such-right"] = new(
            sv: "Den lag som gäller för dig ger inte den rätten.", en: "The law that applies to you does not give that right."),
    };

    private static readonly Dictionary<string, Text> Extensions = new(StringComparer.Ordinal)
    {
        ["complex"] = new(sv: "Begäran är svår att utreda.", en: "The request is hard to look into."),
        ["many-requests"] = new(sv: "Du har lämnat många begäranden.", en: "You have made many requests."),
    };

    /// <summary>Reasons for refusing, or for answering in part.</summary>
    public static IReadOnlyDictionary<string, Text> ForRefusal => Refusals;

    /// <summary>Reasons for lengthening.</summary>
    public static IReadOnlyDictionary<string, Text> ForExtension => Extensions;

    /// <summary>Whether a reason lets whoever reads it guess what is held about the person, or whether anything is.</summary>
    public static bool TellsOfData(string? reason) =>
        reason is not ("identity-not-shown" or "mandate-not-shown" or "unfounded-or-excessive" or "no-such-right");

    /// <summary>What a reason says; the word itself where nobody knows it any more.</summary>
    public static string Says(string reason, Language language) =>
        (Refusals.GetValueOrDefault(reason) ?? Extensions.GetValueOrDefault(reason))?.In(language) ?? reason;
}
