using Ombud.Cases.Letters;
using Ombud.Mail;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Agents;

/// <summary>
/// To whom letters of a case with an agent go, and the letters that such a case alone has. None has a word that the agent wrote in it,
/// not even their name: it goes to an address that the agent chose.
/// </summary>
internal static class AgentLetters
{
    internal static readonly LetterText Asked = CaseLetterTexts.Letter(
        "Någon vill företräda dig", "Somebody wants to act for you",
        """
        Den {received} fick vi en begäran till {company}: {what}. Den som lämnade den säger sig företräda dig: {capacity}.

        Vi säger inget om uppgifter förrän du har svarat. Logga in i integritetscentret med den här e-postadressen, öppna
        "Mina ärenden" och säg om ombudet får företräda dig, eller gör det själv. Har du inte bett om något kan du säga det
        där, eller låta bli att svara: ingenting händer med dina uppgifter.
        """,
        """
        On {received} we received a request to {company}: {what}. Whoever made it says that they act for you: {capacity}.

        We say nothing of data before you have answered. Sign in to the Privacy Centre with this e-mail address, open
        "My requests" and say whether the agent may act for you, or do it yourself. If you asked for nothing you can say so
        there, or leave it: nothing happens to your data.
        """);

    internal static readonly LetterText Received = CaseLetterTexts.Letter(
        "Vi har fått begäran som du lämnade för någon annan", "We have received the request that you made for somebody else",
        """
        Vi fick den {received} en begäran till {company}: {what}. Du har lämnat den för någon annan: {capacity}.
        {clock}

        Vi skriver till den som begäran gäller och frågar om du får företräda henne eller honom. Fram till dess säger vi inget
        om uppgifter, inte heller om vi har några. Du följer ärendet i integritetscentret: logga in med den här
        e-postadressen och öppna "Mina ärenden".
        """,
        """
        On {received} we received a request to {company}: {what}. You made it for somebody else: {capacity}.
        {clock}

        We write to whom the request is about and ask whether you may act for them. Until then we say nothing of data, nor
        whether we hold any. You follow the case in the Privacy Centre: sign in with this e-mail address and open
        "My requests".
        """);

    internal static readonly LetterText Confirmed = CaseLetterTexts.Letter(
        "Du får företräda personen i ett ärende", "You may act for the person in a case",
        """
        Om ärendet hos {company} som du lämnade för någon annan: {what}.

        Det är nu visat att du får företräda personen. Ärendet går vidare.
        """,
        """
        About the case with {company} that you made for somebody else: {what}.

        It is now shown that you may act for the person. The case goes on.
        """);

    internal static readonly LetterText Ended = CaseLetterTexts.Letter(
        "Du företräder inte längre någon i ett ärende", "You no longer act for anybody in a case",
        """
        Om ärendet hos {company} som du lämnade för någon annan: {what}.

        Ditt uppdrag i ärendet är avslutat. Du kan inte längre se det, och får inga fler brev om det.
        """,
        """
        About the case with {company} that you made for somebody else: {what}.

        Your part in the case is over. You no longer see it, and get no more letters about it.
        """);

    internal static readonly LetterText Decided = CaseLetterTexts.Letter(
        "Ärendet som du lämnade för någon annan är avgjort", "The case that you made for somebody else is decided",
        """
        Om ärendet hos {company} som du lämnade för någon annan: {what}.

        Beslut: {stage}. {told}
        Svaret har gått till den som ärendet gäller, som hämtar det själv.
        """,
        """
        About the case with {company} that you made for somebody else: {what}.

        Decision: {stage}. {told}
        The answer has gone to whom the case is about, who picks it up themselves.
        """);

    /// <summary>Which letters go to whom; an address is null where none was given.</summary>
    internal static IEnumerable<(string? To, CaseLetterKind Kind)> Of(CaseLetterKind kind, Mandate? mandate, CaseContact contact)
    {
        var (person, agent) = (contact.Address, contact.Agent?.Address);
        if (kind is CaseLetterKind.MandateConfirmed or CaseLetterKind.MandateEnded)
            return [(agent, kind)];
        if (mandate is not { MaySee: true })
            return [(person, kind)];
        return kind switch
        {
            CaseLetterKind.Received => [(agent, CaseLetterKind.AgentReceived), (person, CaseLetterKind.MandateAsked)],
            CaseLetterKind.IdentityWanted => [(person, mandate.IsAsked ? CaseLetterKind.MandateAsked : kind)],
            // Whoever has no agent's address to write to writes to the person.
            // That something is restricted tells that something is held.
            CaseLetterKind.LiftingTold => mandate.MayReceive ? [(person, kind), (agent, kind)] : [(person, kind)],
            CaseLetterKind.Question or CaseLetterKind.Message => [(agent ?? person, kind)],
            CaseLetterKind.Answered or CaseLetterKind.AnsweredInPart or CaseLetterKind.Refused =>
                [(person, kind), (agent, mandate.MayReceive ? kind : CaseLetterKind.AgentDecided)],
            _ => [(person, kind), (agent, kind)],
        };
    }
}
