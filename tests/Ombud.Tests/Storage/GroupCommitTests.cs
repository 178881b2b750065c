using Microsoft.Data.Sqlite;
using Ombud.Database;

namespace Ombud.Tests.Storage;

public sealed class GroupCommitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_waits_is_committed_together_and_each_gets_its_own_result()
    {
        var gate = new TaskCompletionSource();
        var groups = new List<int>();
        await using var writer = new GroupCommit<int, int>(async group =>
        {
            await gate.Task;
            groups.Add(group.Count);
            return [.. group.Select(item => item * 2)];
        }, groupMax: 4);

        var writing = Enumerable.Range(0, 9).Select(item => writer.WriteAsync(item, None)).ToList();
        gate.SetResult();

        Assert.Equal(Enumerable.Range(0, 9).Select(item => item * 2), await Task.WhenAll(writing));
        Assert.Equal(9, groups.Sum());
        Assert.All(groups, count => Assert.InRange(count, 1, 4));
        Assert.True(groups.Count < 9, "nothing was grouped");
    }

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task A_row_alone_that_lost_a_race_is_tried_again(string state)
    {
        var tries = 0;
        await using var writer = new GroupCommit<int, int>(group => ++tries < 3
            ? throw new Npgsql.PostgresException("lost", "ERROR", "ERROR", state)
            : Task.FromResult<IReadOnlyList<int>>([.. group]));

        Assert.Equal(7, await writer.WriteAsync(7, None));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_row_that_fails_fails_alone()
    {
        var gate = new TaskCompletionSource();
        await using var writer = new GroupCommit<int, int>(async group =>
        {
            await gate.Task;
            return group.Contains(3) ? throw new InvalidOperationException("three") : [.. group];
        });

        var writing = Enumerable.Range(0, 6).Select(item => writer.WriteAsync(item, None)).ToList();
        gate.SetResult();

        foreach (var item in Enumerable.Range(0, 6).Where(item => item != 3))
            Assert.Equal(item, await writing[item]);
        Assert.Equal("three", (await Assert.ThrowsAsync<InvalidOperationException>(() => writing[3])).Message);
    }

    [Fact]
    public async Task A_full_database_fails_the_group_at_once_and_the_next_group_is_tried_again()
    {
        var gate = new TaskCompletionSource();
        var (tries, isFull) = (0, true);
        await using var writer = new GroupCommit<int, int>(async group =>
        {
            await gate.Task;
            tries++;
            return isFull ? throw new SqliteException("database or disk is full", 13) : [.. group];
        });

        var writing = Enumerable.Range(0, 50).Select(item => writer.WriteAsync(item, None)).ToList();
        gate.SetResult();
        foreach (var write in writing)
            await Assert.ThrowsAsync<SqliteException>(() => write);

        Assert.InRange(tries, 1, 2);
        isFull = false;
        Assert.Equal(7, await writer.WriteAsync(7, None));
    }

    [Fact]
    public async Task The_queue_is_bounded_and_who_waits_for_room_may_give_up()
    {
        var gate = new TaskCompletionSource();
        await using var writer = new GroupCommit<int, int>(async group =>
        {
            await gate.Task;
            return [.. group];
        }, groupMax: 1);
        using var patience = new CancellationTokenSource();

        var writing = Enumerable.Range(0, 9000).Select(item => writer.WriteAsync(item, patience.Token)).ToList();
        await patience.CancelAsync();
        gate.SetResult();

        var outcomes = await Task.WhenAll(writing.Select(async write =>
        {
            try
            {
                await write;
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }));
        Assert.InRange(outcomes.Count(wrote => wrote), 8192, 8194);
    }

    [Fact]
    public async Task Disposal_writes_what_was_taken_and_takes_no_more()
    {
        var gate = new TaskCompletionSource();
        var written = new List<int>();
        var writer = new GroupCommit<int, int>(async group =>
        {
            await gate.Task;
            written.AddRange(group);
            return [.. group];
        }, groupMax: 2);
        var writing = Enumerable.Range(0, 7).Select(item => writer.WriteAsync(item, None)).ToList();

        var disposal = writer.DisposeAsync().AsTask();
        gate.SetResult();
        await disposal;

        Assert.Equal(Enumerable.Range(0, 7), await Task.WhenAll(writing));
        Assert.Equal(Enumerable.Range(0, 7), written);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => writer.WriteAsync(8, None));
    }

    [Fact]
    public async Task Lanes_are_on_their_way_at_once_and_no_more_of_them_than_told()
    {
        var (now, most) = (0, 0);
        await using var writer = new GroupCommit<int, int>(async group =>
        {
            var atOnce = Interlocked.Increment(ref now);
            InterlockedMax(ref most, atOnce);
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            return [.. group];
        }, lanes: 2, groupMax: 1);

        var written = await Task.WhenAll(Enumerable.Range(0, 12).Select(item => writer.WriteAsync(item, None)));

        Assert.Equal(Enumerable.Range(0, 12), written);
        Assert.Equal(2, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
