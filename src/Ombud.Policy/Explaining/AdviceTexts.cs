using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using static Ombud.Policies.Deciding.DenialReason;

namespace Ombud.Policies.Explaining;

/// <summary>What can be done about each reason.</summary>
internal static class AdviceTexts
{
    public static LocalizedText WhatToDo(DenialReason reason)
    {
        var (swedish, english) = Texts(reason);
        return new([new("sv", swedish), new("en", english)]);
    }

    private static (string Swedish, string English) Texts(DenialReason reason) => reason switch
    {
        None =>
            ("Gör det som beslutet ålägger och inte mer än så.",
             "Do what the decision obliges to, and no more than was asked."),
        ActionNotDeclared =>
            ("Ange insamling, användning, utlämning eller lagring.", "Say collect, use, disclose or store."),
        PurposeNotDeclared or CategoryNotDeclared or TopicNotDeclared =>
            ("Rätta ordet, eller ta in det i en ny version av meddelandet.",
             "Correct the word, or take it into a new version of the notice."),
        ControllerNotDeclared or RecipientNotDeclared =>
            ("Rätta namnet, eller ta in bolaget i en ny version av meddelandet.",
             "Correct the name, or take the company into a new version of the notice."),
        CollectionPointNotDeclared =>
            ("Samla in på ett ställe som meddelandet beskriver.", "Collect at a point that the notice describes."),
        CountryNotDeclared => ("Ange landets kod, till exempel SE.", "Give the country's code, such as SE."),
        NoNoticeInForce =>
            ("Fråga om en dag då meddelandet gällde.", "Ask about a day on which the notice was in force."),
        Under13 => ("Radera uppgifterna. Vårdnadshavaren får läsa dem.", "Erase the data. The guardian may read it."),
        SubjectErased =>
            ("Kvittot på raderingen är allt som finns kvar.", "The receipt of the erasure is all that is left."),
        SubjectIsolated => ("Vänta. Raderingen slutförs av sig själv.", "Wait. The erasure completes by itself."),
        SubjectJoined =>
            ("Fråga igen. Id:t leder numera till den personen.", "Ask again. The id leads to that person now."),
        ProcessingRestricted =>
            ("Lagra, eller be personen om samtycke till just detta.",
             "Store only, or ask the person to consent to this."),
        NotInstructed => ("Be kunden om en instruktion.", "Ask the client for an instruction."),
        CategoryOutsidePurpose => ("Fråga utan den uppgiften.", "Ask without this data."),
        SubjectKindOutsidePurpose =>
            ("Kontrollera i vilken roll personen har mötts.", "Check as whom the person was met."),
        ControllerOutsidePurpose =>
            ("Låt ett bolag som har ändamålet göra det.", "Leave it to a company that pursues the purpose."),
        RecipientOutsidePurpose => ("Lämna inte ut uppgifterna.", "Do not disclose the data."),
        CollectionPointOutsidePurpose =>
            ("Samla bara in det som stället är till för.", "Collect only what the point is for."),
        RuleForbids => ("Läs klausulen som regeln står i.", "Read the clause that holds the rule."),
        NoLegalBasis => ("Tala med den som svarar för integritetsfrågor.", "Talk to whoever answers for privacy."),
        SpecialCategoryWithoutGround =>
            ("Be om uttryckligt samtycke före insamlingen, eller avstå.",
             "Ask for explicit consent before collecting, or refrain."),
        CriminalDataWithoutGround or IdentityNumberWithoutGround =>
            ("Avstå, om inte en lag kräver uppgiften.", "Refrain, unless a law demands the data."),
        ConsentMissing => ("Fråga personen.", "Ask the person."),
        ConsentWithdrawn => ("Sluta. Fråga inte igen utan anledning.", "Stop. Do not ask again without cause."),
        ConsentExpired => ("Fråga personen på nytt.", "Ask the person anew."),
        ConsentOutgrown => ("Visa den nya versionen och fråga på nytt.", "Show the new version and ask anew."),
        ObjectionPending => ("Vänta på utgången av prövningen.", "Wait for the outcome."),
        ObjectionUpheld or MarketingObjected => ("Sluta.", "Stop."),
        SaleWithoutOptIn or PrivacySignalRefuses =>
            ("Sälj inte och hyr inte ut uppgifterna.", "Neither sell nor rent out the data."),
        TransferWithoutSafeguard =>
            ("Välj en mottagare i ett skyddat land, eller ingå avtal om skydd först.",
             "Choose a recipient in a protected country, or conclude a safeguard first."),
        AgreementNotInForce => ("Teckna avtal först.", "Conclude an agreement first."),
        OutsideVendorFunction => ("Lämna bara ut det som uppgiften kräver.", "Disclose only what the function needs."),
        PastRetention => ("Radera eller avidentifiera uppgifterna.", "Delete or anonymise the data."),
    };
}
