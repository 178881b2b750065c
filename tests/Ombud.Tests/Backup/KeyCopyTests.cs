using Microsoft.Extensions.Time.Testing;
using Ombud.Backup.Checking;
using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Tests.Running;

namespace Ombud.Tests.Backup;

/// <summary>Copies of the keys open what backups hold of the erased, and so do not stay.</summary>
public sealed class KeyCopyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.backups")]
    public async Task A_copy_of_the_keys_goes_when_its_time_is_over_and_the_others_stay(StorageKind kind)
    {
        using var storage = await StartedAsync(kind);
        using var room = new BackupRoom(storage);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var first = await room.BackUpKeysAsync(clock, days: 2);
        clock.Advance(TimeSpan.FromDays(1));
        var second = await room.BackUpKeysAsync(clock, days: 30);
        Assert.Empty(second.Deleted);
        // What was damaged is not deleted: nobody knows what it holds.
        var damaged = Path.Combine(room.Keys, "keys-damaged");
        Directory.CreateDirectory(damaged);
        clock.Advance(TimeSpan.FromDays(1));

        var third = await room.BackUpKeysAsync(clock, days: 1);

        Assert.Equal([first.Folder], third.Deleted);
        Assert.Equal([second.Folder, third.Folder, damaged], Directory.GetDirectories(room.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(clock.GetUtcNow().AddDays(1), third.Manifest.KeepUntil!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(third.Folder, (await BackupRoom.CheckAsync(room.Keys)).Folder);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_copy_of_the_keys_that_was_changed_is_refused_as_is_one_with_another_master_key(StorageKind kind)
    {
        using var storage = await StartedAsync(kind);
        using var room = new BackupRoom(storage);
        var copy = (await room.BackUpKeysAsync()).Folder;
        var master = Path.Combine(copy, BackUpKeys.MasterName);
        var right = await File.ReadAllBytesAsync(master, None);
        var other = right.ToArray();
        other[0] ^= 1;
        await File.WriteAllBytesAsync(master, other, None);

        Assert.Contains("master.key was changed", await BackupRoom.RefusedAsync(() => BackupRoom.CheckAsync(copy)),
            StringComparison.Ordinal);
        // Whoever writes the manifest anew is found out by what the key does not open.
        var manifest = await BackupManifest.ReadAsync(copy, None);
        File.Delete(Path.Combine(copy, BackupManifest.FileName));
        File.Delete(Path.Combine(copy, BackupManifest.HashName));
        await (manifest with { Files = await BackupFiles.ListAsync(copy, None) }).WriteAsync(copy, None);
        Assert.Contains("is not the master key", await BackupRoom.RefusedAsync(() => BackupRoom.CheckAsync(copy)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task On_a_new_machine_data_keys_and_journal_make_the_installation_again(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        var anna = await RestoredPeopleTests.PersonAsync(app, "canary.7f3a");
        await app.SequenceAsync();
        using var storage = await app.StopAsync();
        using var room = new BackupRoom(storage);
        await room.BackUpAsync();
        await room.BackUpKeysAsync();
        using var other = TestStorage.Create(kind);
        Directory.CreateDirectory(other.KeysFolder);
        File.Copy(room.Journal, Path.Combine(other.KeysFolder, "journal.jsonl"));

        var done = await room.RestoreAsync(replace: false, withKeys: true, into: other);

        Assert.Empty(done.Aside);
        var restored = await OmbudApp.StartAsync(other);
        Assert.Equal(3, (await RestoredPeopleTests.RecordsAsync(restored, anna)).Count);
        Assert.False((await restored.Get<Ombud.Log.Standings>().FindAsync(anna, None))!.IsErased);
        await restored.SequenceAsync();
        Assert.True((await restored.MeasureAsync("trail-continues")).Holds);
        await restored.StopAsync();
    }

    [Fact]
    public async Task The_commands_say_in_one_line_what_they_did_or_what_is_wrong()
    {
        using var storage = await StartedAsync(StorageKind.Sqlite);
        using var room = new BackupRoom(storage);
        Directory.CreateDirectory(Path.GetDirectoryName(room.Data)!);

        var data = await OmbudProcess.RunAsync(["backup", room.Data, .. storage.Arguments]);
        var keys = await OmbudProcess.RunAsync(["backup", "keys", room.Keys, "--keep-days", "7", .. storage.Arguments]);
        var good = await OmbudProcess.RunAsync("verify", room.Data);
        var living = await OmbudProcess.RunAsync(["verify", .. storage.Arguments]);
        await File.AppendAllTextAsync(Path.Combine(room.Data, BackUpData.FileName), "x", None);
        var bad = await OmbudProcess.RunAsync("verify", room.Data);
        var days = await OmbudProcess.RunAsync(["backup", "keys", room.Keys, "--keep-days", "366", .. storage.Arguments]);

        Assert.Equal((0, ""), (data.Code, data.Error));
        Assert.Equal((0, ""), (keys.Code, keys.Error));
        Assert.StartsWith("Copied the keys to ", keys.Out, StringComparison.Ordinal);
        Assert.Equal((0, 1), (good.Code, good.Out.TrimEnd().Split('\n').Length));
        Assert.StartsWith("Verified: data of ", good.Out, StringComparison.Ordinal);
        Assert.Equal(0, living.Code);
        Assert.Contains("Verified: the living installation.", living.Out, StringComparison.Ordinal);
        Assert.Equal(1, bad.Code);
        Assert.Contains("ombud.db has ", bad.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, days.Code);
        Assert.True(CheckBackup.IsBackup(room.Keys));
    }

    private static async Task<TestStorage> StartedAsync(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        await app.SequenceAsync();
        return await app.StopAsync();
    }
}
