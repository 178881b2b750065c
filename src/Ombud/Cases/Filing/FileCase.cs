using Ombud.Cases.Letters;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Filing;

/// <summary>What somebody asks for or reports.</summary>
internal sealed record NewCase
{
    /// <summary>Fixed when the form was shown, so that a form sent twice is one case.</summary>
    public required Guid Id { get; init; }

    public required CaseKind Kind { get; init; }
    public required CaseChannel Channel { get; init; }

    /// <summary>Id of the company that is asked.</summary>
    public required string Controller { get; init; }

    /// <summary>Id of the country; null for unknown.</summary>
    public string? Residence { get; init; }

    /// <summary>Code of the language in which to write.</summary>
    public required string Language { get; init; }

    public required Personal<CaseContact> Contact { get; init; }

    /// <summary>What was written or said; may be empty.</summary>
    public required Personal<string> Says { get; init; }

    /// <summary>The person, where they have signed in.</summary>
    public SubjectId? Person { get; init; }

    public CaseAuthor Author { get; init; }

    /// <summary>Id of the staff account; <c>person</c> for the person.</summary>
    public string By { get; init; } = "person";

    /// <summary>When it came in; for what staff enter, a day in the past.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public bool IsCanary { get; init; }
}

/// <summary>
/// Opens a case. It looks nowhere whether anything is known of whom it is about, so that there is nothing that could differ in
/// answer or in time (promise <c>rights.identity</c>).
/// </summary>
internal sealed class FileCase(
    CaseChanges cases, CaseClocks clocks, CaseLetters letters, CaseLookups lookups, PersonCases persons, AddressHash hashes, CaseBook book,
    Policy policy, TimeProvider time)
{
    /// <summary>Letters about cases to one unproved address an hour; beyond them the case is filed and no letter sent.</summary>
    public const int LettersPerHourMax = 5;

    /// <returns>False where this very case had been filed before.</returns>
    public async Task<bool> RunAsync(NewCase order, CancellationToken cancel)
    {
        var address = order is { Person: null, Contact.Value.Address: { } typed } ? typed : null;
        var hash = address is null ? null : await hashes.OfAsync(address, cancel);
        if (order.Person is { } person)
            await persons.NoteAsync(person, order.Id, cancel);
        else if (hash is not null)
            await lookups.NoteAsync(hash, order.Id, cancel);

        var isNew = await TryAsync(order, hash, cancel);
        if (hash is not null)
            await lookups.ConfirmAsync(hash, order.Id, cancel);
        return isNew;
    }

    private async Task<bool> TryAsync(NewCase order, byte[]? hash, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var isWithheld = hash is not null
            && await lookups.CountSinceAsync(hash, now.AddHours(-1), cancel) > LettersPerHourMax;
        var same = hash is null ? null : (await book.UnclaimedAsync(hash, cancel)).FirstOrDefault(
            other => other.Id != order.Id && other.State.IsOpen && other.State.Kind == order.Kind
                && other.Controller == order.Controller)?.Id;
        var party = CaseChanges.PartyOf(policy, order.Controller, DateOnly.FromDateTime(now.UtcDateTime));
        var legal = clocks.Of(order.Kind, order.Residence, party, order.ReceivedAt);
        try
        {
            await using var change = await cases.BeginNewAsync(
                new CaseRow
                {
                    Bucket = Bucket.Of(order.Id), CaseId = order.Id, Kind = order.Kind, Channel = order.Channel,
                    Controller = order.Controller, Residence = order.Residence, Language = order.Language,
                    ReceivedAt = Micros.Truncate(order.ReceivedAt), PersonId = order.Person?.Value, PerhapsSameAs = same,
                    IsCanary = order.IsCanary,
                },
                cancel);
            if (change is null)
                return false;
            var facts = Receive(change, order, legal, now);
            await letters.AddAsync(change, CaseLetterKind.Received, cancel, sendBefore: isWithheld ? now : null);
            await change.CommitAsync(facts, cancel);
            return true;
        }
        catch (Exception failure) when (LedgerStatements.IsCollision(failure))
        {
            // The form was sent twice at once, and the other request was quicker.
            return false;
        }
    }

    /// <summary>The case as it comes in; whoever must show who they are is asked at once.</summary>
    private static List<Log.ClearFact> Receive(CaseChange change, NewCase order, LegalClocks legal, DateTimeOffset now)
    {
        var state = CaseState.Receive(order.Kind, legal.Start, CaseClock.Of(legal), order.Person is not null);
        change.Contact = order.Contact;
        change.Add(new CaseEntry(
            now, order.Author, order.By, null, null, IsInternal: false, order.Says.Value.Length == 0 ? null : order.Says));
        List<Log.ClearFact> facts =
        [
            new CaseReceived(
                order.Kind, order.Channel, order.Controller, order.Residence, legal.Start, state.Clock?.LastDay,
                legal.Deciding?.Deadline.Id),
        ];
        if (CaseState.NeedsIdentity(order.Kind) && order.Person is null
            && state.Next(new CaseEvent(CaseStep.AskIdentity, Later(state.ChangedOn, change.Today))).State is { } asked)
        {
            state = asked;
            change.Add(new CaseEntry(now, CaseAuthor.System, "system", CaseStep.AskIdentity, null, IsInternal: false, null));
            facts.Add(new CaseMoved(CaseStep.AskIdentity, state.Stage, null, state.Clock?.LastDay, "system"));
        }
        change.MoveTo(state);
        return facts;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
