using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Log.Sequencing;
using Ombud.Tests.Running;

namespace Ombud.Tests.Backup;

/// <summary>What cannot be put back is refused with what to do, and nothing is touched.</summary>
public sealed class RefusedRestoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_backup_that_was_changed_in_any_file_is_refused_and_nothing_is_touched(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        await room.BackUpAsync();
        var before = await room.PictureAsync();
        var files = Directory.GetFiles(room.Data, "*", SearchOption.AllDirectories);
        Assert.InRange(files.Length, 3, int.MaxValue);

        foreach (var file in files)
        {
            var whole = await File.ReadAllBytesAsync(file, None);
            foreach (var damaged in new Func<byte[]?>[] { () => Flipped(whole), () => whole[..(whole.Length / 2)], () => null })
            {
                File.Delete(file);
                if (damaged() is { } bytes)
                    await File.WriteAllBytesAsync(file, bytes, None);
                Assert.NotEmpty(await BackupRoom.RefusedAsync(() => room.RestoreAsync()));
            }
            await File.WriteAllBytesAsync(file, whole, None);
            // One engine's few files or the other's many: each kind once is enough.
            if (file.Contains("standing", StringComparison.Ordinal))
                break;
        }

        Assert.Equal(before, await room.PictureAsync());
        Assert.Equal(BackupKind.Data, (await BackupRoom.CheckAsync(room.Data)).Manifest.Kind);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_journal_that_is_missing_older_or_of_another_history_is_refused(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        await room.BackUpAsync();
        var backedUp = (await File.ReadAllLinesAsync(room.Journal, None)).Length;
        await AddAsync(storage, "canary.later");
        var lines = await File.ReadAllLinesAsync(room.Journal, None);
        var before = await room.PictureAsync();

        await AssertAsync("There is no journal", null);
        await AssertAsync("older than the database that is there", lines[..backedUp]);
        await AssertAsync("older than the backup", lines[..(backedUp - 1)]);
        await AssertAsync("does not know the backup's checkpoint", [.. lines[..(backedUp - 1)], .. lines[backedUp..]]);
        await AssertAsync("not signed by this installation's key", [.. lines[..^1], Forged(lines[^1])]);

        await File.WriteAllLinesAsync(room.Journal, lines, None);
        Assert.Equal(before, await room.PictureAsync());
        await room.RestoreAsync();
        Assert.Contains("has not been started since", await BackupRoom.RefusedAsync(() => room.BackUpAsync(room.Data + "-early")),
            StringComparison.Ordinal);

        async Task AssertAsync(string says, string[]? journal)
        {
            File.Delete(room.Journal);
            if (journal is not null)
                await File.WriteAllLinesAsync(room.Journal, journal, None);
            var refused = await BackupRoom.RefusedAsync(() => room.RestoreAsync());
            Assert.Contains(says, refused, StringComparison.Ordinal);
            Assert.Contains("newest journal.jsonl", refused, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Keys_of_another_installation_and_older_copies_of_them_are_refused(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        await room.BackUpKeysAsync();
        await room.BackUpAsync();
        using var stranger = await FilledAsync(kind);
        using var theirs = new BackupRoom(stranger);
        await theirs.BackUpAsync();
        var before = await room.PictureAsync();

        Assert.Contains("they open nothing of it", await BackupRoom.RefusedAsync(() => room.RestoreAsync(data: theirs.Data)),
            StringComparison.Ordinal);
        Assert.Contains("older than the backup of the data", await BackupRoom.RefusedAsync(() => room.RestoreAsync(withKeys: true)),
            StringComparison.Ordinal);
        await theirs.BackUpKeysAsync();
        Assert.Contains("There is a key store already",
            await BackupRoom.RefusedAsync(() => theirs.RestoreAsync(replace: false, withKeys: true)), StringComparison.Ordinal);
        using var empty = TestStorage.Create(kind);
        Assert.Contains("after --keys", await BackupRoom.RefusedAsync(() => room.RestoreAsync(into: empty)), StringComparison.Ordinal);
        Assert.Contains("There is a database already", await BackupRoom.RefusedAsync(() => room.RestoreAsync(replace: false)),
            StringComparison.Ordinal);
        Assert.Contains("is a copy of the keys", await BackupRoom.RefusedAsync(() => room.RestoreAsync(data: room.Keys)),
            StringComparison.Ordinal);

        Assert.Equal(before, await room.PictureAsync());
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_backup_of_a_newer_version_or_another_engine_is_refused(StorageKind kind)
    {
        using var storage = await FilledAsync(kind);
        using var room = new BackupRoom(storage);
        var manifest = await room.BackUpAsync();
        var before = await room.PictureAsync();

        await RewriteAsync(manifest with { Schema = "29990101000000_Later" });
        Assert.Contains("newer version", await BackupRoom.RefusedAsync(() => room.RestoreAsync()), StringComparison.Ordinal);
        await RewriteAsync(manifest with { Format = BackupManifest.FormatVersion + 1 });
        Assert.Contains("has format 2", await BackupRoom.RefusedAsync(() => room.RestoreAsync()), StringComparison.Ordinal);
        using (var other = TestStorage.Create(kind is StorageKind.Sqlite ? StorageKind.Postgres : StorageKind.Sqlite))
        {
            await RewriteAsync(manifest);
            Assert.Contains("Restore it where it came from", await BackupRoom.RefusedAsync(() => room.RestoreAsync(into: other)),
                StringComparison.Ordinal);
        }

        Assert.Equal(before, await room.PictureAsync());

        async Task RewriteAsync(BackupManifest changed)
        {
            File.Delete(Path.Combine(room.Data, BackupManifest.FileName));
            File.Delete(Path.Combine(room.Data, BackupManifest.HashName));
            await changed.WriteAsync(room.Data, None);
        }
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_running_product_keeps_a_restore_out(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        await app.SequenceAsync();
        await room.BackUpAsync();

        var refused = await BackupRoom.RefusedAsync(() => room.RestoreAsync());

        Assert.Contains("Stop it and restore again", refused, StringComparison.Ordinal);
        using var health = await app.Http.GetAsync(new Uri("/healthz", UriKind.Relative), None);
        Assert.True(health.IsSuccessStatusCode);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Backups_of_data_and_keys_are_kept_apart_from_each_other_and_from_what_they_are_of()
    {
        using var storage = await FilledAsync(StorageKind.Sqlite);
        using var room = new BackupRoom(storage);
        await room.BackUpAsync();
        await room.BackUpKeysAsync();

        foreach (var place in new[] { room.Data, Path.GetDirectoryName(room.Data)!, Path.Combine(room.Data, "keys"), storage.DataFolder,
            storage.KeysFolder, Path.Combine(storage.KeysFolder, "copies"), Path.GetDirectoryName(storage.DataFolder)! })
            await AssertAsync(() => room.BackUpKeysAsync(folder: place));
        foreach (var place in new[] { room.Keys, storage.KeysFolder, storage.DataFolder })
            await AssertAsync(() => room.BackUpAsync(Path.Combine(place, "copy")));
        Assert.Contains("is there already", await BackupRoom.RefusedAsync(() => room.BackUpAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(room.Data, "*", SearchOption.AllDirectories), file => IsKey(file));
        var keys = BackUpKeys.NewestIn(room.Keys)!;
        Assert.DoesNotContain(Directory.GetFiles(keys), file => file.Contains("ombud.db", StringComparison.Ordinal) || IsJournal(file));

        static async Task AssertAsync(Func<Task> attempt) =>
            Assert.Contains("lies in or around", await BackupRoom.RefusedAsync(attempt), StringComparison.Ordinal);
    }

    private static bool IsKey(string file) =>
        IsJournal(file) || file.Contains("keys.db", StringComparison.Ordinal) || file.Contains("master", StringComparison.Ordinal);

    private static bool IsJournal(string file) => file.Contains("journal", StringComparison.Ordinal);

    private static async Task<TestStorage> FilledAsync(StorageKind kind)
    {
        var storage = TestStorage.Create(kind);
        await AddAsync(storage, "canary.7f3a");
        await AddAsync(storage, "canary.other");
        return storage;
    }

    private static async Task AddAsync(TestStorage storage, string canary)
    {
        var app = await OmbudApp.StartAsync(storage);
        await RestoredPeopleTests.PersonAsync(app, canary);
        await app.SequenceAsync();
        await app.StopAsync();
    }

    private static byte[] Flipped(byte[] whole)
    {
        var flipped = whole.ToArray();
        flipped[whole.Length / 2] ^= 1;
        return flipped;
    }

    // Larger than any, as somebody would write who wants an older backup to be put back without its receipts.
    private static string Forged(string line)
    {
        var note = Journal.CheckpointIn(line)!;
        var lines = note.Split('\n');
        lines[1] = "999999";
        return Journal.LineOf(string.Join('\n', lines));
    }
}
