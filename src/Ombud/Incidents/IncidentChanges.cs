using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents;

/// <summary>Begins changes to incidents.</summary>
internal sealed class IncidentChanges(Changes changes, IncidentSeal seal, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Changes an incident. Where somebody was quicker it is done again, on what they left.</summary>
    /// <param name="work">What is done; it commits, or leaves the incident as it is.</param>
    /// <returns>What came of it; nothing where there is no such incident.</returns>
    public async Task<TResult?> RunAsync<TResult>(Guid id, Func<IncidentChange, Task<TResult>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await BeginAsync(id, cancel);
                return change is null ? default : await work(change);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // On to the next attempt.
            }
        }
    }

    private async Task<IncidentChange?> BeginAsync(Guid id, CancellationToken cancel)
    {
        if (await seal.FindKeyAsync(id, cancel) is not { } key)
            return null;
        var change = await changes.BeginAsync(new SubjectId(id), cancel);
        try
        {
            if (await change.Db.FindAsync<IncidentRow>([Bucket.Of(id), id], cancel) is { } row)
                return new IncidentChange(change, row, key, seal, time.GetUtcNow());
        }
        catch
        {
            await change.DisposeAsync();
            throw;
        }
        await change.DisposeAsync();
        return null;
    }

    /// <summary>Begins the change in which an incident comes to be; null where its form was sent twice.</summary>
    public async Task<IncidentChange?> BeginNewAsync(IncidentRow row, CancellationToken cancel)
    {
        var key = await seal.CreateKeyAsync(row.IncidentId, cancel);
        var change = await changes.BeginAsync(new SubjectId(row.IncidentId), cancel);
        if (await change.Db.FindAsync<IncidentRow>([row.Bucket, row.IncidentId], cancel) is not null)
        {
            await change.DisposeAsync();
            return null;
        }
        change.Db.Add(row);
        return new IncidentChange(change, row, key, seal, time.GetUtcNow());
    }
}

/// <summary>A change to an incident: row, entries and letters, committed with the facts that say what happened.</summary>
internal sealed class IncidentChange : IAsyncDisposable
{
    private readonly IncidentSeal _seal;
    private readonly DataKey _key;
    private int _entries;

    internal IncidentChange(Change change, IncidentRow row, DataKey key, IncidentSeal seal, DateTimeOffset now)
    {
        (Change, Row, _key, _seal, Now) = (change, row, key, seal, now);
        State = IncidentBook.StateOf(row);
    }

    public Change Change { get; }

    public IncidentRow Row { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Where the incident stands in this change.</summary>
    public IncidentState State { get; private set; }

    /// <summary>Where the incident stands from now on.</summary>
    public void MoveTo(IncidentState state)
    {
        State = state;
        Row.Put(state);
    }

    /// <summary>Writes into the file.</summary>
    /// <returns>The entry's id.</returns>
    public Guid Add(IncidentEntry entry)
    {
        // A millisecond apart, since entries sort by their ids.
        var id = Guid.CreateVersion7(Now.AddMilliseconds(_entries++));
        Change.Db.Add(new IncidentEntryRow
        {
            Bucket = Row.Bucket, IncidentId = Row.IncidentId, EntryId = id, At = Micros.Truncate(entry.At), By = entry.By,
            Part = entry.Part, Step = entry.Step, Word = entry.Word, KeyVersion = _key.Version,
            Sealed = entry.Text is { } text ? _seal.Seal(Row.IncidentId, id, text, _key) : [],
        });
        return id;
    }

    /// <summary>Commits.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody was quicker.</exception>
    public Task CommitAsync(ClearFact fact, CancellationToken cancel)
    {
        Row.Version++;
        return Change.CommitAsync([fact], cancel);
    }

    public ValueTask DisposeAsync() => Change.DisposeAsync();
}
