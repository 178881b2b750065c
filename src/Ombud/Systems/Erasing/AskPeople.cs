using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Mail;
using Ombud.Mail.Sending;
using Ombud.Shared;

namespace Ombud.Systems.Erasing;

/// <summary>
/// Asks people to erase a person in a system that only they reach: by a letter where its description has an address, and in the Console
/// always. Past the outbox, as other letters about somebody who is gone.
/// </summary>
internal sealed class AskPeople(IEnumerable<SmtpSender> senders)
{
    // Which of the two languages is read at that address is not known.
    private static readonly LetterText Request = new(
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

    /// <summary>Asks them, for the first time or again.</summary>
    /// <returns>
    /// What staff are told to do, and after how long it is asked again; null where a letter was not taken and is tried sooner.
    /// </returns>
    public async Task<(string Todo, TimeSpan? Again)> AskAsync(
        SystemErasureRow row, SystemDescription system, Person person, CancellationToken cancel)
    {
        var manual = system.Manual!;
        var again = TimeSpan.FromDays(manual.RemindAfter);
        if (manual.WriteTo is not { } address)
            return ($"Only people reach it. {manual.How}", again);
        if (senders.FirstOrDefault() is not { } sender)
            return ($"No mail server is configured, so that nobody was written to. {manual.How}", again);

        var (swedish, english) = (WordsOf("sv", row, system, person), WordsOf("en", row, system, person));
        var letter = new SealedLetter(address, $"{swedish.Subject} / {english.Subject}", $"{swedish.Body}\n\n{english.Body}\n");
        return await sender.HandAsync(IdOf(row), letter, cancel) is Handed.Accepted
            ? ($"People were asked by letter; note here what they answer. {manual.How}", again)
            : ($"The mail server did not take the letter; it is tried again. {manual.How}", null);
    }

    private static LetterWords WordsOf(string language, SystemErasureRow row, SystemDescription system, Person person)
    {
        var manual = system.Manual!;
        var told = person.Identifiers.Where(one => manual.Tell.Contains(one.Kind)).Select(one => one.Value).ToList();
        var who = told.Count == 0 ? "" : language is "sv" ? "Personen är känd där genom: " : "The person is known there by: ";
        return Request.In(
            language, ("number", row.SubjectId.ToString()), ("system", system.Title), ("how", manual.How),
            ("who", told.Count == 0 ? "" : $"{who}{string.Join(", ", told)}\n\n"));
    }

    // The same for the same asking, so that a second copy after a crash is recognised as one.
    private static Guid IdOf(SystemErasureRow row) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"system {row.SubjectId:N} {row.System} {row.Attempts}"))).AsSpan(0, 16));
}
