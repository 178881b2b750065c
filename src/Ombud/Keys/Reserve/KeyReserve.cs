using System.Collections.Concurrent;
using System.Threading.Channels;
using Ombud.Policies.Deciding;

namespace Ombud.Keys.Reserve;

/// <summary>
/// Ids for people who are heard of for the first time, whose key of facts is committed already. In a rush of visitors their
/// keys are made many at a time, and nobody waits for one of their own; at other times nothing is kept here.
/// </summary>
/// <remarks>
/// What is in reserve stands in the key store by its ids, so that a key which nobody came for is taken away again: after ten
/// minutes, at the end of the process, or a day after the process was killed.
/// </remarks>
internal sealed class KeyReserve(KeyStore store, KeyRing keys, TimeProvider time)
{
    /// <summary>How many newcomers in one second are a rush.</summary>
    internal const int Rush = 32;

    private const int Size = 256;
    private const int Batches = 2;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentQueue<Batch> _ready = new();
    private readonly ConcurrentQueue<Guid> _spent = new();
    private readonly Channel<bool> _wanted =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _second;
    private int _asked;

    /// <summary>An id for somebody new; nobody else gets it.</summary>
    public SubjectId Take()
    {
        if (IsRush() && _ready.Count < Batches)
            _wanted.Writer.TryWrite(true);
        while (_ready.TryPeek(out var batch) && IsFresh(batch))
        {
            if (batch.Take(out var isFirstBeyond) is { } subject)
                return subject;
            if (!isFirstBeyond)
                break;
            // One alone takes a spent batch away, and looks at the next.
            _ready.TryDequeue(out _);
            _spent.Enqueue(batch.Id);
        }
        return SubjectId.New(time);
    }

    /// <summary>Waits until a rush asks for more.</summary>
    /// <returns>False where none did for so long.</returns>
    public async Task<bool> IsWantedAsync(TimeSpan wait, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        both.CancelAfter(wait);
        try
        {
            return await _wanted.Reader.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Makes the keys of another batch. Not cut off by the end of the process, which then takes them away again.</summary>
    public async Task RefillAsync()
    {
        var cancel = CancellationToken.None;
        var now = time.GetUtcNow();
        var subjects = Enumerable.Range(0, Size).Select(_ => new SubjectId(Guid.CreateVersion7(now))).ToArray();
        var batch = new Batch(Guid.CreateVersion7(now), subjects, now);
        var spent = new List<Guid>();
        while (_spent.TryDequeue(out var id))
            spent.Add(id);

        // Noted before the keys are: a process killed in between leaves ids without keys, which harms nobody.
        await ReserveRows.NoteAsync(store, batch.Id, subjects, now, spent, cancel);
        await keys.EnsureAsync([.. subjects.Select(KeyName.Facts)], cancel);
        _ready.Enqueue(batch);
    }

    /// <summary>Takes away the keys that nobody came for.</summary>
    /// <param name="isEnd">Of every batch, and not of those alone that were made long ago.</param>
    public async Task DiscardAsync(bool isEnd, CancellationToken cancel)
    {
        while (_ready.TryPeek(out var batch) && (isEnd || !IsFresh(batch)) && _ready.TryDequeue(out batch))
            await ReserveRows.DiscardAsync(store, batch.Id, batch.TakeRest(), cancel);
        while (_spent.TryDequeue(out var id))
            await ReserveRows.DiscardAsync(store, id, [], cancel);
    }

    // By the clock of the wall, as whoever clears what was abandoned goes by it: another one stands still while a machine sleeps.
    private bool IsFresh(Batch batch) => time.GetUtcNow() - batch.MadeAt is var age && age >= TimeSpan.Zero && age < Fresh;

    // Two at once may count one the less: it is about many.
    private bool IsRush()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        if (second != Volatile.Read(ref _second))
        {
            Volatile.Write(ref _second, second);
            Volatile.Write(ref _asked, 0);
        }
        return Interlocked.Increment(ref _asked) > Rush;
    }

    /// <summary>Ids made together, each of which is handed out once.</summary>
    private sealed class Batch(Guid id, SubjectId[] subjects, DateTimeOffset madeAt)
    {
        private int _next;

        public Guid Id => id;

        public DateTimeOffset MadeAt => madeAt;

        /// <param name="isFirstBeyond">Whether nobody before found it spent.</param>
        public SubjectId? Take(out bool isFirstBeyond)
        {
            var place = Interlocked.Increment(ref _next) - 1;
            isFirstBeyond = place == subjects.Length;
            return place < subjects.Length ? subjects[place] : null;
        }

        /// <summary>Those that were never handed out, and never will be.</summary>
        public ArraySegment<SubjectId> TakeRest()
        {
            // Beyond the place at which it would be taken away: it has been.
            var from = Math.Min(Interlocked.Exchange(ref _next, subjects.Length + 1), subjects.Length);
            return new ArraySegment<SubjectId>(subjects, from, subjects.Length - from);
        }
    }
}
