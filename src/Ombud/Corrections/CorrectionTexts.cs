using Ombud.Layout;

namespace Ombud.Corrections;

/// <summary>What to do about a value that cannot be corrected so.</summary>
internal static class CorrectionTexts
{
    internal static readonly Text Empty = new(
        sv: "Skriv det rätta värdet. Ska uppgiften bort, be oss radera den.",
        en: "Write the right value. If it is to go, ask us to erase it.");

    internal static readonly Text Under13 = new(
        sv: "Så unga får inte vara med. Är dagen rätt, be en vuxen höra av sig, så raderar vi uppgifterna.",
        en: "Nobody so young may take part. If the day is right, ask an adult to get in touch and we erase the data.");

    /// <summary>Why the person cannot correct it alone.</summary>
    internal static Text Of(CorrectionBar bar) => bar switch
    {
        CorrectionBar.File => new(
            sv: "En fil rättas inte. Lämna en ny där du lämnade den här, och be oss radera den gamla.",
            en: "A file is not corrected. Give a new one where you gave this, and ask us to erase the old one."),
        CorrectionBar.NoForm => new(
            sv: "Formuläret som frågade efter uppgiften finns inte längre. Be oss rätta den.",
            en: "The form that asked for this is there no more. Ask us to correct it."),
        CorrectionBar.Identifies => new(
            sv: "Det är med den här du hittas. Logga in med den nya i stället, så kan du föra samman uppgifterna, eller be oss rätta den.",
            en: "This is what you are found by. Sign in with the new one instead and bring your data together, or ask us to correct it."),
        CorrectionBar.FromElsewhere => new(
            sv: "Du har inte lämnat uppgiften själv. Be oss rätta den: vi prövar det och svarar.",
            en: "You did not give this yourself. Ask us to correct it: we look into it and answer."),
        CorrectionBar.Held => new(
            sv: "Ett rättsligt skäl håller kvar uppgiften som den är. Be oss rätta den: vi svarar hur det går till.",
            en: "A legal reason keeps this as it is. Ask us to correct it: we answer how that is done."),
    };
}
