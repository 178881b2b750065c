using Ombud.Log.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log;

/// <summary>Begins changes to what belongs to one person.</summary>
internal sealed class Changes(
    IDbContextFactory<OmbudContext> contexts, Db db, KeyRing keys, FactBodies bodies, SealedStanding standings, KeyStore store,
    TimeProvider time)
{
    /// <summary>Begins a change in the person's bucket; the standing is locked until it ends.</summary>
    public async Task<Change> BeginAsync(SubjectId subject, CancellationToken cancel)
    {
        // The key first, in its own store and committed: no row may exist whose key was never stored.
        var key = await keys.FindAsync(KeyName.Facts(subject), cancel);
        var pass = await db.Gate.EnterAsync(cancel);
        var context = await contexts.CreateDbContextAsync(cancel);
        try
        {
            var transaction = await context.Database.BeginTransactionAsync(cancel);
            var bucket = Bucket.Of(subject.Value);
            if (db.Engine is Engine.Postgres)
            {
                await context.Database.ExecuteSqlAsync(
                    $"select 1 from standing where bucket = {bucket} and subject_id = {subject.Value} for update", cancel);
            }

            var row = await context.Set<StandingRow>().FindAsync([bucket, subject.Value], cancel);
            if (row is null or { IsErased: false })
                key ??= await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
            var standing = row is null ? StandingState.Empty
                : row.IsErased ? SealedStanding.Erased(row.Version)
                : standings.Open(subject, row.Sealed, key!);
            return new Change(this, subject, context, transaction, pass, row, standing, key);
        }
        catch
        {
            await context.DisposeAsync();
            pass.Dispose();
            throw;
        }
    }

    internal async Task<IReadOnlyList<WrittenFact>> CommitAsync(
        Change change, IReadOnlyList<Fact> facts, Action<IReadOnlyList<WrittenFact>>? before, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        var rows = new LedgerRows();
        var written = new List<WrittenFact>(facts.Count);
        var standing = change.Standing;
        foreach (var fact in facts)
        {
            var version = standing.Version;
            if (fact.ChangeAt(now) is { } next)
                standing = standing.Apply(next);
            var body = bodies.Write(Guid.CreateVersion7(now), change.Subject, fact, now);
            written.Add(body);
            if (fact is ClearFact)
                rows.AddClear(body);
            else
                rows.Add(body, standing.Version == version ? null : standing.Version, change.Key!.Version, FactSeal.Seal(store, body, change.Key));
        }

        change.Db.AddRange(rows.Facts);
        change.Db.AddRange(rows.Bodies);
        change.Db.AddRange(rows.Clear);
        change.Db.AddRange(rows.Unsequenced);
        if (standing.Version != change.Standing.Version)
            Store(change, standing);
        before?.Invoke(written);
        await change.Db.SaveChangesAsync(cancel);
        await change.Transaction.CommitAsync(cancel);
        return written;
    }

    private void Store(Change change, StandingState standing)
    {
        var row = change.Row;
        if (row is null)
        {
            row = new StandingRow { Bucket = Bucket.Of(change.Subject.Value), SubjectId = change.Subject.Value };
            change.Db.Add(row);
        }
        row.Version = standing.Version;
        row.IsErased = standing.IsErased;
        row.KeyVersion = standing.IsErased ? 0 : change.Key!.Version;
        row.Sealed = standing.IsErased ? [] : standings.Seal(change.Subject, standing, change.Key!);
    }
}

/// <summary>A change to what belongs to one person: rows by EF Core, committed with the facts that say what happened.</summary>
internal sealed class Change : IAsyncDisposable
{
    private readonly Changes _changes;
    private readonly WriteGate.Pass _pass;

    internal Change(
        Changes changes, SubjectId subject, OmbudContext db, IDbContextTransaction transaction, WriteGate.Pass pass, StandingRow? row,
        StandingState standing, DataKey? key)
    {
        (_changes, Subject, Db, Transaction, _pass, Row, Standing, Key) =
            (changes, subject, db, transaction, pass, row, standing, key);
    }

    public SubjectId Subject { get; }

    /// <summary>The context inside the transaction; add and remove the person's rows here.</summary>
    public OmbudContext Db { get; }

    /// <summary>Where the person stands, locked.</summary>
    public StandingState Standing { get; }

    /// <summary>Whether the person is new to us.</summary>
    public bool IsNew => Row is null;

    internal IDbContextTransaction Transaction { get; }
    internal StandingRow? Row { get; }
    internal DataKey? Key { get; }

    /// <summary>Commits the rows and their facts, at least one. Without a fact nothing commits.</summary>
    /// <exception cref="InvalidOperationException">No fact, or the person has been erased.</exception>
    /// <param name="before">Called before anything is saved, for rows that name the facts' ids.</param>
    public Task<IReadOnlyList<WrittenFact>> CommitAsync(
        IReadOnlyList<Fact> facts, CancellationToken cancel, Action<IReadOnlyList<WrittenFact>>? before = null)
    {
        if (facts.Count == 0)
            throw new InvalidOperationException("Nothing commits without its fact.");
        if (Standing.IsErased && facts.Any(fact => fact is not ClearFact))
            throw new InvalidOperationException("The person has been erased; ask the standing first.");
        return _changes.CommitAsync(this, facts, before, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Db.DisposeAsync();
        _pass.Dispose();
    }
}
