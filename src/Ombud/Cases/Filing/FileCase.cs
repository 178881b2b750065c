using Ombud.Cases.Clients;
using Ombud.Cases.Letters;
using Ombud.Database;
using Ombud.Log;
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

    /// <summary>As what the agent whom the contact names asks; null where the person asks themselves.</summary>
    public AgentCapacity? Capacity { get; init; }

    /// <summary>The person, where they have signed in.</summary>
    public SubjectId? Person { get; init; }

    public CaseAuthor Author { get; init; }

    /// <summary>Id of the staff account; <c>person</c> for the person, <c>agent</c> for an agent.</summary>
    public string By { get; init; } = "person";

    /// <summary>When it came in; for what staff enter, a day in the past.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The request of which it is the part that a client answers; null for a request of its own.</summary>
    public Guid? PartOf { get; init; }

    public bool IsCanary { get; init; }
}

/// <summary>What came of filing a case.</summary>
internal enum FilingOutcome
{
    Filed,

    /// <summary>This very form had been sent before.</summary>
    SentBefore,

    /// <summary>The form had been sent before with something else in it, and that is what was filed.</summary>
    SentOtherwise,
}

/// <summary>
/// Opens a case. It looks nowhere whether anything is known of whom it is about, so that there is nothing that could differ in
/// answer or in time (promise <c>rights.identity</c>).
/// </summary>
internal sealed class FileCase(
    CaseChanges cases, CaseClocks clocks, CaseLetters letters, DeskLetters desk, CaseLookups lookups, PersonCases persons,
    ClientParts clients, AddressHash hashes, CaseBook book, Policy policy, TimeProvider time)
{
    /// <summary>Letters about cases to one unproved address an hour; beyond them the case is filed and no letter sent.</summary>
    public const int LettersPerHourMax = 5;

    /// <summary>Files it. Repeating it changes nothing.</summary>
    public async Task<FilingOutcome> RunAsync(NewCase order, CancellationToken cancel)
    {
        var hash = order is { Person: null, Contact.Value.Address: { } address } ? await hashes.OfAsync(address, cancel) : null;
        var agent = order.Contact.Value.Agent?.Address is { } its ? await hashes.OfAsync(its, cancel) : null;
        if (order.Person is { } person)
            await persons.NoteAsync(person, order.Id, cancel);
        else if (hash is not null)
            await lookups.NoteAsync(hash, order.Id, cancel);

        if (agent is not null)
            await lookups.NoteAsync(agent, order.Id, cancel, isAgent: true);

        var isNew = await TryAsync(order, hash, agent, cancel);
        foreach (var noted in new[] { hash, agent }.OfType<byte[]>())
            await lookups.ConfirmAsync(noted, order.Id, cancel);
        return isNew ? FilingOutcome.Filed : await RepeatedAsync(order, cancel);
    }

    // Whoever has the form's ticket sent it: they may learn whether what they sent is what was filed.
    private async Task<FilingOutcome> RepeatedAsync(NewCase order, CancellationToken cancel) =>
        await book.FindAsync(order.Id, cancel) is not { } filed || IsSame(filed, order)
            ? FilingOutcome.SentBefore : FilingOutcome.SentOtherwise;

    /// <summary>Whether what is sent again is what was filed.</summary>
    public static bool IsSame(CaseFile filed, NewCase order) =>
        filed.State.Kind == order.Kind && filed.Controller == order.Controller && filed.Residence == order.Residence
        && filed.Contact.Value == order.Contact.Value && (filed.Entries[0].Text?.Value ?? "") == order.Says.Value;

    private async Task<bool> TryAsync(NewCase order, byte[]? hash, byte[]? agent, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        string?[] withheld =
        [
            await IsFullAsync(hash, now, cancel) ? order.Contact.Value.Address : null,
            await IsFullAsync(agent, now, cancel) ? order.Contact.Value.Agent?.Address : null,
        ];
        var party = CaseChanges.PartyOf(policy, order.Controller, DateOnly.FromDateTime(now.UtcDateTime));
        var legal = clocks.Of(order.Kind, order.Residence, party, order.ReceivedAt);
        var (state, facts) = Receive(order, legal, cases.TodayOf(order.Controller));
        var row = new CaseRow
        {
            Bucket = Bucket.Of(order.Id), CaseId = order.Id, Kind = order.Kind, Channel = order.Channel, Controller = order.Controller,
            Residence = order.Residence, Language = order.Language, ReceivedAt = Micros.Truncate(order.ReceivedAt),
            PersonId = order.Person?.Value, PartOf = order.PartOf, IsCanary = order.IsCanary,
        };
        row.Put(state, now);
        try
        {
            await using var change = await cases.BeginNewAsync(row, cancel);
            if (change is null)
                return false;
            change.Contact = order.Contact;
            change.Add(new CaseEntry(
                now, order.Author, order.By, null, null, IsInternal: false, order.Says.Value.Length == 0 ? null : order.Says));
            if (state.Stage is CaseStage.IdentityWanted)
                change.Add(new CaseEntry(now, CaseAuthor.System, "system", CaseStep.AskIdentity, null, IsInternal: false, null));
            var letter = order.PartOf is null ? CaseLetterKind.Received : CaseLetterKind.HandedOn;
            await letters.AddAsync(change, letter, cancel, withheld: [.. withheld.OfType<string>()]);
            await desk.ReceivedAsync(change, cancel);
            await clients.PersonKnownAsync(change, cancel);
            await change.CommitAsync(facts, cancel);
            return true;
        }
        catch (Exception failure) when (LedgerStatements.IsCollision(failure))
        {
            // The form was sent twice at once, and the other request was quicker.
            return false;
        }
    }

    private async Task<bool> IsFullAsync(byte[]? hash, DateTimeOffset now, CancellationToken cancel) =>
        hash is not null && await lookups.CountSinceAsync(hash, now.AddHours(-1), cancel) > LettersPerHourMax;

    /// <summary>The case as it comes in; whoever must show who they are is asked at once.</summary>
    private static (CaseState State, List<ClearFact> Facts) Receive(NewCase order, LegalClocks legal, DateOnly today)
    {
        var state = CaseState.Receive(order.Kind, legal.Start, CaseClock.Of(legal), order.Person is not null) with
        {
            Mandate = order.Capacity is { } capacity ? new Mandate(capacity) : null,
        };
        List<ClearFact> facts =
        [
            new CaseReceived(
                order.Kind, order.Channel, order.Controller, order.Residence, legal.Start, state.Clock?.LastDay,
                legal.Deciding?.Deadline.Id),
        ];
        if (state.Mandate is { } mandate)
            facts.Add(new CaseMandateMoved(mandate.Capacity, mandate.State, null, order.Author, order.By));
        if (!CaseState.NeedsIdentity(order.Kind) || order.Person is not null)
            return (state, facts);
        var asked = state.Next(new CaseEvent(CaseStep.AskIdentity, state.ChangedOn > today ? state.ChangedOn : today)).State!;
        facts.Add(new CaseMoved(CaseStep.AskIdentity, asked.Stage, null, asked.Clock?.LastDay, "system"));
        return (asked, facts);
    }
}
