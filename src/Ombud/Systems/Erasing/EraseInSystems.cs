using Microsoft.EntityFrameworkCore;
using Ombud.Connectors.Following;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Systems.Erasing;

/// <summary>
/// Erases a person in the connected systems, all of them at once and each for itself: one that fails says at which table and what
/// to do, keeps none of the others, and is tried again until a second look finds nothing. Then the key goes by which the person
/// was looked for.
/// </summary>
internal sealed class EraseInSystems(
    ConnectedSystems systems, CarriedPerson carried, AskPeople people, ReachSystem reach, IDbContextFactory<OmbudContext> contexts, Db db,
    Changes changes, KeyRing keys, TimeProvider time)
{
    /// <summary>How a try in one system ended.</summary>
    /// <param name="Erased">What it did; null where it failed.</param>
    /// <param name="Again">After how long it is tried again; null for ever later.</param>
    private sealed record Try(SystemErasureRow Row, SystemErased? Erased, string? Table, string? Problem, TimeSpan? Again = null);

    /// <summary>Goes on with every system that is due.</summary>
    /// <returns>After how long to try again; null where no system waits.</returns>
    public async Task<TimeSpan?> EraseAsync(SubjectId subject, CancellationToken cancel)
    {
        var (rows, person) = await ReadAsync(subject, cancel);
        var now = time.GetUtcNow();
        var waiting = rows.Where(row => row.EndedAt is null).ToList();
        if (waiting.Count == 0)
            return person is null ? null : await ForgetAsync(subject, cancel);

        var due = waiting.Where(row => row.DueAt <= now).ToList();
        var whom = person is null ? null : await carried.OpenAsync(person, cancel);
        var tries = await Task.WhenAll(due.Select(row => TryAsync(row, whom, cancel)));
        if (tries.Length > 0)
            await NoteAsync(subject, tries, cancel);
        return await NextAsync(subject, cancel);
    }

    /// <summary>What stands about a person's erasure in the connected systems, by system.</summary>
    public async Task<IReadOnlyList<SystemErasureRow>> OfAsync(SubjectId subject, CancellationToken cancel) =>
        (await ReadAsync(subject, cancel)).Rows;

    /// <summary>Lets everything that waits be tried at once, as after somebody has mended it.</summary>
    public async Task HurryAsync(SubjectId subject, CancellationToken cancel)
    {
        var (bucket, now) = (Bucket.Of(subject.Value), Micros.Truncate(time.GetUtcNow()));
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<SystemErasureRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now), cancel);
    }

    /// <summary>
    /// Notes that somebody has erased there by hand: the last way out where a system is gone, or what a person was found by.
    /// </summary>
    /// <param name="by">Id of the staff account.</param>
    /// <returns>False where nothing waits there, or it was not tried yet.</returns>
    public Task<bool> NoteByHandAsync(SubjectId subject, string system, string by, CancellationToken cancel) =>
        NoteByHandAsync(subject, system, SystemErasureState.ByHand, by, cancel);

    /// <summary>Notes what people did there, or why they did not.</summary>
    /// <inheritdoc cref="NoteByHandAsync(SubjectId, string, string, CancellationToken)"/>
    /// <param name="answer">By hand, nothing found, or why it is kept; no other state is people's to note.</param>
    public async Task<bool> NoteByHandAsync(
        SubjectId subject, string system, SystemErasureState answer, string by, CancellationToken cancel)
    {
        if (answer < SystemErasureState.ByHand || !Enum.IsDefined(answer))
            return false;
        await using var change = await changes.BeginAsync(subject, cancel);
        var row = await change.Db.Set<SystemErasureRow>().FindAsync([Bucket.Of(subject.Value), subject.Value, system], cancel);
        if (row is not { EndedAt: null, Problem: not null })
            return false;
        (row.State, row.EndedAt) = (answer, Micros.Truncate(time.GetUtcNow()));
        (row.ProblemTable, row.Problem) = (null, null);
        await change.CommitAsync(
            [answer is SystemErasureState.ByHand ? new ErasedByHand(system, by) : new AnsweredByHand(system, answer, by)], cancel);
        return true;
    }

    private async Task<(List<SystemErasureRow> Rows, SystemPersonRow? Person)> ReadAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<SystemErasureRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).OrderBy(row => row.System).ToListAsync(cancel);
        var person = rows.Count == 0 ? null : await context.Set<SystemPersonRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel);
        return (rows, person);
    }

    private async Task<Try> TryAsync(SystemErasureRow row, Person? person, CancellationToken cancel)
    {
        if (systems.Find(row.System) is not { } system)
            return new(row, null, null, "The system is not connected any more; put its dataset file back, or erase there by hand.");
        if (person is null)
            return new(row, null, null, "The key is gone by which the person was to be found; erase there by hand.");
        if (system.Description.Manual is not null)
        {
            var request = new PeopleRequest(
                AskedOfPeople.Erase, row.SubjectId, FormattableString.Invariant($"system {row.SubjectId:N} {row.System} {row.Attempts}"));
            var (todo, again) = await people.RunAsync(request, system.Description, person, cancel);
            return new(row, null, null, todo, again);
        }
        var reached = await reach.RunAsync(
            system, (connector, limit) => ErasePerson.RunAsync(system.Plan, connector, person, limit), cancel);
        return reached.Result is { IsVerified: false } unsure
            ? new(row, unsure, unsure.Left.Keys.First(), "A second look still found rows; something writes them anew.")
            : new(row, reached.Result, reached.Table, reached.Problem);
    }

    // In one commit: what a kill between them would save is a second look.
    private async Task NoteAsync(SubjectId subject, Try[] tries, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        await using var change = await changes.BeginAsync(subject, cancel);
        var facts = new List<Fact>(tries.Length);
        foreach (var tried in tries)
        {
            var key = new object[] { Bucket.Of(subject.Value), subject.Value, tried.Row.System };
            var row = await change.Db.Set<SystemErasureRow>().FindAsync(key, cancel);
            if (row is null or { EndedAt: not null })
                continue;
            row.Attempts++;
            row.DueAt = now + (tried.Again ?? ReachSystem.AgainAfter(row.Attempts));
            (row.ProblemTable, row.Problem) = (tried.Table, tried.Problem);
            if (tried.Erased is not { } erased)
                continue;
            row.State = erased.IsVerified ? SystemErasureState.Verified : SystemErasureState.Claimed;
            row.EndedAt = erased.IsVerified ? now : null;
            facts.Add(FactOf(row.System, erased));
        }
        if (facts.Count > 0)
            await change.CommitAsync(facts, cancel);
        else
            await change.CommitKnownAsync(cancel);
    }

    private static ErasedInSystem FactOf(string system, SystemErased erased) => new(
        system, erased.Tables.Sum(table => table.Deleted), erased.Tables.Sum(table => table.Overwritten),
        erased.Tables.Sum(table => table.Kept), erased.Left.Values.Sum());

    private async Task<TimeSpan?> NextAsync(SubjectId subject, CancellationToken cancel)
    {
        var (rows, person) = await ReadAsync(subject, cancel);
        var waiting = rows.Where(row => row.EndedAt is null).ToList();
        if (waiting.Count == 0)
            return person is null ? null : await ForgetAsync(subject, cancel);
        var next = waiting.Min(row => row.DueAt) - time.GetUtcNow();
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    // The key first: whoever is killed between leaves a row that nobody can open, and that goes with the next look.
    private async Task<TimeSpan?> ForgetAsync(SubjectId subject, CancellationToken cancel)
    {
        await keys.DestroyAsync(KeyName.Erasing(subject), cancel);
        var bucket = Bucket.Of(subject.Value);
        await using var change = await changes.BeginAsync(subject, cancel);
        if (await change.Db.Set<SystemPersonRow>().FindAsync([bucket, subject.Value], cancel) is { } row)
        {
            change.Db.Remove(row);
            await change.CommitKnownAsync(cancel);
        }
        return null;
    }
}
