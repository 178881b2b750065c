using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Rotation;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Keys;

public sealed class KeyStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_missing_master_key_is_named() =>
        await RefusedAsync(File.Delete, "but", "master.key is missing");

    [Fact]
    public async Task A_wrong_master_key_is_named() =>
        await RefusedAsync(file => File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32)), "is not the master key of this key store");

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task A_cut_off_master_key_is_named(int size) =>
        await RefusedAsync(file => File.WriteAllBytes(file, new byte[size]), "must hold exactly 32 bytes");

    [Fact]
    public async Task A_refused_master_key_put_back_opens_everything_again()
    {
        var subject = SubjectId.New(TimeProvider.System);
        using var storage = await StoppedAsync(subject);
        var file = MasterKey.FileIn(storage.KeysFolder);
        File.Move(file, file + ".away");
        await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));
        File.Move(file + ".away", file);

        var app = await OmbudApp.StartAsync(storage);

        Assert.NotNull(await app.Get<Ombud.Log.Standings>().FindAsync(subject, None));
        await app.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_key_store_of_a_newer_version_is_refused(StorageKind kind)
    {
        using var storage = await (await OmbudApp.StartAsync(kind)).StopAsync();
        await using (var connection = await TestDb.OpenKeysAsync(storage))
            await TestDb.RunAsync(connection, "update installation set schema_version = 99");

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));

        Assert.Contains("key store is from a newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public async Task A_cut_off_key_store_is_named(int size)
    {
        using var storage = await StoppedAsync(SubjectId.New(TimeProvider.System));
        var file = Path.Combine(storage.KeysFolder, "keys.db");
        foreach (var log in new[] { file + "-wal", file + "-shm" })
            File.Delete(log);
        await using (var stream = File.OpenWrite(file))
            stream.SetLength(size);

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));

        Assert.Contains("OMBUD_KEYS (keys.db) is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task An_empty_key_store_beside_data_is_refused_again_and_again(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        using var storage = await app.StopAsync();
        await using (var connection = await TestDb.OpenKeysAsync(storage))
            await TestDb.RunAsync(connection, "delete from installation; delete from data_key; delete from epoch; delete from secret");

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));
            Assert.Contains("The key store is empty but the database holds people's data", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task No_file_holds_a_key_in_clear_but_the_master_keys_own(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var name = KeyName.Facts(SubjectId.New(TimeProvider.System));
        await app.Get<Ledger>().AppendAsync(name.Subject, new SampleGiven("newsletters"), None);
        var master = await File.ReadAllBytesAsync(MasterKey.FileIn(app.Storage.KeysFolder), None);
        var keys = new List<byte[]> { master, await app.Get<Secrets>().GetAsync("trail-signer", None), await DataKeyAsync(app, name) };

        Assert.All(Files(app.Storage), file => Assert.All(keys, key =>
            Assert.True(key == master && file.Path.EndsWith("master.key", StringComparison.Ordinal)
                || file.Bytes.AsSpan().IndexOf(key) < 0, file.Path)));
        foreach (var bytes in await WrappedAsync(app))
            Assert.All(keys, key => Assert.True(bytes.AsSpan().IndexOf(key) < 0));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Two_processes_that_make_the_same_keys_at_once_get_the_same(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var two = await OmbudApp.StartAsync(one.Storage);
        var names = Enumerable.Range(0, 40).Select(_ => KeyName.Facts(SubjectId.New(TimeProvider.System))).ToList();

        await Task.WhenAll(names.SelectMany(name => new[] { one, two, one }.Select(app => Task.Run(async () =>
            await app.Get<KeyRing>().GetOrCreateAsync(name, None)))));

        foreach (var name in names)
        {
            var sealedValue = (await one.Get<KeyRing>().FindAsync(name, None))!.Encrypt("value"u8, "place"u8);
            var other = (await two.Get<KeyRing>().FindAsync(name, None))!;
            Assert.Equal("value", System.Text.Encoding.UTF8.GetString(other.Decrypt(sealedValue, "place"u8)));
        }
        Assert.Equal(await one.Get<Secrets>().GetAsync("shared", None), await two.Get<Secrets>().GetAsync("shared", None));
        await two.StopAsync();
    }

    [Fact]
    public async Task A_destroyed_key_lies_in_no_file_of_the_key_store()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var name = KeyName.Facts(SubjectId.New(TimeProvider.System));
        await app.Get<KeyRing>().EnsureAsync([name], None);
        var wrapped = (await WrappedAsync(app)).Last();
        Assert.Contains(Files(app.Storage), file => file.Bytes.AsSpan().IndexOf(wrapped) >= 0);

        await app.Get<KeyRing>().DestroyAsync(name.Subject, None);

        Assert.All(Files(app.Storage), file => Assert.True(file.Bytes.AsSpan().IndexOf(wrapped) < 0, file.Path));
        Assert.Null(await app.Get<KeyRing>().FindAsync(name, None));
    }

    [Fact]
    public async Task Destroying_a_persons_keys_leaves_the_proof()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var subject = SubjectId.New(TimeProvider.System);
        var (facts, special, proof) = (KeyName.Facts(subject), new KeyName(subject, "aerotek", Compartment.Special),
            new KeyName(subject, "aerotek", Compartment.Proof));
        await app.Get<KeyRing>().EnsureAsync([facts, special, proof], None);

        await app.Get<KeyRing>().DestroyAsync(subject, None);
        app.Get<KeyRing>().ForgetOpenKeys();

        Assert.Null(await app.Get<KeyRing>().FindAsync(facts, None));
        Assert.Null(await app.Get<KeyRing>().FindAsync(special, None));
        Assert.NotNull(await app.Get<KeyRing>().FindAsync(proof, None));
    }

    private static async Task RefusedAsync(Action<string> spoil, params string[] words)
    {
        using var storage = await StoppedAsync(SubjectId.New(TimeProvider.System));
        spoil(MasterKey.FileIn(storage.KeysFolder));

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));

        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }

    private static async Task<TestStorage> StoppedAsync(SubjectId subject)
    {
        var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await app.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), None);
        var storage = await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return storage;
    }

    private static IReadOnlyList<(string Path, byte[] Bytes)> Files(TestStorage storage) =>
    [
        .. new[] { storage.DataFolder, storage.KeysFolder }.SelectMany(Directory.GetFiles)
            .Select(path => (path, File.ReadAllBytes(path))),
    ];

    private static async Task<List<byte[]>> WrappedAsync(OmbudApp app)
    {
        await using var connection = await TestDb.OpenKeysAsync(app.Storage);
        await using var select = connection.Command("select wrapped from secret union all select wrapped from epoch union all select wrapped from data_key");
        await using var reader = await select.ExecuteReaderAsync(None);
        var wrapped = new List<byte[]>();
        while (await reader.ReadAsync(None))
            wrapped.Add(reader.BytesAt(0));
        return wrapped;
    }

    private static async Task<byte[]> DataKeyAsync(OmbudApp app, KeyName name)
    {
        await using var connection = await TestDb.OpenKeysAsync(app.Storage);
        await using var select = connection.Command("select epoch, wrapped from data_key where subject_id = @subject")
            .With("subject", name.Subject.Value);
        await using var reader = await select.ExecuteReaderAsync(None);
        Assert.True(await reader.ReadAsync(None));
        Assert.True(app.Get<Epochs>().TryUnwrap(reader.GetInt32(0), reader.BytesAt(1), KeyRing.Binding(name, 1), out var key));
        return key;
    }
}
