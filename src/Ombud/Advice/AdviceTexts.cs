using Ombud.Layout;

namespace Ombud.Advice;

/// <summary>The texts of the data protection officer's advice.</summary>
internal static class AdviceTexts
{
    internal static readonly Text Title = new(sv: "Dataskyddsombudets råd", en: "The data protection officer's advice");
    internal static readonly Text Says = new(
        sv: "Råd som ingen kan ändra eller ta bort, och vad som har blivit av dem.",
        en: "Advice that nobody can change or remove, and what has come of it.");
    internal static readonly Text Empty = new(sv: "Ombudet har inte lämnat något råd.", en: "The officer has given no advice.");
    internal static readonly Text Given = new(sv: "Lämnat", en: "Given");
    internal static readonly Text About = new(sv: "Gäller", en: "About");
    internal static readonly Text Anything = new(sv: "Verksamheten i stort", en: "The organisation at large");
    internal static readonly Text Advice = new(sv: "Råd", en: "Advice");
    internal static readonly Text CameOfIt = new(sv: "Vad det ledde till", en: "What came of it");
    internal static readonly Text Unanswered = new(sv: "Inte besvarat än", en: "Not answered yet");
    internal static readonly Text Followed = new(sv: "Rådet följs", en: "The advice is followed");
    internal static readonly Text NotFollowed = new(sv: "Rådet följs inte", en: "The advice is not followed");
    internal static readonly Text Give = new(sv: "Lämna ett råd", en: "Give advice");
    internal static readonly Text ForEver = new(
        sv: "Rådet finns kvar för alltid. Skriv inga personuppgifter i det.",
        en: "Advice stays for ever. Write no personal data into it.");
    internal static readonly Text Answer = new(sv: "Besvara ett råd", en: "Answer advice");
    internal static readonly Text WhichAdvice = new(sv: "Vilket råd", en: "Which advice");
    internal static readonly Text Outcome = new(sv: "Vad blir det av rådet?", en: "What comes of the advice?");
    internal static readonly Text Reason = new(sv: "Hur, eller varför inte", en: "How, or why not");
    internal static readonly Text Clause = new(sv: "Klausulens id, om rådet gäller en klausul", en: "The clause's id, if it is about one");
    internal static readonly Text TextMissing = new(sv: "Skriv rådet.", en: "Write the advice.");
    internal static readonly Text TextTooLong = new(
        sv: "Skriv högst {0} tecken.", en: "Write at most {0} characters.");
    internal static readonly Text NoSuchThing = new(
        sv: "Det som rådet ska gälla finns inte. Kontrollera id:t.", en: "What the advice is to be about does not exist. Check its id.");
    internal static readonly Text AdviceMissing = new(sv: "Välj rådet.", en: "Choose the advice.");
    internal static readonly Text OutcomeMissing = new(sv: "Välj om rådet följs.", en: "Choose whether the advice is followed.");
    internal static readonly Text ReasonMissing = new(
        sv: "Skriv hur rådet följs, eller varför inte.", en: "Write how the advice is followed, or why not.");
}
