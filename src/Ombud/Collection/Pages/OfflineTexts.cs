using Ombud.Collection.Submitting;
using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.Collection.Pages;

/// <summary>The texts of the pages on which staff record what they were given by phone or in person.</summary>
internal static class OfflineTexts
{
    internal static readonly Text Offline = new(sv: "Registrera insamling utanför webben", en: "Record an offline collection");
    internal static readonly Text OfflineSays = new(
        sv: "För uppgifter som någon har lämnat i telefon, på ett evenemang eller på kontoret. Berätta först, skriv sedan.",
        en: "For data that somebody gave by phone, at an event or in the office. Tell first, then write.");

    internal static readonly Text Circumstances = new(sv: "Hur uppgifterna lämnades", en: "How the data was given");
    internal static readonly Text Channel = new(sv: "Väg", en: "Way");
    internal static readonly Text CollectedOn = new(sv: "Dag", en: "Day");
    internal static readonly Text Told = new(sv: "Vad personen fick veta", en: "What the person was told");
    internal static readonly Text ToldHint = new(
        sv: "Informationen på den här sidan, i version {0} av meddelandet, på {1}.",
        en: "The information on this page, in version {0} of the notice, in {1}.");

    internal static readonly Text ReadOut = new(sv: "Jag läste upp den", en: "I read it out");
    internal static readonly Text HandedOver = new(sv: "Jag lämnade meddelandet på papper", en: "I handed over the notice on paper");
    internal static readonly Text LetterFollows = new(
        sv: "Personen var inte med: uppgifterna är offentliga, och ett brev går ut",
        en: "The person was not there: the data is public, and a letter goes out");

    internal static readonly Text ToldMissing = new(
        sv: "Välj hur personen fick veta. Utan det får vi inte ta emot uppgifterna.",
        en: "Choose how the person was told. Without that we may not take the data.");

    internal static readonly Text ChannelMissing = new(sv: "Välj väg.", en: "Choose the way.");
    internal static readonly Text DayWrong = new(
        sv: "Ange dagen, som ÅÅÅÅ-MM-DD. Den får inte ligga i framtiden eller mer än 90 dagar bakåt.",
        en: "Give the day, as YYYY-MM-DD. It may not be in the future or more than 90 days back.");

    internal static readonly Text Recorded = new(sv: "Registrerat", en: "Recorded");
    internal static readonly Text RecordedSays = new(
        sv: "Uppgifterna är sparade. Ge gärna personen inlämningens id.",
        en: "The data is stored. You may give the person the id of the submission.");

    internal static readonly Text SubmissionId = new(sv: "Inlämningens id", en: "Id of the submission");
    internal static readonly Text SubjectId = new(sv: "Personens id", en: "Id of the person");
    internal static readonly Text Another = new(sv: "Registrera en till", en: "Record another");

    internal static Text Of(ToldBy told) => told switch
    {
        ToldBy.ReadOut => ReadOut,
        ToldBy.HandedOver => HandedOver,
        ToldBy.LetterFollows => LetterFollows,
    };

    internal static Text Of(Channel channel) => channel switch
    {
        Policies.Model.Channel.Web => new(sv: "Webb", en: "Web"),
        Policies.Model.Channel.App => new(sv: "App", en: "App"),
        Policies.Model.Channel.Phone => new(sv: "Telefon", en: "Phone"),
        Policies.Model.Channel.InPerson => new(sv: "Personligt möte", en: "In person"),
        Policies.Model.Channel.File => new(sv: "Fil", en: "File"),
        Policies.Model.Channel.ThirdParty => new(sv: "Från någon annan", en: "From somebody else"),
        Policies.Model.Channel.Public => new(sv: "Offentlig källa", en: "Public source"),
    };
}
