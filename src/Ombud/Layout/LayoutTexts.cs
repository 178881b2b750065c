namespace Ombud.Layout;

/// <summary>The texts of the frame, of forms and of error pages.</summary>
internal static class LayoutTexts
{
    internal static readonly Text PrivacyCentre = new(sv: "Integritetscenter", en: "Privacy Centre");
    internal static readonly Text SkipToContent = new(sv: "Hoppa till innehållet", en: "Skip to the content");
    internal static readonly Text MainMenu = new(sv: "Huvudmeny", en: "Main menu");
    internal static readonly Text LanguageMenu = new(sv: "Språk", en: "Language");
    internal static readonly Text AllPages = new(sv: "Alla sidor", en: "All pages");
    internal static readonly Text FrontPage = new(sv: "Startsida", en: "Front page");
    internal static readonly Text NoticeInForce = new(
        sv: "Integritetsmeddelandet i kraft: version {0}.",
        en: "Privacy notice in force: version {0}.");

    internal static readonly Text SignedInAsDpo = new(
        sv: "Du är inloggad som dataskyddsombud: du ser allt, beslutar inget i driften och kan lämna råd. Formulär som du inte får "
            + "skicka visas inte.",
        en: "You are signed in as the data protection officer: you see everything, decide nothing operational and can give advice. Forms "
            + "that you may not send are not shown.");
    internal static readonly Text NoTracking = new(
        sv: "De här sidorna använder inga skript, laddar ingenting från andra och sätter ingen kaka när du bara läser.",
        en: "These pages run no scripts, load nothing from others and set no cookie while you only read.");

    internal static readonly Text LeavesSite = new(
        sv: "(leder till en annan webbplats, som detta meddelande inte omfattar)",
        en: "(leads to another site, which this notice does not cover)");

    internal static readonly Text ToFrontPage = new(sv: "Till startsidan", en: "To the front page");
    internal static readonly Text ErrorCode = new(sv: "Felkod {0}", en: "Error code {0}");

    internal static readonly Text BadRequest = new(sv: "Det gick inte att förstå", en: "That could not be understood");
    internal static readonly Text BadRequestAdvice = new(
        sv: "Adressen eller formuläret innehöll något som vi inte kan tolka. Ingenting har sparats. Gå tillbaka och försök igen.",
        en: "The address or the form held something that we cannot read. Nothing was stored. Go back and try again.");

    internal static readonly Text Forbidden = new(sv: "Det här kräver behörighet", en: "This needs permission");
    internal static readonly Text ForbiddenAdvice = new(
        sv: "Logga in, eller be den som ansvarar för tjänsten om behörighet.",
        en: "Sign in, or ask whoever runs the service for permission.");

    internal static readonly Text NotFound = new(sv: "Sidan finns inte", en: "There is no such page");
    internal static readonly Text NotFoundAdvice = new(
        sv: "Adressen kan vara felskriven, eller så har sidan aldrig funnits. Allt som finns når du från startsidan.",
        en: "The address may be mistyped, or there never was such a page. All there is can be reached from the front page.");

    internal static readonly Text TooLarge = new(sv: "Det var för stort", en: "That was too large");
    internal static readonly Text TooLargeAdvice = new(
        sv: "Ingenting har sparats. Gå tillbaka, korta texten eller välj en mindre fil, och skicka igen.",
        en: "Nothing was stored. Go back, shorten the text or choose a smaller file, and send it again.");

    internal static readonly Text PlainForm = new(sv: "Den här sidan finns bara över HTTPS", en: "This page is there over HTTPS alone");

    internal static readonly Text PlainFormAdvice = new(
        sv: "Den har ett formulär, och vad man fyller i skickas aldrig oskyddat. Öppna adressen med https:// framför. "
            + "Du som driver tjänsten: proxyn framför den ska skicka X-Forwarded-Proto: https.",
        en: "It has a form, and what people fill in is never sent unprotected. Open the address with https:// in front. "
            + "If you run this service: the proxy in front of it has to send X-Forwarded-Proto: https.");

    internal static readonly Text TooLargeLimit = new(
        sv: "Formuläret får vara högst {0} KiB, med sina filer.", en: "The form may be {0} KiB at most, with its files.");

    internal static readonly Text Refused = new(sv: "Det gick inte", en: "That was not possible");
    internal static readonly Text RefusedAdvice = new(
        sv: "Vi kunde inte göra det du bad om. Ingenting har ändrats.",
        en: "We could not do what you asked. Nothing has changed.");

    internal static readonly Text Failed = new(sv: "Något gick fel hos oss", en: "Something went wrong on our side");
    internal static readonly Text FailedAdvice = new(
        sv: "Felet är vårt, inte ditt. Försök igen om en stund, eller skriv till oss på adressen under Kontakt.",
        en: "The fault is ours, not yours. Try again in a while, or write to us at the address under Contact.");

    internal static readonly Text Kept = new(sv: "Hålls", en: "Kept");
    internal static readonly Text NotKept = new(sv: "Hålls inte", en: "Not kept");
    internal static readonly Text NotYetBuilt = new(sv: "Ännu inte byggt", en: "Not yet built");
    internal static readonly Text Attested = new(sv: "Intygat", en: "Attested");

    internal static readonly Text NothingToShow = new(sv: "Ingenting att visa.", en: "Nothing to show.");
}
