using Ombud.Database;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Letters;

/// <summary>Where reminders about cases go: <c>Cases__Desk</c>, an address of the organisation's own.</summary>
/// <param name="Value">Null where none is configured; then the queue alone tells.</param>
internal sealed record DeskAddress(string? Value)
{
    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationException">It is no mail address.</exception>
    public static DeskAddress From(IConfiguration configuration) => configuration["Cases:Desk"] is not { Length: > 0 } text
        ? new DeskAddress(Value: null)
        : new DeskAddress(MailAddress.Read(text)
            ?? throw new ConfigurationException(["Cases__Desk must be a mail address, to which reminders about cases go."]));
}

/// <summary>Tells the desk of a case's clock, in every language: a number, a kind and a day, and nothing of the person.</summary>
internal sealed class DeskLetters(DeskAddress desk, Outbox outbox, AddressHash hashes, TimeProvider time)
{
    private static readonly LetterText Soon = new(
        new Wording("Ett ärende ska snart vara besvarat", "A case is soon to be answered"),
        new Wording(
            "Ärende {number} ({what}) ska vara besvarat senast {day}. Se kön i konsolen.",
            "Case {number} ({what}) is to be answered by {day}. See the queue in the Console."));

    private static readonly LetterText Waits = new(
        new Wording("En fråga har väntat länge", "A question has waited long"),
        new Wording(
            "Ärende {number} ({what}) har väntat på svar sedan {since}. Se kön i konsolen.",
            "Case {number} ({what}) has waited for an answer since {since}. See the queue in the Console."));

    private static readonly LetterText Due = new(
        new Wording("Ett ärende har nått sin sista dag", "A case has reached its last day"),
        new Wording(
            "Ärende {number} ({what}) ska vara besvarat senast {day} och är det inte. Det ligger överst i kön i konsolen.",
            "Case {number} ({what}) is to be answered by {day} and is not. It lies on top of the queue in the Console."));

    /// <summary>Reminds of a last day that is near, or of what has waited long without one.</summary>
    public Task RemindAsync(CaseChange change, CancellationToken cancel) =>
        AddAsync(change, change.State.Clock is null ? Waits : Soon, cancel);

    /// <summary>Tells that the last day has come.</summary>
    public Task EscalateAsync(CaseChange change, CancellationToken cancel) => AddAsync(change, Due, cancel);

    private async Task AddAsync(CaseChange change, LetterText text, CancellationToken cancel)
    {
        if (desk.Value is not { } address)
            return;
        // The desk hears nothing of a case with which a control tries, and its letter goes with it.
        var tried = change.Row.IsCanary ? change.Contact.Value.Address : null;
        var words = Language.All.Select(language => text.In(
            language.Code, ("number", CaseLetters.NumberOf(change.Row.CaseId)), ("what", CaseTexts.Of(change.Row.Kind).In(language)),
            ("day", change.State.Clock is { } clock ? language.Say(clock.LastDay) : ""),
            ("since", language.Say(DateOnly.FromDateTime(change.Row.ReceivedAt.UtcDateTime))))).ToList();
        await outbox.AddAsync(
            change.Change,
            new Letter
            {
                To = new Personal<string>(address), Words = new Personal<LetterWords>(new LetterWords(
                    string.Join(" / ", words.Select(one => one.Subject)), string.Join("\n\n", words.Select(one => one.Body)))),
                AddressHash = tried is null ? null : await hashes.OfAsync(tried, cancel),
                SendBefore = tried is null ? null : time.GetUtcNow(),
            },
            cancel);
    }
}
