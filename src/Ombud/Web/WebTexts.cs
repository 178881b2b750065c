using Ombud.Layout;

namespace Ombud.Web;

/// <summary>The texts of the front page.</summary>
internal static class WebTexts
{
    internal static readonly Text Title = new(sv: "Dina uppgifter, vårt ord", en: "Your data, our word");
    internal static readonly Text Welcome = new(
        sv: "Här läser du vad vi lovar om dina personuppgifter. Löftena är inte bara text: samma meddelande styr systemen "
            + "som hanterar uppgifterna.",
        en: "Here you read what we promise about your personal data. The promises are more than text: the same notice "
            + "steers the systems that handle the data.");

    internal static readonly Text InForceSince = new(
        sv: "Meddelandet i kraft gäller från {0}.",
        en: "The notice in force applies from {0}.");

    internal static readonly Text WhatWouldYouLike = new(sv: "Vad vill du göra?", en: "What would you like to do?");

    internal static readonly Text Console = new(sv: "Konsolen", en: "Console");
    internal static readonly Text ConsoleSays = new(
        sv: "Verktyg för dem som ansvarar för personuppgifter.", en: "Tools for those who answer for personal data.");

    internal static readonly Text SignOut = new(sv: "Logga ut", en: "Sign out");
}
