using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.Policies.Law;

namespace Ombud.Cases.Agents;

/// <summary>The texts of asking for somebody else.</summary>
internal static class AgentTexts
{
    internal static readonly Text ForWhom = new(sv: "För vem?", en: "For whom?");
    internal static readonly Text ForMyself = new(sv: "För mig själv", en: "For myself");
    internal static readonly Text ForOther = new(sv: "För någon annan", en: "For somebody else");
    internal static readonly Text AsksThemselves = new(sv: "Personen frågar själv", en: "The person asks themselves");
    internal static readonly Text AsksForOther = new(sv: "Ett ombud frågar för personen", en: "An agent asks for the person");
    internal static readonly Text ForOtherSays = new(
        sv: "Vi frågar personen, med ett brev till den egna adressen, om du får företräda henne eller honom. Fram till dess säger vi inget "
            + "om uppgifter, inte heller om vi har några. Personen kan när som helst avsluta ditt uppdrag.",
        en: "We ask the person, by a letter to their own address, whether you may act for them. Until then we say nothing of data, nor "
            + "whether we hold any. The person can end your part at any time.");
    internal static readonly Text SignedInAsAgent = new(
        sv: "Breven går till adressen som du har loggat in med.", en: "Letters go to the address with which you signed in.");

    internal static readonly Text AgentName = new(sv: "Ditt namn", en: "Your name");
    internal static readonly Text AgentAddress = new(sv: "Din e-postadress", en: "Your e-mail address");
    internal static readonly Text AgentNameForStaff = new(sv: "Ombudets namn", en: "The agent's name");
    internal static readonly Text AgentAddressForStaff = new(sv: "Ombudets e-postadress", en: "The agent's e-mail address");
    internal static readonly Text Capacity = new(sv: "I vilken egenskap?", en: "In which capacity?");
    internal static readonly Text PersonName = new(sv: "Personens namn", en: "The person's name");
    internal static readonly Text PersonAddress = new(sv: "Personens egen e-postadress", en: "The person's own e-mail address");
    internal static readonly Text PersonAddressHint = new(
        sv: "Den adress som vi känner personen under, inte din egen. Har personen ingen, ring eller skriv till oss i stället.",
        en: "The address by which we know the person, not your own. If they have none, phone or write to us instead.");
    internal static readonly Text PersonAddressIfNot = new(
        sv: "Då kan vi inte fråga personen, och säger inget om uppgifter.",
        en: "Then we cannot ask the person, and say nothing of data.");
    internal static readonly Text AgentIfNot = new(
        sv: "Då vet personen inte vem som frågar.", en: "Then the person does not know who asks.");

    internal static readonly Text NameMissing = new(sv: "Ange ombudets namn.", en: "Give the agent's name.");
    internal static readonly Text AddressMissing = new(
        sv: "Ange ombudets e-postadress, så att vi kan svara.", en: "Give the agent's e-mail address, so that we can answer.");
    internal static readonly Text CapacityMissing = new(sv: "Välj i vilken egenskap.", en: "Choose in which capacity.");
    internal static readonly Text PersonAddressMissing = new(
        sv: "Ange personens egen e-postadress, så att vi kan fråga henne eller honom.",
        en: "Give the person's own e-mail address, so that we can ask them.");
    internal static readonly Text SameAddress = new(
        sv: "Personens egen adress måste vara en annan än ombudets: dit går frågan om ombudet får företräda personen.",
        en: "The person's own address must be another than the agent's: the question whether the agent may act goes there.");
    internal static readonly Text NoReport = new(
        sv: "En anmälan gör du själv, utan ombud: välj ”För mig själv”.",
        en: "A report you make yourself, without an agent: choose “For myself”.");
    internal static readonly Text ReceivedAgent = new(
        sv: "Vi frågar personen, med ett brev till adressen du angav, om du får företräda henne eller honom. Följ ärendet under Mina "
            + "ärenden: logga in med din egen adress.",
        en: "We ask the person, by a letter to the address that you gave, whether you may act for them. Follow the case under My requests: "
            + "sign in with your own address.");

