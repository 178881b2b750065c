using System.Threading.Channels;

namespace Ombud.Database;

/// <summary>
/// One bounded queue and one writer, or a few: whatever waits is committed together, and each is acknowledged after its commit.
/// Where a group fails, each of it is tried alone, unless the whole database failed.
/// </summary>
/// <typeparam name="TItem">What is written.</typeparam>
/// <typeparam name="TResult">What its writer gets back.</typeparam>
internal sealed class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    private const int QueueMax = 8192;
    private const int TriesMax = 4;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(QueueMax) { FullMode = BoundedChannelFullMode.Wait });

    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _commit;
    private readonly int _groupMax;
    private readonly Task _writers;

    /// <param name="commit">Commits a group and gives a result for each item, in order; all or nothing.</param>
    /// <param name="lanes">How many groups may be on their way at once; the order between them is nobody's.</param>
    /// <param name="groupMax">Most items in one commit.</param>
    public GroupCommit(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit, int lanes = 1, int groupMax = 256)
    {
        _commit = commit;
        _groupMax = groupMax;
        _writers = Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(WriteAsync)));
    }

    /// <summary>Writes an item; done when it is committed, or failed as it would have failed alone.</summary>
    /// <remarks>Cancelling gives up waiting for room in the queue; what is in the queue is written all the same.</remarks>
    public async Task<TResult> WriteAsync(TItem item, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Waiting(item, done), cancel);
        return await done.Task;
    }

    private async Task WriteAsync()
    {
        var group = new List<Waiting>(_groupMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < _groupMax && _queue.Reader.TryRead(out var waiting))
                group.Add(waiting);
            // Another lane may have been quicker.
            if (group.Count > 0)
                await CommitAsync(group);
            group.Clear();
        }
    }

    private async Task CommitAsync(List<Waiting> group)
    {
        if (await TryCommitAsync(group) is not { } failure)
            return;

        // A full disk or a lost server fails each row alike, each after its own time-out: nobody is made to wait for that.
        if (group.Count == 1 || DbFailure.IsOfWholeDatabase(failure))
        {
            Fail(group, failure);
            return;
        }

        for (var i = 0; i < group.Count; i++)
        {
            if (await TryCommitAsync([group[i]]) is not { } alone)
                continue;
            if (DbFailure.IsOfWholeDatabase(alone))
            {
                Fail(group[i..], alone);
                return;
            }
            Fail([group[i]], alone);
        }
    }

    // What lost a race with another transaction is tried again as it is, for one row as for many.
    private async Task<Exception?> TryCommitAsync(List<Waiting> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await CommitOnceAsync(group);
            if (failure is null || attempt == TriesMax || !DbFailure.IsOfRace(failure))
                return failure;
        }
    }

    private async Task<Exception?> CommitOnceAsync(List<Waiting> group)
    {
        try
        {
            var results = await _commit(group.ConvertAll(waiting => waiting.Item));
            for (var i = 0; i < group.Count; i++)
                group[i].Done.TrySetResult(results[i]);
            return null;
        }
#pragma warning disable CA1031 // One bad row must not fail the others, whatever it was.
        catch (Exception failure)
        {
            return failure;
        }
#pragma warning restore CA1031
    }

    private static void Fail(List<Waiting> group, Exception failure)
    {
        foreach (var waiting in group)
            waiting.Done.TrySetException(failure);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writers;
    }

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Done);
}
