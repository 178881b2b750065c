using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Rotation;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Keys;

public sealed class RotationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task An_epoch_rotates_while_another_process_serves(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var serving = await OmbudApp.StartAsync(one.Storage);
        var before = await PeopleAsync(serving, 3);

        Assert.InRange(await one.Get<KeyRotation>().RotateEpochAsync(None), 3, int.MaxValue);
        var after = await PeopleAsync(serving, 3);
        serving.Get<KeyRing>().ForgetOpenKeys();

        await AllOpenAsync(serving, [.. before, .. after]);
        await serving.StopAsync();
        await using var connection = await TestDb.OpenKeysAsync(one.Storage);
        Assert.Equal(0, await TestDb.CountAsync(connection, "select count(*) from data_key where epoch <> 2"));
        Assert.Equal(1, await TestDb.CountAsync(connection, "select count(*) from epoch"));
        var restarted = await OmbudApp.StartAsync(one.Storage);
        await AllOpenAsync(restarted, [.. before, .. after]);
        await restarted.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Keys_made_all_through_many_rotations_all_open(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var serving = await OmbudApp.StartAsync(one.Storage);
        using var stop = new CancellationTokenSource();
        var people = new List<SubjectId>();
        var making = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                people.AddRange(await PeopleAsync(serving, 5));
        });

        for (var rotation = 0; rotation < 5; rotation++)
        {
            await one.Get<KeyRotation>().RotateEpochAsync(None);
            await one.Get<KeyRotation>().RotateMasterAsync(None);
        }
        await stop.CancelAsync();
        await making;

        await serving.StopAsync();
        var restarted = await OmbudApp.StartAsync(one.Storage);
        Assert.NotEmpty(people);
        await AllOpenAsync(restarted, people);
        await restarted.StopAsync();
    }

    /// <summary>Killed after: the new epoch, one batch, all batches, the older epochs' end.</summary>
    [Theory]
    [InlineData(StorageKind.Sqlite, 0)]
    [InlineData(StorageKind.Sqlite, 1)]
    [InlineData(StorageKind.Sqlite, 2)]
    [InlineData(StorageKind.Sqlite, 3)]
    [InlineData(StorageKind.Postgres, 0)]
    [InlineData(StorageKind.Postgres, 1)]
    [InlineData(StorageKind.Postgres, 2)]
    [InlineData(StorageKind.Postgres, 3)]
    public async Task A_rotation_of_epochs_killed_at_any_step_loses_nothing_and_the_next_finishes_it(StorageKind kind, int steps)
    {
        var app = await OmbudApp.StartAsync(kind);
        var people = await PeopleAsync(app, 1);
        await app.Get<KeyRing>().EnsureAsync(
            [.. Enumerable.Range(0, 600).Select(_ => KeyName.Facts(SubjectId.New(TimeProvider.System)))], None);
        var epoch = await app.Get<Epochs>().BeginAsync(after: null, None);
        if (steps >= 1)
            Assert.Equal(500, await app.Get<KeyRotation>().RewrapBatchAsync(epoch, None));
        while (steps >= 2 && await app.Get<KeyRotation>().RewrapBatchAsync(epoch, None) > 0)
        {
        }
        if (steps >= 3)
            Assert.True(await app.Get<Epochs>().DestroyOlderAsync(epoch, None));
        else if (steps < 2)
            Assert.False(await app.Get<Epochs>().DestroyOlderAsync(epoch, None), "an epoch went that still wraps keys");

        await using var restarted = await OmbudApp.StartAsync(await app.StopAsync());

        await AllOpenAsync(restarted, people);
        await restarted.Get<KeyRotation>().RotateEpochAsync(None);
        await AllOpenAsync(restarted, people);
        await using var connection = await TestDb.OpenKeysAsync(restarted.Storage);
        Assert.Equal(1, await TestDb.CountAsync(connection, "select count(*) from epoch"));
        Assert.Equal(1, await TestDb.CountAsync(connection, "select count(distinct epoch) from data_key"));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task The_master_key_rotates_while_another_process_serves(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var serving = await OmbudApp.StartAsync(one.Storage);
        var people = await PeopleAsync(serving, 2);
        var before = await File.ReadAllBytesAsync(MasterKey.FileIn(one.Storage.KeysFolder), None);

        await one.Get<KeyRotation>().RotateMasterAsync(None);
        var made = await serving.Get<Secrets>().GetAsync("made after the rotation", None);
        var known = await serving.Get<Secrets>().GetAsync("trail-signer", None);
        people.AddRange(await PeopleAsync(serving, 2));

        Assert.NotEqual(before, await File.ReadAllBytesAsync(MasterKey.FileIn(one.Storage.KeysFolder), None));
        Assert.Equal(before, await File.ReadAllBytesAsync(MasterKey.FileIn(one.Storage.KeysFolder) + ".old", None));
        await serving.StopAsync();
        var restarted = await OmbudApp.StartAsync(one.Storage);
        Assert.Equal(made, await restarted.Get<Secrets>().GetAsync("made after the rotation", None));
        Assert.Equal(known, await restarted.Get<Secrets>().GetAsync("trail-signer", None));
        await AllOpenAsync(restarted, people);
        await restarted.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_master_key_whose_rotation_was_killed_before_its_commit_is_never_taken_for_the_key(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        var people = await PeopleAsync(app, 2);
        MasterKey.CreateNext(app.Storage.KeysFolder).Dispose();

        await using var restarted = await OmbudApp.StartAsync(await app.StopAsync());
        await AllOpenAsync(restarted, people);
        await restarted.Get<KeyRotation>().RotateMasterAsync(None);

        await AllOpenAsync(restarted, people);
        Assert.Empty(Directory.GetFiles(restarted.Storage.KeysFolder, "*.new"));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_master_key_whose_rotation_was_killed_after_its_commit_is_put_in_place(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        var people = await PeopleAsync(app, 2);
        using var next = await app.Get<KeyRotation>().WrapUnderNextAsync(None);
        Assert.NotEmpty(Directory.GetFiles(app.Storage.KeysFolder, "*.new"));

        await using var restarted = await OmbudApp.StartAsync(await app.StopAsync());

        await AllOpenAsync(restarted, people);
        Assert.Empty(Directory.GetFiles(restarted.Storage.KeysFolder, "*.new"));
        using var found = MasterKey.Find(restarted.Storage.KeysFolder, next.Fingerprint);
        Assert.NotNull(found);
    }

    [Fact]
    public async Task Two_rotations_do_not_run_at_once()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await using (File.Open(Path.Combine(app.Storage.KeysFolder, "rotation.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
        {
            var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => app.Get<KeyRotation>().RotateMasterAsync(None));
            Assert.Contains("Another process rotates the keys", refusal.Message, StringComparison.Ordinal);
        }

        await app.Get<KeyRotation>().RotateMasterAsync(None);
    }

    private static async Task<List<SubjectId>> PeopleAsync(OmbudApp app, int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => SubjectId.New(TimeProvider.System)).ToList();
        foreach (var person in people)
            Assert.IsType<Appended.Done>(await app.Get<Ledger>().AppendAsync(person, new SampleGiven("newsletters"), None));
        return people;
    }

    private static async Task AllOpenAsync(OmbudApp app, IReadOnlyList<SubjectId> people)
    {
        app.Get<KeyRing>().ForgetOpenKeys();
        foreach (var person in people)
        {
            var standing = await app.Get<Standings>().FindAsync(person, None);
            Assert.Equal(ConsentAnswer.Given, standing!.Consents["newsletters"].Answer);
        }
    }
}