    internal static readonly Text Title = new(sv: "Får någon företräda dig?", en: "May somebody act for you?");
    internal static readonly Text Says = new(
        sv: "Någon har lämnat en begäran för dig. Du bestämmer om det ska gälla.",
        en: "Somebody has made a request for you. You decide whether it counts.");
    internal static readonly Text Agent = new(sv: "Ombud", en: "Agent");
    internal static readonly Text Answer = new(sv: "Ditt svar", en: "Your answer");
    internal static readonly Text AnswerMissing = new(sv: "Välj ett av svaren.", en: "Choose one of the answers.");
    internal static readonly Text SendAnswer = new(sv: "Svara", en: "Answer");
    internal static readonly Text ToAnswer = new(sv: "Svara om ombudet", en: "Answer about the agent");
    internal static readonly Text CodeSays = new(
        sv: "Har du inte nyss loggat in får du en ny kod först.", en: "If you have not signed in just now, you get a new code first.");
    internal static readonly Text Mine = new(sv: "Någon företräder dig", en: "Somebody acts for you");
    internal static readonly Text MineSays = new(
        sv: "Ombudet ser hur långt ärendet har kommit och våra meddelanden, men inte det du skriver. Du kan avsluta uppdraget när du vill; "
            + "det gäller genast.",
        en: "The agent sees how far the case has come and our messages, and nothing that you write. You can end it whenever you like; it "
            + "ends at once.");
    internal static readonly Text EndNow = new(sv: "Avsluta ombudets uppdrag", en: "End the agent's part");
    internal static readonly Text Change = new(sv: "Ändra vad ombudet får göra", en: "Change what the agent may do");

    internal static readonly Text Followed = new(sv: "Ärenden som du följer för andra", en: "Requests that you follow for others");
    internal static readonly Text FollowedLead = new(sv: "Du företräder någon annan", en: "You act for somebody else");
    internal static readonly Text AnswerIsTheirs = new(
        sv: "Svaret går till den som ärendet gäller, om personen inte har sagt att du ska få det.",
        en: "The answer goes to whom the case is about, unless they have said that you get it.");
    internal static readonly Text FetchSays = new(
        sv: "Personen har sagt att du får svaret: det som företaget hade när det svarade, utom det som har ändrats sedan dess. Du kan "
            + "hämta det tills ärendet avslutas, ungefär en månad efter svaret. Att du hämtar det antecknas i ärendet. Har du inte nyss "
            + "loggat in får du en ny kod först.",
        en: "The person has said that you get the answer: what the company held when it answered, less what has changed since. You can "
            + "fetch it until the case is closed, about a month after the answer. That you fetch it is noted in the case. If you have "
            + "not signed in just now, you get a new code first.");
    internal static readonly Text Fetch = new(sv: "Hämta personens uppgifter (JSON)", en: "Fetch the person's data (JSON)");
    internal static readonly Text StepDown = new(sv: "Avsluta mitt uppdrag", en: "End my part");
    internal static readonly Text StepDownSays = new(
        sv: "Då ser du inte längre ärendet. Personen kan gå vidare med det själv.",
        en: "Then you no longer see the case. The person can go on with it themselves.");

    internal static readonly Text State = new(sv: "Uppdraget", en: "The mandate");
    internal static readonly Text MayAsk = new(
        sv: "Vad lagen låter oss begära av ett sådant ombud", en: "What the law lets us ask of such an agent");
    internal static readonly Text NoRule = new(
        sv: "Ingen regel finns i lagens data för den lagen.", en: "The law's data has no rule for that law.");
    internal static readonly Text CheckPaper = new(sv: "Uppdraget är visat på papper", en: "The mandate is shown on paper");
    internal static readonly Text CheckPaperSays = new(
        sv: "Papperet sparas inte här. Det antecknas vem som kontrollerade det, när och vilket slags papper det var. Radera kopian när "
            + "ärendet är avgjort.",
        en: "The paper is not kept here. Who checked it, when and of what kind it was is noted. Delete the copy once the case is "
            + "decided.");
    internal static readonly Text Paper = new(sv: "Slag av papper", en: "Kind of paper");
    internal static readonly Text PaperMissing = new(
        sv: "Välj vilket slags papper du har kontrollerat.", en: "Choose what kind of paper you have checked.");
    internal static readonly Text NotAsked = new(
        sv: "Uppdraget är redan visat eller avslutat.", en: "The mandate is shown already, or over.");
    internal static readonly Text NoteChecked = new(sv: "Anteckna kontrollen", en: "Note the check");
    internal static readonly Text CopyDeleted = new(sv: "Kopian är raderad", en: "The copy is deleted");
    internal static readonly Text CopySays = new(
        sv: "Ärendet är avgjort: radera kopian av papperet, också där den kom in.",
        en: "The case is decided: delete the copy of the paper, also where it came in.");
    internal static readonly Text EndForPerson = new(sv: "Personen har avslutat uppdraget", en: "The person has ended it");

