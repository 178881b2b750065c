using System.Security.Cryptography;
using System.Text;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Mail;
using Ombud.Mail.Sending;
using Ombud.Shared;

namespace Ombud.Systems.Erasing;

/// <summary>What people are asked to do with a person's data in a system that only they reach.</summary>
internal enum AskedOfPeople
{
    /// <summary>Erase it.</summary>
    Erase,

    /// <summary>Leave it alone, and only keep it.</summary>
    Restrict,

    /// <summary>Use it as before.</summary>
    Lift,
}

/// <summary>One asking of people.</summary>
/// <param name="Number">The person's number, by which the answer is noted.</param>
/// <param name="Once">The same for the same asking, so that a second copy after a crash is recognised as one.</param>
internal sealed record PeopleRequest(AskedOfPeople What, Guid Number, string Once);

/// <summary>
/// Asks people to do something with a person's data in a system that only they reach: by a letter where its description has an address,
/// and in the Console always. Past the outbox, as other letters about somebody who is gone.
/// </summary>
internal sealed class AskPeople(IEnumerable<SmtpSender> senders)
{
    // Which of the two languages is read at that address is not known.
    private static readonly LetterText Erase = new(
        new Wording("Radera en persons uppgifter: ärende {number}", "Erase a person's data: request {number}"),
        new Wording(
            """
            En person har begärt att bli raderad. Radera uppgifterna även i {system}.

            {how}

            {who}Svara med ärendets nummer, {number}: när det är gjort, om inget fanns där, eller med skälet om det måste behållas.
            """,
            """
            A person has asked to be erased. Please erase the data in {system} too.

            {how}

            {who}Answer with the number of the request, {number}: when it is done, if nothing was there, or with the reason if it must
            be kept.
            """));

    private static readonly LetterText Restrict = new(
        new Wording(
            "Begränsa användningen av en persons uppgifter: ärende {number}", "Restrict the use of a person's data: request {number}"),
        new Wording(
            """
            En person har begärt att uppgifterna bara lagras. Låt dem ligga även i {system}: använd dem inte och lämna dem inte vidare,
            men radera dem inte heller.

            {how}{who}Svara med ärendets nummer, {number}: när det är gjort, eller om inget fanns där.
            """,
            """
            A person has asked that their data is only stored. Please leave it alone in {system} too: do not use it and do not pass it on,
            but do not erase it either.

            {how}{who}Answer with the number of the request, {number}: when it is done, or if nothing was there.
            """));

    private static readonly LetterText Lift = new(
        new Wording("Begränsningen är hävd: ärende {number}", "The restriction is lifted: request {number}"),
        new Wording(
            """
            Begränsningen av en persons uppgifter är hävd. Har ni begränsat användningen av dem i {system}, häv det även där.

            {how}{who}Svara med ärendets nummer, {number}: när det är gjort, eller om inget var begränsat.
            """,
            """
            The restriction of a person's data is lifted. If you have restricted its use in {system}, please lift that too.

            {how}{who}Answer with the number of the request, {number}: when it is done, or if nothing was restricted.
            """));

    /// <summary>Asks them, for the first time or again.</summary>
    /// <returns>
    /// What staff are told to do, and after how long it is asked again; null where a letter was not taken and is tried sooner.
    /// </returns>
    public async Task<(string Todo, TimeSpan? Again)> RunAsync(
        PeopleRequest request, SystemDescription system, Person person, CancellationToken cancel)
    {
        var manual = system.Manual!;
        var (again, todo) = (TimeSpan.FromDays(manual.RemindAfter), TodoOf(request.What, manual));
        if (manual.WriteTo is not { } address)
            return ($"Only people reach it. {todo}", again);
        if (senders.FirstOrDefault() is not { } sender)
            return ($"No mail server is configured, so that nobody was written to. {todo}", again);

        var (swedish, english) = (WordsOf("sv", request, system, person), WordsOf("en", request, system, person));
        var letter = new SealedLetter(address, $"{swedish.Subject} / {english.Subject}", $"{swedish.Body}\n\n{english.Body}\n");
        return await sender.HandAsync(IdOf(request), letter, cancel) is Handed.Accepted
            ? ($"People were asked by letter; note here what they answer. {todo}", again)
            : ($"The mail server did not take the letter; it is tried again. {todo}", null);
    }

    private static string TodoOf(AskedOfPeople what, ManualDescription manual) => what switch
    {
        AskedOfPeople.Erase => manual.How,
        AskedOfPeople.Restrict => manual.HowToRestrict ?? "See that the data there is stored and not used.",
        AskedOfPeople.Lift => $"Lift there what was restricted.{(manual.HowToRestrict is { } how ? $" It was restricted so: {how}" : "")}",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static LetterWords WordsOf(string language, PeopleRequest request, SystemDescription system, Person person)
    {
        var manual = system.Manual!;
        var told = person.Identifiers.Where(one => manual.Tell.Contains(one.Kind)).Select(one => one.Value).ToList();
        var who = told.Count == 0 ? "" : language is "sv" ? "Personen är känd där genom: " : "The person is known there by: ";
        var (text, how) = request.What switch
        {
            AskedOfPeople.Erase => (Erase, manual.How),
            AskedOfPeople.Restrict => (Restrict, Paragraph(manual.HowToRestrict)),
            AskedOfPeople.Lift => (Lift, Paragraph(manual.HowToRestrict)),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.What, null),
        };
        return text.In(
            language, ("number", request.Number.ToString()), ("system", system.Title), ("how", how),
            ("who", told.Count == 0 ? "" : $"{who}{string.Join(", ", told)}\n\n"));
    }

    private static string Paragraph(string? text) => text is null ? "" : $"{text}\n\n";

    private static Guid IdOf(PeopleRequest request) => new(SHA256.HashData(Encoding.UTF8.GetBytes(request.Once)).AsSpan(0, 16));
}
