using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using static Ombud.Policies.Deciding.DenialReason;

namespace Ombud.Policies.Explaining;

/// <summary>Each reason in a sentence, and what can be done about it. A reason without its texts does not
/// compile.</summary>
public static class ReasonTexts
{
    /// <summary>The reason in a sentence.</summary>
    public static LocalizedText Says(DenialReason reason)
    {
        var (swedish, english) = Texts(reason);
        return new([new("sv", swedish), new("en", english)]);
    }

    /// <summary>What somebody who needs it can do.</summary>
    public static LocalizedText WhatToDo(DenialReason reason) => AdviceTexts.WhatToDo(reason);

    private static (string Swedish, string English) Texts(DenialReason reason) => reason switch
    {
        None => ("Det är tillåtet.", "It is permitted."),
        ActionNotDeclared => ("Frågan säger inte vad som ska göras.", "The question does not say what is to be done."),
        PurposeNotDeclared => ("Meddelandet har inget sådant ändamål.", "The notice has no such purpose."),
        TopicNotDeclared => ("Ändamålet har inget sådant ämne.", "The purpose has no such topic."),
        CategoryNotDeclared =>
            ("Meddelandet har ingen sådan uppgiftskategori.", "The notice has no such data category."),
        ControllerNotDeclared => ("Meddelandet har ingen sådan ansvarig.", "The notice has no such controller."),
        RecipientNotDeclared => ("Meddelandet har ingen sådan mottagare.", "The notice has no such recipient."),
        CollectionPointNotDeclared =>
            ("Meddelandet har inget sådant insamlingsställe.", "The notice has no such collection point."),
        CountryNotDeclared => ("Landet är okänt.", "The country is unknown."),
        NoNoticeInForce => ("Inget meddelande gällde den dagen.", "No notice was in force on that day."),
        Under13 => ("Personen är under 13 år.", "The person is under 13."),
        SubjectErased => ("Personen är raderad.", "The person has been erased."),
        SubjectIsolated => ("Personens uppgifter väntar på att raderas.", "The person's data is waiting to be erased."),
        SubjectJoined => ("Personen har visat sig vara en annan.", "The person turned out to be another."),
        ProcessingRestricted =>
            ("Personen har fått behandlingen begränsad.", "The person has had the processing restricted."),
        NotInstructed => ("Kunden har inte gett någon sådan instruktion.", "The client has given no such instruction."),
        CategoryOutsidePurpose => ("Ändamålet omfattar inte uppgiften.", "The purpose does not cover this data."),
        SubjectKindOutsidePurpose =>
            ("Ändamålet gäller inte sådana personer.", "The purpose is not for people of this kind."),
        ControllerOutsidePurpose => ("Bolaget har inte det ändamålet.", "The company does not pursue this purpose."),
        RecipientOutsidePurpose =>
            ("Ändamålet har inga sådana mottagare.", "The purpose has no recipients of this kind."),
        CollectionPointOutsidePurpose =>
            ("Insamlingsstället är inte till för detta.", "The collection point is not for this."),
        RuleForbids => ("En regel förbjuder det.", "A rule forbids it."),
        NoLegalBasis => ("Det saknas rättslig grund.", "There is no legal basis."),
        SpecialCategoryWithoutGround =>
            ("Känsliga uppgifter kräver mer än så.", "Special categories of data need more than this."),
        CriminalDataWithoutGround =>
            ("Uppgifter om brott kräver stöd i lag.", "Data about offences needs support in law."),
        IdentityNumberWithoutGround =>
            ("Personnummer kräver särskilda skäl.", "Identity numbers need a reason of their own."),
        ConsentMissing => ("Personen har inte samtyckt.", "The person has not consented."),
        ConsentWithdrawn => ("Personen har tagit tillbaka sitt samtycke.", "The person has withdrawn the consent."),
        ConsentExpired => ("Samtycket är för gammalt.", "The consent has expired."),
        ConsentOutgrown =>
            ("Samtycket gällde mindre än vad som görs nu.", "The consent was to less than what is done now."),
        ObjectionPending =>
            ("Personen har invänt, och det prövas.", "The person has objected, and it is being weighed."),
        ObjectionUpheld =>
            ("Personen har invänt och fått rätt.", "The person has objected, and the objection was upheld."),
        MarketingObjected => ("Personen vill inte ha marknadsföring.", "The person does not want marketing."),
        SaleWithoutOptIn =>
            ("Personen har inte tillåtit att uppgifter säljs eller hyrs ut.",
             "The person has not allowed data to be sold or rented out."),
        PrivacySignalRefuses =>
            ("Webbläsaren säger nej (Global Privacy Control).", "The browser says no (Global Privacy Control)."),
        TransferWithoutSafeguard =>
            ("Inget skydd gällde för överföringen den dagen.",
             "No safeguard was in force for the transfer on that day."),
        AgreementNotInForce => ("Leverantören har inget gällande avtal.", "The vendor has no agreement in force."),
        OutsideVendorFunction =>
            ("Leverantörens uppgift kräver inte detta.", "The vendor's function does not need this."),
        PastRetention => ("Lagringstiden har gått ut.", "The retention period has ended."),
    };
}