    internal static Text Of(AgentCapacity capacity) => capacity switch
    {
        AgentCapacity.PowerOfAttorney => new(sv: "med fullmakt", en: "with a power of attorney"),
        AgentCapacity.Parent => new(sv: "förälder eller förmyndare", en: "parent or guardian"),
        AgentCapacity.Lawyer => new(sv: "jurist", en: "lawyer"),
        AgentCapacity.RegisteredAgent => new(sv: "registrerat ombud", en: "registered agent"),
        AgentCapacity.Controller => new(
            sv: "ett företag som vi behandlar uppgifter åt", en: "a company for which we handle data"),
    };

    internal static Text Of(MandateState state) => state switch
    {
        MandateState.Asked => new(sv: "väntar på personens besked", en: "waits for the person's word"),
        MandateState.Confirmed => new(
            sv: "får företräda personen; svaret går till personen", en: "may act for the person; the answer goes to the person"),
        MandateState.ConfirmedWithAnswer => new(
            sv: "får företräda personen och får svaret", en: "may act for the person and gets the answer"),
        MandateState.OnPaper => new(
            sv: "visat på papper; svaret går till personen", en: "shown on paper; the answer goes to the person"),
        MandateState.Withdrawn => new(sv: "uppdraget är avslutat", en: "the mandate is over"),
    };

    internal static Text Of(MandatePaper paper) => paper switch
    {
        MandatePaper.PowerOfAttorney => new(sv: "fullmakt", en: "power of attorney"),
        MandatePaper.SignedPermission => new(sv: "undertecknat medgivande till denna begäran", en: "signed permission for this request"),
        MandatePaper.Guardianship => new(sv: "bevis om vårdnad eller förmynderskap", en: "proof of custody or guardianship"),
        MandatePaper.CourtDecision => new(sv: "domstolsbeslut", en: "a court's decision"),
    };

    internal static Text Of(MandateAnswer answer) => answer switch
    {
        MandateAnswer.Act => new(
            sv: "Ombudet får företräda mig. Svaret hämtar jag själv.", en: "The agent may act for me. I pick the answer up myself."),
        MandateAnswer.ActAndReceive => new(
            sv: "Ombudet får företräda mig och får också svaret med mina uppgifter.",
            en: "The agent may act for me, and gets the answer with my data too."),
        MandateAnswer.Myself => new(
            sv: "Jag går vidare med begäran själv, utan ombud.", en: "I go on with the request myself, without an agent."),
        MandateAnswer.Nothing => new(
            sv: "Jag har inte bett om något. Avsluta ärendet.", en: "I asked for nothing. Close the case."),
    };

    internal static Text Of(AgentProof proof) => proof switch
    {
        AgentProof.SignedPermission => new(
            sv: "ett medgivande som personen har undertecknat", en: "a permission that the person signed"),
        AgentProof.WordOfPerson => new(
            sv: "att personen själv bekräftar att ombudet får företräda henne eller honom",
            en: "that the person confirms themselves that the agent may act"),
        AgentProof.IdentityOfPerson => new(sv: "att personen själv visar vem hon eller han är", en: "that the person shows who they are"),
        AgentProof.Document => new(sv: "handlingen som uppdraget bygger på", en: "the document on which the mandate rests"),
    };
}
