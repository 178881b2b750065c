using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>Begins changes to what belongs to one person.</summary>
internal sealed class Changes(
    IDbContextFactory<OmbudContext> contexts, Db db, KeyRing keys, FactBodies bodies, SealedStanding standings, KeyStore store,
    TimeProvider time)
{
    /// <summary>Begins a change in the person's bucket; the standing is locked until it ends.</summary>
    public async Task<Change> BeginAsync(SubjectId subject, CancellationToken cancel)
    {
        var key = await keys.FindAsync(KeyName.Facts(subject), cancel);
        var pass = await db.Gate.EnterAsync(cancel);
        var context = await contexts.CreateDbContextAsync(cancel);
        // One save, one commit: there is nothing to go back to.
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            var transaction = await context.Database.BeginTransactionAsync(cancel);
            var statements = LedgerStatements.For(context.Database.GetDbConnection(), transaction.GetDbTransaction());
            StoredStanding? stored = await statements.ReadStandingsAsync([subject], cancel) is [var found] ? found : null;
            if (stored is { IsErased: false })
                key ??= await keys.FindAsync(KeyName.Facts(subject), cancel);
            // Whose key is gone is as good as erased; a new key would open nothing.
            var standing = stored is not { } known ? StandingState.Empty
                : known.IsErased || key is null ? SealedStanding.Erased(known.Version)
                : standings.Open(subject, known.Sealed, key);
            return new Change(this, subject, context, transaction, statements, pass, standing, key) { IsNew = stored is null };
        }
        catch
        {
            await context.DisposeAsync();
            pass.Dispose();
            throw;
        }
    }

    internal async Task<IReadOnlyList<WrittenFact>> CommitAsync(
        Change change, IReadOnlyList<Fact> facts, IReadOnlyList<Guid>? ids, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        var rows = new LedgerRows();
        rows.Others.AddRange(change.Others);
        // The key first, in its own store and committed: no row may exist whose key was never stored. And only now, when
        // something is written: an id that somebody guessed, or that was erased, must not come to a key.
        var key = change.Key;
        if (facts.Any(fact => fact is not ClearFact))
            key ??= await keys.GetOrCreateAsync(KeyName.Facts(change.Subject), cancel);
        var (written, standing) = Write(rows, change.Subject, key, change.Standing, facts, ids, now);
        if (standing.Version != change.Standing.Version)
        {
            if (!standing.IsErased)
                key ??= await keys.GetOrCreateAsync(KeyName.Facts(change.Subject), cancel);
            Store(rows, change.Subject, standing, change.IsNew ? 0 : change.Standing.Version, key);
        }
        foreach (var newcomer in change.Newcomers)
        {
            var (_, first) = Write(rows, newcomer.Subject, newcomer.Key, StandingState.Empty, newcomer.Facts, null, now);
            if (first.Version > 0)
                Store(rows, newcomer.Subject, first, 0, newcomer.Key);
        }

        await change.Db.SaveChangesAsync(cancel);
        await change.Statements.CommitAsync(rows, now, cancel);
        return written;
    }

    internal async Task CommitKnownAsync(Change change, CancellationToken cancel)
    {
        var rows = new LedgerRows();
        rows.Others.AddRange(change.Others);
        await change.Db.SaveChangesAsync(cancel);
        await change.Statements.CommitAsync(rows, Micros.Truncate(time.GetUtcNow()), cancel);
    }

    private (List<WrittenFact> Written, StandingState Standing) Write(
        LedgerRows rows, SubjectId subject, DataKey? key, StandingState standing, IReadOnlyList<Fact> facts, IReadOnlyList<Guid>? ids,
        DateTimeOffset now)
    {
        var written = new List<WrittenFact>(facts.Count);
        for (var i = 0; i < facts.Count; i++)
        {
            var version = standing.Version;
            if (facts[i].ChangeAt(now) is { } next)
                standing = standing.Apply(next);
            var body = bodies.Write(ids?[i] ?? Guid.CreateVersion7(now), subject, facts[i], now);
            written.Add(body);
            if (facts[i] is ClearFact)
                rows.AddClear(body);
            else
                rows.Add(body, standing.Version == version ? null : standing.Version, key!.Version, FactSeal.Seal(store, body, key));
        }
        return (written, standing);
    }

    private void Store(LedgerRows rows, SubjectId subject, StandingState standing, long versionBefore, DataKey? key)
    {
        if (standing.IsErased)
            rows.Add(subject, standing, versionBefore, 0, []);
        else
            rows.Add(subject, standing, versionBefore, key!.Version, standings.Seal(subject, standing, key));
    }
}

