using Ombud.Cases.Letters;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Log;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Systems.Changing;

namespace Ombud.Cases.Moving;

/// <summary>How it stands with the restriction of the person whose case it is.</summary>
/// <param name="Systems">How far it, or its lifting, is in connected systems.</param>
/// <param name="CanRestrict">Whether the staff can restrict in this case.</param>
/// <param name="LiftFrom">From when on it can be lifted, since the person has been told; null where they have not.</param>
/// <param name="CanLift">Whether that moment has come.</param>
public sealed record CaseRestriction(
    bool IsRestricted, IReadOnlyList<SystemRestriction> Systems, bool CanRestrict, DateTimeOffset? LiftFrom, bool CanLift);

/// <summary>
/// The staff restrict the data of a person who has asked for it in a case of that kind, and lift the restriction again (promise
/// <c>rights.restrict</c>): lifted it is only after the person has been told by letter, and three days later (GDPR article 18(3)).
/// </summary>
internal sealed class RestrictInCase(
    CaseBook book, CaseChanges cases, CaseLetters letters, RestrictPerson restrict, Standings standings, ReadRestrictions systems,
    TimeProvider time)
{
    private static readonly TimeSpan ToldBefore = TimeSpan.FromDays(3);

    /// <summary>The person whose restriction a case is about; null where it is about none, or nobody has shown that it is theirs.</summary>
    public static SubjectId? PersonOf(CaseFile file) => file.State.Kind is CaseKind.Restriction ? file.Person : null;

    /// <summary>How it stands; null where the case is about no restriction of anybody known.</summary>
    public async Task<CaseRestriction?> OfAsync(CaseFile file, CancellationToken cancel)
    {
        if (PersonOf(file) is not { } person)
            return null;
        var isRestricted = await standings.FindAsync(person, cancel) is { IsRestricted: true };
        var from = isRestricted ? LiftFrom(file) : null;
        return new(
            isRestricted, await systems.OfAsync(person, isRestricted, cancel), !isRestricted && CanRestrict(file), from,
            from <= time.GetUtcNow());
    }

    /// <returns>False where the case is none in which that can be done, or it is so already.</returns>
    public async Task<bool> RestrictAsync(Guid caseId, string by, CancellationToken cancel) =>
        await book.FindAsync(caseId, cancel) is { } file && CanRestrict(file)
            && await OfAsync(file, cancel) is { IsRestricted: false }
            && await restrict.RunAsync(PersonOf(file)!.Value, cancel) is WillOutcome.Done
            && await NoteAsync(caseId, CaseNote.Restricted, new CaseRestrictionSet(IsOn: true, by), by, cancel);

    /// <summary>Tells the person that the restriction will be lifted, by a letter in the same commit.</summary>
    /// <inheritdoc cref="RestrictAsync"/>
    public async Task<bool> TellAsync(Guid caseId, string by, CancellationToken cancel) =>
        await book.FindAsync(caseId, cancel) is { } file && await OfAsync(file, cancel) is { IsRestricted: true, LiftFrom: null }
            && await NoteAsync(caseId, CaseNote.LiftingTold, new CaseLiftingTold(by), by, cancel);

    /// <summary>Lifts the restriction.</summary>
    /// <inheritdoc cref="RestrictAsync"/>
    public async Task<bool> LiftAsync(Guid caseId, string by, CancellationToken cancel) =>
        await book.FindAsync(caseId, cancel) is { } file && await OfAsync(file, cancel) is { IsRestricted: true, CanLift: true }
            && await restrict.LiftAsync(PersonOf(file)!.Value, cancel) is WillOutcome.Done
            && await NoteAsync(caseId, CaseNote.Lifted, new CaseRestrictionSet(IsOn: false, by), by, cancel);

    private static bool CanRestrict(CaseFile file) => file.State is { IsOpen: true, IsIdentityProved: true } && PersonOf(file) is not null;

    // What was told before it was restricted anew, or lifted, is of another time.
    private static DateTimeOffset? LiftFrom(CaseFile file) => file.Entries
        .LastOrDefault(entry => entry.Note is CaseNote.LiftingTold or CaseNote.Restricted or CaseNote.Lifted)
        is { Note: CaseNote.LiftingTold } told ? told.At + ToldBefore : null;

    private Task<bool> NoteAsync(Guid caseId, CaseNote note, ClearFact fact, string by, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.Staff, by, null, null, IsInternal: false, null) { Note = note });
            if (note is CaseNote.LiftingTold)
                await letters.AddAsync(change, CaseLetterKind.LiftingTold, cancel);
            await change.CommitAsync([fact], cancel);
            return true;
        }, cancel);
}
