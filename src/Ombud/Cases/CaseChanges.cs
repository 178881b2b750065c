using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Cases;

/// <summary>Begins changes to cases.</summary>
internal sealed class CaseChanges(Changes changes, CaseSeal seal, LegalData law, Policy policy, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Changes a case. Where somebody was quicker it is done again, on what they left.</summary>
    /// <param name="work">What is done; it commits, or leaves the case as it is.</param>
    /// <returns>What came of it; nothing where there is no such case, or its time is over.</returns>
    public async Task<TResult?> RunAsync<TResult>(Guid caseId, Func<CaseChange, Task<TResult>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await BeginAsync(caseId, cancel);
                return change is null ? default : await work(change);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // On to the next attempt.
            }
        }
    }

    private async Task<CaseChange?> BeginAsync(Guid caseId, CancellationToken cancel)
    {
        if (await seal.FindKeyAsync(caseId, cancel) is not { } key)
            return null;
        var change = await changes.BeginAsync(new SubjectId(caseId), cancel);
        try
        {
            if (await change.Db.FindAsync<CaseRow>([Bucket.Of(caseId), caseId], cancel) is { } row)
                return new CaseChange(change, row, key, seal, time.GetUtcNow(), TodayOf(row.Controller));
        }
        catch
        {
            await change.DisposeAsync();
            throw;
        }
        await change.DisposeAsync();
        return null;
    }

    /// <summary>Begins the change in which a case comes to be; its id is new, or the form was sent twice.</summary>
    public async Task<CaseChange?> BeginNewAsync(CaseRow row, CancellationToken cancel)
    {
        var key = await seal.CreateKeyAsync(row.CaseId, cancel);
        var change = await changes.BeginAsync(new SubjectId(row.CaseId), cancel);
        if (await change.Db.FindAsync<CaseRow>([row.Bucket, row.CaseId], cancel) is not null)
        {
            await change.DisposeAsync();
            return null;
        }
        row.KeyVersion = key.Version;
        change.Db.Add(row);
        return new CaseChange(change, row, key, seal, time.GetUtcNow(), TodayOf(row.Controller));
    }

    /// <summary>Whether a control made a case, to try with.</summary>
    public Task<bool> IsCanaryAsync(Guid caseId, CancellationToken cancel) =>
        RunAsync(caseId, change => Task.FromResult(change.Row.IsCanary), cancel);

    /// <summary>The company that a case is about, as the notice in force has it, else as the latest that knew it.</summary>
    public static Party PartyOf(Policy policy, string controller, DateOnly today)
    {
        var known = policy.VersionInForce(today)?.Parties.FirstOrDefault(party => party.Id == controller);
        return known ?? policy.Pack.Versions.SelectMany(version => version.Parties).Last(party => party.Id == controller);
    }

    /// <summary>The day that counts where a company is established.</summary>
    public DateOnly TodayOf(string controller)
    {
        var now = time.GetUtcNow();
        return LegalClocks.DayOf(law, PartyOf(policy, controller, DateOnly.FromDateTime(now.UtcDateTime)).Country, now);
    }
}

/// <summary>That a change is one of several made together.</summary>
/// <param name="Work">Id of that work: of one work a case takes a step once.</param>
/// <param name="Seen">The version of the case that was seen when it was chosen.</param>
internal sealed record CaseMark(Guid Work, int Seen);

/// <summary>A change to a case: row, entries and letters, committed with the facts that say what happened.</summary>
internal sealed class CaseChange : IAsyncDisposable
{
    private readonly CaseSeal _seal;
    private readonly DataKey _key;
    private readonly DateTimeOffset _now;
    private int _entries;

    internal CaseChange(Change change, CaseRow row, DataKey key, CaseSeal seal, DateTimeOffset now, DateOnly today)
    {
        (Change, Row, _key, _seal, _now, Today) = (change, row, key, seal, now, today);
        State = CaseBook.StateOf(row);
    }

