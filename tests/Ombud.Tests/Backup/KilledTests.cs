using System.Diagnostics;
using Ombud.Backup.Folder;
using Ombud.Backup.Replaying;
using Ombud.Erasure;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Backup;

/// <summary>Whatever is killed, and whatever is written meanwhile: a backup is whole or none, and data is there, old or new.</summary>
public sealed class KilledTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    // With that many files and folders in its draft, from none on, a backup is killed.
    private const int EntriesMax = 4;

    // From before the process has read its settings to after its end; where each falls differs from machine to machine.
    private static readonly int[] KillAfterMilliseconds = [250, 500, 800, 1200, 1700, 2500];

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_backup_that_is_killed_is_taken_for_none(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        var killed = 0;

        for (var entries = 0; entries < EntriesMax; entries++)
        {
            var folder = $"{room.Data}-{entries}";
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            var drafts = Path.GetFileName(folder) + DraftFolder.Unfinished + "*";
            await KillAsync(["backup", folder, .. storage.Arguments], () => HasBegun(Path.GetDirectoryName(folder)!, drafts, entries));
            if (Directory.Exists(folder))
                await BackupRoom.CheckAsync(folder);
            foreach (var left in Directory.GetDirectories(Path.GetDirectoryName(folder)!, drafts))
            {
                killed++;
                await BackupRoom.RefusedAsync(() => room.RestoreAsync(data: left));
            }
        }

        Assert.True(killed > 0, "No kill met a backup in the middle, so that this shows nothing.");
        var (code, said, error) = await OmbudProcess.RunAsync(["backup", room.Data + "-last", .. storage.Arguments]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Backed up", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_restore_that_is_killed_leaves_the_old_data_or_the_new_under_its_mark(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        await room.BackUpAsync();
        var app = await OmbudApp.StartAsync(storage);
        var late = await RestoredPeopleTests.PersonAsync(app, "canary.late");
        await app.SequenceAsync();
        await app.StopAsync();

        foreach (var after in KillAfterMilliseconds)
        {
            BackupRoom.LetGo();
            await KillAsync(["restore", room.Data, "--replace", .. storage.Arguments], after);
            // The old data has the late one and no mark, the new has the mark and not the late one.
            Assert.Equal(await IsMarkedAsync(storage), !await IsKnownAsync(storage, late));
        }
        BackupRoom.LetGo();
        var (code, said, error) = await OmbudProcess.RunAsync(["restore", room.Data, "--replace", .. storage.Arguments]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("What was there lies in", said, StringComparison.Ordinal);
        Assert.True(await IsMarkedAsync(storage));
        var restored = await OmbudApp.StartAsync(storage);
        Assert.False(await IsMarkedAsync(storage));
        Assert.True((await restored.MeasureAsync("trail-verifies")).Holds);
        await restored.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_start_that_is_killed_while_it_replays_is_made_up_for_by_the_next(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        var app = await OmbudApp.StartAsync(storage);
        var people = new List<SubjectId>();
        for (var i = 0; i < 5; i++)
            people.Add(await RestoredPeopleTests.PersonAsync(app, $"canary.{i}"));
        await app.SequenceAsync();
        await room.BackUpAsync();
        foreach (var person in people)
            await RestoredPeopleTests.EraseAsync(app, person);
        await app.SequenceAsync();
        await app.StopAsync();
        await room.RestoreAsync();

        foreach (var after in new[] { 1500, 2500, 3500 })
        {
            await KillAsync(
                ["--urls", "http://127.0.0.1:0", "--environment", "Development", "--Ombud:Controls", "false", .. storage.Arguments], after);
        }
        var restored = await OmbudApp.StartAsync(storage);

        Assert.False(await IsMarkedAsync(storage));
        foreach (var person in people)
        {
            Assert.True((await restored.Get<Standings>().FindAsync(person, None))!.IsErased);
            Assert.Equal(ErasureStep.Done, (await restored.Get<EraseSubject>().FindAsync(person, None))!.Step);
        }
        await restored.SequenceAsync();
        Assert.True((await restored.MeasureAsync("trail-verifies")).Holds);
        Assert.True((await restored.MeasureAsync("trail-continues")).Holds);
        await restored.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_backup_under_load_is_of_one_moment_and_misses_nothing_acknowledged_before_it(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        using var stop = new CancellationTokenSource();
        var written = new System.Collections.Concurrent.ConcurrentQueue<Guid>();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var fact = StoredPerson.Answer("newsletters", "aerotek-se");
                if (await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), fact, None) is Appended.Done done)
                    written.Enqueue(done.Fact.Id);
            }
        }, None)).ToArray();
        while (written.Count < 200)
            await app.Get<Sequencer>().SequenceAsync(None);

        var before = written.ToArray();
        var manifest = await room.BackUpAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await app.SequenceAsync();
        var storage = await app.StopAsync();

        Assert.Equal(manifest.Tables.Single(table => table.Name == "trail_entry").Rows, manifest.TreeSize);
        await BackupRoom.CheckAsync(room.Data);
        await room.RestoreAsync();
        await using (var connection = await TestDb.OpenAsync(storage))
        {
            Assert.Equal(before.Length, await CountAsync(connection, before));
            // Every fact is in the tree or waits for it.
            Assert.Equal(
                await TestDb.CountAsync(connection, "select (select count(*) from fact) + (select count(*) from clear_fact)"),
                await TestDb.CountAsync(connection, "select (select count(*) from trail_entry) + (select count(*) from unsequenced)"));
        }
        await using var restored = await OmbudApp.StartAsync(storage);
        await restored.SequenceAsync();
        Assert.True((await restored.MeasureAsync("trail-verifies")).Holds);
    }

    private static async Task<int> CountAsync(System.Data.Common.DbConnection connection, IReadOnlyList<Guid> facts)
    {
        var found = 0;
        foreach (var fact in facts)
        {
            await using var select = Ombud.Database.DbCommands.With(
                Ombud.Database.DbCommands.Command(connection, "select 1 from fact where fact_id = @fact"), "fact", fact);
            found += await select.ExecuteScalarAsync(None) is null ? 0 : 1;
        }
        return found;
    }

    private static Task KillAsync(IReadOnlyList<string> args, int after)
    {
        var began = Stopwatch.GetTimestamp();
        return KillAsync(args, () => Stopwatch.GetElapsedTime(began).TotalMilliseconds >= after);
    }

    // Watched from a thread of its own: beside other tests a timer may come late, when there is nothing left to kill.
    private static async Task KillAsync(IReadOnlyList<string> args, Func<bool> isTime)
    {
        using var process = OmbudProcess.Start(args);
        _ = process.StandardOutput.ReadToEndAsync(None);
        _ = process.StandardError.ReadToEndAsync(None);
        var watch = new Thread(() =>
        {
            while (!process.HasExited && !isTime())
                Thread.Sleep(1);
            if (!process.HasExited)
                process.Kill();
        });
        watch.Start();
        await process.WaitForExitAsync(None);
        watch.Join();
    }

    private static bool HasBegun(string parent, string drafts, int entries)
    {
        try
        {
            return Directory.GetDirectories(parent, drafts) is [var draft]
                && Directory.GetFileSystemEntries(draft, "*", SearchOption.AllDirectories).Length >= entries;
        }
        catch (DirectoryNotFoundException)
        {
            // It got its name meanwhile.
            return false;
        }
    }

    private static async Task<bool> IsMarkedAsync(TestStorage storage)
    {
        await using var connection = await TestDb.OpenAsync(storage);
        return await RestoreMark.ReadAsync(connection, null, None) is not null;
    }

    private static async Task<bool> IsKnownAsync(TestStorage storage, SubjectId subject)
    {
        await using var connection = await TestDb.OpenAsync(storage);
        return await Standings.ReadAsync(connection, null, subject, None) is not null;
    }

    private static async Task<TestStorage> FilledAsync(StorageKind kind)
    {
        var storage = TestStorage.Create(kind);
        var app = await OmbudApp.StartAsync(storage);
        await RestoredPeopleTests.PersonAsync(app, "canary.7f3a");
        await app.SequenceAsync();
        await app.StopAsync();
        return storage;
    }
}
