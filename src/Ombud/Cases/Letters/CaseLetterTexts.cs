using Ombud.Cases.Agents;
using Ombud.Cases.Clients;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Cases.Letters;

/// <summary>The letters about cases.</summary>
internal static class CaseLetterTexts
{
    internal static readonly Text AnsweredBy = new(
        sv: "Du får svar senast den {0}. Det följer av {1}, den strängaste av de regler som gäller.",
        en: "You will be answered by {0}. That follows from {1}, the strictest of the rules that apply.");

    internal static readonly Text NoClock = new(
        sv: "Ingen lag sätter en dag för svaret; du får det så snart vi kan.",
        en: "No law sets a day for the answer; you will have it as soon as we can.");

    internal static readonly Text ToAuthority = new(
        sv: "Du kan klaga hos tillsynsmyndigheten: {0}.",
        en: "You may complain to the supervisory authority: {0}.");

    internal static readonly Wording ShowWhoYouAre = new(
        """

        Innan vi lämnar ut eller ändrar något måste vi veta att det är du. Logga in i integritetscentret med den här
        e-postadressen, öppna "Mina ärenden" och bekräfta att begäran är din. Har du inte bett om något behöver du inte
        göra något: ingenting händer med dina uppgifter.
        """,
        """

        Before we hand out or change anything we must know that it is you. Sign in to the Privacy Centre with this e-mail
        address, open "My requests" and confirm that the request is yours. If you asked for nothing, you need not do
        anything: nothing happens to your data.
        """);

    internal static readonly Wording ShowDocument = new(
        """

        Innan vi lämnar ut eller ändrar något måste vi veta att det är du, och den här gången räcker ingen kod. Logga in i
        integritetscentret med den här e-postadressen, öppna "Mina ärenden" och skicka ett foto av en identitetshandling på
        ärendets sida. Skicka inget foto med e-post. Fotot förstörs när någon har tittat på det.
        """,
        """

        Before we hand out or change anything we must know that it is you, and this time a code is not enough. Sign in to the
        Privacy Centre with this e-mail address, open "My requests" and send a photo of an identity document on the page of
        the request. Send no photo by e-mail. The photo is destroyed when somebody has looked at it.
        """);

    internal static readonly Wording CameByMail = new(
        """

        Den kom med e-post. Vi har sparat texten, högst 4 000 tecken, men inga bilagor. Vill du lägga till något kan du svara
        på det här brevet eller skriva på ärendets sida.

        """,
        """

        It came by e-mail. We have kept the text, at most 4,000 characters, and no attachments. If you want to add something,
        answer this letter or write on the case's page.

        """);

    private static readonly LetterText Received = Letter(
        "Vi har fått din begäran: {what}", "We have received your request: {what}",
        """
        Vi fick den {received} en begäran till {company}: {what}.
        Ärendets nummer är {number}.
        {mail}
        {clock}
        {identity}
        """,
        """
        On {received} we received a request to {company}: {what}.
        The number of the case is {number}.
        {mail}
        {clock}
        {identity}
        """);

    private static readonly LetterText IdentityWanted = Letter(
        "Vi behöver veta att det är du", "We need to know that it is you",
        """
        Om ditt ärende hos {company}: {what}.
        {identity}
        """,
        """
        About your case with {company}: {what}.
        {identity}
        """);

    private static readonly LetterText Question = Letter(
        "Vi har en fråga om ditt ärende", "We have a question about your case",
        """
        Om ditt ärende hos {company}: {what}.

        Vi kan inte gå vidare utan ett besked från dig. Logga in i integritetscentret och öppna "Mina ärenden": där står
        frågan, och där svarar du.
        """,
        """
        About your case with {company}: {what}.

        We cannot go on without a word from you. Sign in to the Privacy Centre and open "My requests": there is the
        question, and there you answer it.
        """);

    private static readonly LetterText Message = Letter(
        "Ett meddelande i ditt ärende", "A message in your case",
        """
        Om ditt ärende hos {company}: {what}.

        Du har fått ett meddelande. Logga in i integritetscentret och öppna "Mina ärenden" för att läsa det.
        """,
        """
        About your case with {company}: {what}.

        There is a message for you. Sign in to the Privacy Centre and open "My requests" to read it.
        """);

