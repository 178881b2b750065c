using Ombud.Database;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Policies.Cases;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Letters;

/// <summary>
/// Where reminders about cases go, addresses of the organisation's own: <c>Cases__Desk</c>, and <c>Cases__Officer</c> for what is
/// written to the data protection officer.
/// </summary>
/// <param name="Value">Null where none is configured; then the queue alone tells.</param>
/// <param name="Officer">The data protection officer's; null where none is configured.</param>
internal sealed record DeskAddress(string? Value, string? Officer = null)
{
    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationException">One is no mail address.</exception>
    public static DeskAddress From(IConfiguration configuration)
    {
        var errors = new List<string>();
        var addresses = new DeskAddress(
            Read("Desk", "reminders about cases go"),
            Read("Officer", "it is told that something was written to the data protection officer"));
        return errors.Count == 0 ? addresses : throw new ConfigurationException(errors);

        string? Read(string name, string use)
        {
            if (configuration[$"Cases:{name}"] is not { Length: > 0 } text)
                return null;
            if (MailAddress.Read(text) is { } address)
                return address;
            errors.Add($"Cases__{name} must be a mail address, to which {use}.");
            return null;
        }
    }

    /// <summary>Where it is told of a case.</summary>
    public string? For(CaseKind kind) => kind is CaseKind.OfficerMessage ? Officer : Value;
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

    private static readonly LetterText ToOfficer = new(
        new Wording("Ett meddelande till dataskyddsombudet", "A message to the data protection officer"),
        new Wording(
            "Ärende {number} är ett meddelande till dig. Logga in i konsolen med ombudets konto för att läsa det.",
            "Case {number} is a message to you. Sign in to the Console with the officer's account to read it."));

    private static readonly LetterText Due = new(
        new Wording("Ett ärende har nått sin sista dag", "A case has reached its last day"),
        new Wording(
            "Ärende {number} ({what}) ska vara besvarat senast {day} och är det inte. Det ligger överst i kön i konsolen.",
            "Case {number} ({what}) is to be answered by {day} and is not. It lies on top of the queue in the Console."));

    /// <summary>Tells the data protection officer that something was written to them; of anything else nothing.</summary>
    public Task ReceivedAsync(CaseChange change, CancellationToken cancel) =>
        change.Row.Kind is CaseKind.OfficerMessage ? AddAsync(change, ToOfficer, cancel) : Task.CompletedTask;

    /// <summary>Reminds of a last day that is near, or of what has waited long without one.</summary>
    public Task RemindAsync(CaseChange change, CancellationToken cancel) =>
        AddAsync(change, change.State.Clock is null ? Waits : Soon, cancel);

    /// <summary>Tells that the last day has come.</summary>
    public Task EscalateAsync(CaseChange change, CancellationToken cancel) => AddAsync(change, Due, cancel);

    private async Task AddAsync(CaseChange change, LetterText text, CancellationToken cancel)
    {
        if (desk.For(change.Row.Kind) is not { } address)
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
