using Ombud.Layout;

namespace Ombud.MyData.Joining;

/// <summary>The texts of joining.</summary>
internal static class JoinTexts
{
    internal static readonly Text Title = new(sv: "Är det här också du?", en: "Is this you as well?");
    internal static readonly Text Says = new(
        sv: "De här uppgifterna lämnades med din e-postadress innan du visade att den är din. Vi visar inte "
            + "innehållet förrän du bekräftar. "
            + "Bekräfta bara det som du känner igen; resten lämnas orört.",
        en: "This was given with your e-mail address before you showed that it is yours. We do not show what it says until you confirm. "
            + "Confirm only what you recognise; the rest is left alone.");

    internal static readonly Text Nothing = new(
        sv: "Det finns inget mer som lämnats med din adress.", en: "Nothing more was given with your address.");

    internal static readonly Text Item = new(sv: "{0} hos {1}: {2} uppgifter, {3}", en: "{0} with {1}: {2} items, {3}");
    internal static readonly Text Empty = new(sv: "Bara svar på frågor om samtycke", en: "Only answers to questions of consent");
    internal static readonly Text Send = new(sv: "Bekräfta det jag kryssat för", en: "Confirm what I have ticked");
    internal static readonly Text Effect = new(
        sv: "Det du bekräftar krypteras om med dina nycklar. Ja och nej som hör till följer med från den dag de gavs. Därefter räknas "
            + "det som ditt också hos webbplatsen där det lämnades: säger du nej där gäller det dig, och begär du radering där "
            + "raderas allt som är ditt.",
        en: "What you confirm is encrypted anew under your keys. Its yes and no come along, from the day they were given. From then on "
            + "it counts as yours at the site where it was given too: a no there holds for you, and if you ask to be erased there, "
            + "everything of yours is erased.");
}