/// <summary>A person who was just heard of for the first time, and what is to be told of them.</summary>
internal sealed record Newcomer(SubjectId Subject, DataKey Key, IReadOnlyList<Fact> Facts);

/// <summary>A change to what belongs to one person: rows by EF Core, committed with the facts that say what happened.</summary>
internal sealed class Change : IAsyncDisposable
{
    private readonly Changes _changes;
    private readonly WriteGate.Pass _pass;

    internal Change(
        Changes changes, SubjectId subject, OmbudContext db, IDbContextTransaction transaction, LedgerStatements statements,
        WriteGate.Pass pass, StandingState standing, DataKey? key)
    {
        (_changes, Subject, Db, Transaction, Statements, _pass, Standing, Key) =
            (changes, subject, db, transaction, statements, pass, standing, key);
    }

    public SubjectId Subject { get; }

    /// <summary>The context inside the transaction; add and remove the person's rows here.</summary>
    public OmbudContext Db { get; }

    /// <summary>Where the person stands, locked.</summary>
    public StandingState Standing { get; }

    /// <summary>Whether the person is new to us.</summary>
    public required bool IsNew { get; init; }

    internal List<Newcomer> Newcomers { get; } = [];
    internal List<PlainStatement> Others { get; } = [];
    internal IDbContextTransaction Transaction { get; }

    /// <summary>The statements of the facts, inside the transaction.</summary>
    internal LedgerStatements Statements { get; }

    /// <summary>The person's key of facts; null where there is none yet, or no more.</summary>
    internal DataKey? Key { get; }

    /// <summary>
    /// Commits with this change the first facts of somebody new whom the person named: two buckets, never more. Their
    /// rows are added to <see cref="Db"/>.
    /// </summary>
    /// <param name="key">The newcomer's key of facts, committed to its own store already.</param>
    public void Introduce(SubjectId newcomer, DataKey key, IReadOnlyList<Fact> facts)
    {
        if (Newcomers.Count > 0)
            throw new InvalidOperationException("No transaction reaches over more than two buckets.");
        Newcomers.Add(new Newcomer(newcomer, key, facts));
    }

    /// <summary>Writes it with the facts, in the same turn: for changes on whose end somebody waits.</summary>
    public void Also(PlainStatement statement) => Others.Add(statement);

    /// <summary>Commits the rows and their facts, at least one. Without a fact nothing commits.</summary>
    /// <param name="ids">The facts' ids, where the change's rows name them; otherwise they get new ones.</param>
    /// <exception cref="InvalidOperationException">No fact, or the person has been erased.</exception>
    /// <exception cref="StandingMovedException">Somebody new to us was written by another process at once.</exception>
    public Task<IReadOnlyList<WrittenFact>> CommitAsync(
        IReadOnlyList<Fact> facts, CancellationToken cancel, IReadOnlyList<Guid>? ids = null)
    {
        if (facts.Count == 0)
            throw new InvalidOperationException("Nothing commits without its fact.");
        if (Standing.IsErased && facts.Any(fact => fact is not ClearFact))
            throw new InvalidOperationException("The person has been erased; ask the standing first.");
        return _changes.CommitAsync(this, facts, ids, cancel);
    }

    /// <summary>Commits the rows of what a fact told before: the steps after it, repeated or made up for.</summary>
    /// <exception cref="InvalidOperationException">The person is neither erased nor isolated, so that no fact told it.</exception>
    public Task CommitKnownAsync(CancellationToken cancel) => Standing.IsErased || Standing.IsIsolated
        ? _changes.CommitKnownAsync(this, cancel)
        : throw new InvalidOperationException("Nothing commits without its fact.");

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Db.DisposeAsync();
        _pass.Dispose();
    }
}
