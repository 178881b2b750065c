using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Log;

/// <summary>Nobody is shown two histories under one name, whatever was put back.</summary>
public sealed class RestoredDatabaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_older_copy_of_the_database_signs_nothing_and_it_is_said()
    {
        var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await SignAsync(app, 3);
        var storage = await app.StopAsync();
        using var older = DataCopy.Of(storage);
        app = await OmbudApp.StartAsync(storage);
        await SignAsync(app, 3);
        await app.StopAsync();

        older.PutBack();
        await using var restored = await OmbudApp.StartAsync(storage);
        var before = await NewestAsync(restored);
        // More than were lost: signed, they would make a tree as large as the one that people have seen.
        for (var i = 0; i < 5; i++)
            await AppendAsync(restored);
        Assert.Equal(0, await restored.Get<Sequencer>().SequenceAsync(None));

        Assert.Equal(TrailStanding.Behind, restored.Get<Sequencer>().Refusal!.Standing);
        Assert.Equal(before, await NewestAsync(restored));
        Assert.Contains(restored.Logs.Lines, line => line.Contains("Nothing is signed", StringComparison.Ordinal));
        Assert.False((await restored.MeasureAsync("trail-continues")).Holds);
        using var health = await restored.Http.GetAsync(new Uri("/healthz", UriKind.Relative), None);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("trail-refused", await health.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_with_other_leaves_than_were_signed_signs_nothing()
    {
        var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await SignAsync(app, 3);
        var storage = await app.StopAsync();
        using var older = DataCopy.Of(storage);
        app = await OmbudApp.StartAsync(storage);
        await SignAsync(app, 1);
        var journal = app.Get<Journal>().File;
        await app.StopAsync();
        var newer = await File.ReadAllTextAsync(journal, None);

        // Data and journal of the same day are put back, and life goes on; then the right journal is found.
        older.PutBack();
        await File.WriteAllLinesAsync(journal, newer.TrimEnd('\n').Split('\n')[..^1], None);
        app = await OmbudApp.StartAsync(storage);
        await SignAsync(app, 4);
        await app.StopAsync();
        await File.WriteAllTextAsync(journal, newer, None);
        await using var forked = await OmbudApp.StartAsync(storage);
        var before = await NewestAsync(forked);
        await AppendAsync(forked);

        Assert.Equal(0, await forked.Get<Sequencer>().SequenceAsync(None));
        Assert.Equal(TrailStanding.Differs, forked.Get<Sequencer>().Refusal!.Standing);
        Assert.Equal(before, await NewestAsync(forked));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task An_older_journal_signs_nothing_until_the_newest_is_put_back(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        for (var i = 0; i < 3; i++)
            await SignAsync(app, 1);
        var journal = app.Get<Journal>().File;
        var storage = await app.StopAsync();
        var newest = await File.ReadAllLinesAsync(journal, None);
        await File.WriteAllLinesAsync(journal, newest[..^2], None);

        await using var next = await OmbudApp.StartAsync(storage);
        await AppendAsync(next);
        Assert.Equal(0, await next.Get<Sequencer>().SequenceAsync(None));
        Assert.Equal(TrailStanding.JournalOlder, next.Get<Sequencer>().Refusal!.Standing);
        Assert.False((await next.MeasureAsync("trail-continues")).Holds);
        File.Delete(journal);
        Assert.Equal(0, await next.Get<Sequencer>().SequenceAsync(None));

        await File.WriteAllLinesAsync(journal, newest, None);
        await next.SequenceAsync();
        Assert.Null(next.Get<Sequencer>().Refusal);
        Assert.True((await next.MeasureAsync("trail-continues")).Holds);
        Assert.True((await next.MeasureAsync("trail-verifies")).Holds);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_kill_between_the_commit_and_the_journal_is_made_up_for_before_anything_else_is_signed(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        await SignAsync(app, 2);
        await SignAsync(app, 2);
        var (journal, lost) = (app.Get<Journal>().File, await NewestAsync(app));
        var storage = await app.StopAsync();
        await File.WriteAllLinesAsync(journal, (await File.ReadAllLinesAsync(journal, None))[..^1], None);

        await using var next = await OmbudApp.StartAsync(storage);
        await SignAsync(next, 2);

        var lines = await File.ReadAllLinesAsync(journal, None);
        Assert.Equal([Journal.LineOf(lost!), Journal.LineOf((await NewestAsync(next))!)], lines[^2..]);
        Assert.Null(next.Get<Sequencer>().Refusal);
        Assert.True((await next.MeasureAsync("trail-verifies")).Holds);
    }

    private static async Task SignAsync(OmbudApp app, int facts)
    {
        await app.SequenceAsync();
        for (var i = 0; i < facts; i++)
            await AppendAsync(app);
        await app.SequenceAsync();
    }

    private static Task<Appended> AppendAsync(OmbudApp app) =>
        app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);

    private static async Task<string?> NewestAsync(OmbudApp app)
    {
        await using var connection = await TestDb.OpenAsync(app.Storage);
        return await TrailRows.CheckpointAsync(connection, null, None);
    }
}
