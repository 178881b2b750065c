using Ombud.Layout;

namespace Ombud.MyData.Elsewhere;

/// <summary>What the page of one's data in connected systems says.</summary>
internal static class ElsewhereTexts
{
    public static Text Title { get; } = new(sv: "Mina uppgifter i andra system", en: "My data in other systems");
    public static Text Lead { get; } = new(
        sv: "Uppgifter om dig kan också ligga i våra företags egna databaser. Vi letar med den e-postadress som du har visat är din.",
        en: "Data about you may also lie in our companies' own databases. We look with the e-mail address that you have shown to be "
            + "yours.");
    public static Text Link { get; } = new(sv: "Uppgifter i andra system", en: "Data in other systems");
    public static Text None { get; } = new(sv: "Vi har inga andra system anslutna.", en: "We have no other systems connected.");
    public static Text Nothing { get; } = new(sv: "Systemet har inga uppgifter om dig.", en: "The system holds no data about you.");
    public static Text ByPeople { get; } = new(
        sv: "Det här systemet når bara människor. Be oss om uppgifterna under ”Dina rättigheter”, så letar de där.",
        en: "Only people reach this system. Ask us for the data under “Your rights”, and they will look there.");
    public static Text NotReached { get; } = new(
        sv: "Systemet svarar inte just nu. De som sköter det får veta det. Försök igen senare.",
        en: "The system does not answer just now. Those who run it are told. Try again later.");
    public static Text Responsible { get; } = new(sv: "Ansvarigt företag: {0}", en: "Company responsible: {0}");
    public static Text ShowAll { get; } = new(
        sv: "Visa även känsliga uppgifter (kräver en ny kod)", en: "Show sensitive data too (takes a new code)");
    public static Text Hidden { get; } = new(sv: "Dold", en: "Hidden");
    public static Text Download { get; } = new(sv: "Ladda ned allt som JSON", en: "Download everything as JSON");
    public static Text Some { get; } = new(
        sv: "De första {0} av {1} rader visas. Alla finns i filen.",
        en: "The first {0} of {1} rows are shown. All are in the file.");
    public static Text Back { get; } = new(sv: "Till mina uppgifter", en: "To my data");
    public static Text Bytes { get; } = new(sv: "{0} byte", en: "{0} bytes");
    public static Text Yes { get; } = new(sv: "ja", en: "yes");
    public static Text No { get; } = new(sv: "nej", en: "no");
}