    private static readonly LetterText Extended = Letter(
        "Vi behöver mer tid", "We need more time",
        """
        Om ditt ärende hos {company}: {what}.

        Vi hinner inte svara i tid. Du får svar senast den {until}. Skälet: {reason}

        Vad du kan göra:
        {steps}
        """,
        """
        About your case with {company}: {what}.

        We cannot answer in time. You will be answered by {until}. The reason: {reason}

        What you can do:
        {steps}
        """);

    private static readonly LetterText Answered = Letter(
        "Ditt ärende är besvarat", "Your case has been answered",
        """
        Om ditt ärende hos {company}: {what}.

        Vi har gjort det du bad om. Skälet: {why}
        Svaret ligger på ärendets sida: logga in i integritetscentret och öppna "Mina ärenden".

        Är du inte nöjd:
        {steps}
        """,
        """
        About your case with {company}: {what}.

        We have done what you asked for. The reason: {why}
        The answer is on the case's page: sign in to the Privacy Centre and open "My requests".

        If you are not content:
        {steps}
        """);

    private static readonly LetterText AnsweredInPart = Letter(
        "Ditt ärende är delvis besvarat", "Your case has been answered in part",
        """
        Om ditt ärende hos {company}: {what}.

        Vi har gjort en del av det du bad om. Skälet: {why}
        Resten har vi inte gjort. Skälet till det: {reason}
        Svaret ligger på ärendets sida: logga in i integritetscentret och öppna "Mina ärenden".

        Är du inte nöjd:
        {steps}
        """,
        """
        About your case with {company}: {what}.

        We have done a part of what you asked for. The reason: {why}
        The rest we have not done. The reason for that: {reason}
        The answer is on the case's page: sign in to the Privacy Centre and open "My requests".

        If you are not content:
        {steps}
        """);

    private static readonly LetterText Refused = Letter(
        "Vi kan inte göra det du bad om", "We cannot do what you asked for",
        """
        Om ditt ärende hos {company}: {what}.

        Vi gör inte det du bad om. Skälet: {reason}

        Är du inte nöjd:
        {steps}
        """,
        """
        About your case with {company}: {what}.

        We do not do what you asked for. The reason: {reason}

        If you are not content:
        {steps}
        """);

    private static readonly LetterText LiftingTold = Letter(
        "Begränsningen av dina uppgifter ska hävas", "The restriction of your data will be lifted",
        """
        Om ditt ärende hos {company}: {what}.

        Du har bett att dina uppgifter bara lagras. Den begränsningen häver vi, tidigast tre dagar efter det här brevet; därefter kan
        uppgifterna användas som förut. Är du emot det, logga in i integritetscentret, öppna "Mina ärenden" och skriv till oss före dess.
        """,
        """
        About your case with {company}: {what}.

        You asked that your data is only stored. We lift that restriction, three days after this letter at the earliest; after that the
        data may be used as before. If you are against it, sign in to the Privacy Centre, open "My requests" and write to us before then.
        """);

    public static LetterText Of(CaseLetterKind kind) => kind switch
    {
        CaseLetterKind.HandedOn => ClientTexts.HandedOn,
        CaseLetterKind.Received => Received,
        CaseLetterKind.IdentityWanted => IdentityWanted,
        CaseLetterKind.Question => Question,
        CaseLetterKind.Message => Message,
        CaseLetterKind.Extended => Extended,
        CaseLetterKind.Answered => Answered,
        CaseLetterKind.AnsweredInPart => AnsweredInPart,
        CaseLetterKind.Refused => Refused,
        CaseLetterKind.LiftingTold => LiftingTold,
        CaseLetterKind.MandateAsked => AgentLetters.Asked,
        CaseLetterKind.AgentReceived => AgentLetters.Received,
        CaseLetterKind.MandateConfirmed => AgentLetters.Confirmed,
        CaseLetterKind.MandateEnded => AgentLetters.Ended,
        CaseLetterKind.AgentDecided => AgentLetters.Decided,
    };

    // Each ends with the number and with whom to turn to.
    internal static LetterText Letter(string subjectSv, string subjectEn, string sv, string en) => new(
        new Wording(subjectSv, subjectEn),
        new Wording(
            sv + """


            Ärende {number}. Frågor:
            {contacts}
            """,
            en + """


            Case {number}. Questions:
            {contacts}
            """));
}