    public Change Change { get; }

    public CaseRow Row { get; }

    /// <summary>Where the case stands in this change.</summary>
    public CaseState State { get; private set; }

    /// <summary>The day that counts where the company is established.</summary>
    public DateOnly Today { get; }

    /// <summary>Who asked, and where letters go.</summary>
    public Personal<CaseContact> Contact
    {
        get => _seal.Open(Row, _key);
        set => Row.SealedContact = _seal.Seal(Row.CaseId, value, _key);
    }

    /// <summary>What notes of a kind are about.</summary>
    public Task<List<string>> NotedAboutAsync(CaseNote note, CancellationToken cancel) =>
        Change.Db.Set<CaseEntryRow>().AsNoTracking()
            .Where(entry => entry.Bucket == Row.Bucket && entry.CaseId == Row.CaseId && entry.Note == note && entry.About != null)
            .OrderBy(entry => entry.EntryId).Select(entry => entry.About!).ToListAsync(cancel);

    /// <summary>Where the case stands from now on.</summary>
    public void MoveTo(CaseState state)
    {
        State = state;
        Row.Put(state, _now);
    }

    /// <summary>Whether what came by a mail is in the file.</summary>
    /// <param name="mail">Worked out from the mail.</param>
    public async Task<bool> HasMailAsync(Guid mail, CancellationToken cancel)
    {
        var entries = await Change.Db.Set<CaseEntryRow>().AsNoTracking()
            .Where(entry => entry.Bucket == Row.Bucket && entry.CaseId == Row.CaseId && entry.Note == CaseNote.ByMail)
            .Select(entry => entry.EntryId).ToListAsync(cancel);
        return entries.Exists(entry => OfMail(entry, mail) == entry);
    }

    /// <summary>Writes into the file.</summary>
    /// <param name="mail">What the mail that brought it is known by; null where none did.</param>
    public void Add(CaseEntry entry, Guid? mail = null)
    {
        // A millisecond apart, since entries sort by their ids.
        var id = Guid.CreateVersion7(_now.AddMilliseconds(_entries++));
        id = mail is { } known ? OfMail(id, known) : id;
        Change.Db.Add(new CaseEntryRow
        {
            Bucket = Row.Bucket, CaseId = Row.CaseId, EntryId = id, At = Micros.Truncate(entry.At), Author = entry.Author, By = entry.By,
            Step = entry.Step, Reason = entry.Reason, Note = entry.Note, About = entry.About,
            IsInternal = entry.IsInternal, KeyVersion = _key.Version,
            Sealed = entry.Text is { } text ? _seal.Seal(Row.CaseId, id, text, _key) : [],
        });
    }

    // The moment of the entry, and of the mail what tells it from others.
    private static Guid OfMail(Guid entry, Guid mail)
    {
        Span<byte> bytes = stackalloc byte[16], tail = stackalloc byte[16];
        entry.TryWriteBytes(bytes, bigEndian: true, out _);
        mail.TryWriteBytes(tail, bigEndian: true, out _);
        tail[8..].CopyTo(bytes[8..]);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Notes in the file that this change is one of several that are made together.</summary>
    /// <returns>False where the case has changed since it was seen.</returns>
    public bool TryMark(CaseMark? mark, string by)
    {
        if (mark is null)
            return true;
        if (Row.Version != mark.Seen)
            return false;
        Add(new CaseEntry(_now, CaseAuthor.Staff, by, null, null, IsInternal: true, null)
        {
            Note = CaseNote.Together, About = mark.Work.ToString("D"),
        });
        return true;
    }

    /// <summary>Commits.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody was quicker.</exception>
    public Task CommitAsync(IReadOnlyList<ClearFact> facts, CancellationToken cancel)
    {
        Row.Version++;
        return Change.CommitAsync(facts, cancel);
    }

    public ValueTask DisposeAsync() => Change.DisposeAsync();
}
