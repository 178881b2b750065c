using Ombud.Corrections;
using Ombud.Layout;

namespace Ombud.Cases.Working;

/// <summary>The texts of correcting somebody's value in their case.</summary>
internal static class CaseCorrectionTexts
{
    internal static readonly Text Title = new(sv: "Rätta en uppgift", en: "Correct a value");
    internal static readonly Text Says = new(
        sv: "Du ser vilka uppgifter bolaget har, men inte vad som står i dem. Det nya värdet ersätter det gamla här, och den som har "
            + "fått det gamla underrättas, och anslutna system som har uppgiften får det rätta. Besvara sedan ärendet.",
        en: "You see which values the company holds, and not what stands in them. The new value takes the place of the old one here, and "
            + "whoever was given the old one is told, and connected systems that hold it get the right one. Answer the case afterwards.");
    internal static readonly Text Record = new(sv: "Uppgift", en: "Value");
    internal static readonly Text Line = new(sv: "{0} ({1}, {2})", en: "{0} ({1}, {2})");
    internal static readonly Text NotHere = new(sv: "{0}: kan inte rättas här", en: "{0}: cannot be corrected here");
    internal static readonly Text RightValue = new(sv: "Det rätta värdet", en: "The right value");
    internal static readonly Text Send = new(sv: "Rätta", en: "Correct");
    internal static readonly Text Nothing = new(
        sv: "Bolaget har inga uppgifter om personen.", en: "The company holds nothing about the person.");
    internal static readonly Text ChooseOne = new(sv: "Välj vilken uppgift som ska rättas.", en: "Choose which value is to be corrected.");
    internal static readonly Text Child = new(
        sv: "Rätta inte. Är dagen rätt är personen ett barn: anteckna ett ärende om misstänkt barn, så raderas barnet.",
        en: "Do not correct this. If the day is right the person is a child: record a report of a suspected child, which erases it.");
    internal static readonly Text Gone = new(
        sv: "Uppgiften finns inte kvar, eller så raderas personen. Läs in sidan igen.",
        en: "The value is there no more, or the person is being erased. Load the page again.");

    /// <summary>Why the staff cannot correct it, and what to do instead.</summary>
    internal static Text Of(CorrectionBar bar) => bar switch
    {
        CorrectionBar.File => new(
            sv: "En fil rättas inte. Be personen lämna en ny.", en: "A file is not corrected. Ask the person to give a new one."),
        CorrectionBar.NoForm => new(
            sv: "Formuläret som frågade efter uppgiften finns inte längre, så inget säger vad som är rätt. Samla in den på nytt.",
            en: "The form that asked for this is there no more, so that nothing says what is right. Collect it anew."),
        CorrectionBar.Identifies => new(
            sv: "Det är med den här personen hittas. Be personen logga in med den nya och föra samman uppgifterna.",
            en: "This is what the person is found by. Ask them to sign in with the new one and bring their data together."),
        CorrectionBar.FromElsewhere => new(
            sv: "Uppgiften är inte om personen själv.", en: "This is not about the person themselves."),
        CorrectionBar.Held => new(
            sv: "Ett rättsligt skäl håller kvar uppgiften som den är. Häv det först, om det inte gäller längre.",
            en: "A legal reason keeps this as it is. Lift it first, if it no longer applies."),
    };
}
