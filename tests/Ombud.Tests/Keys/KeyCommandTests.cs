using Ombud.Keys.Rotation;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Keys;

public sealed class KeyCommandTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Keys_rotate_from_the_command_line_while_the_product_serves()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var subject = SubjectId.New(TimeProvider.System);
        await app.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), None);
        var master = await File.ReadAllBytesAsync(MasterKey.FileIn(app.Storage.KeysFolder), None);

        var epoch = await OmbudProcess.RunAsync(["keys", "rotate-epoch", .. app.Storage.Arguments]);
        var rotated = await OmbudProcess.RunAsync(["keys", "rotate-master", .. app.Storage.Arguments]);

        Assert.True(epoch.Code == 0, epoch.Error);
        Assert.Contains("keys under a new epoch.", epoch.Out, StringComparison.Ordinal);
        Assert.True(rotated.Code == 0, rotated.Error);
        Assert.Contains("A new master key is in force.", rotated.Out, StringComparison.Ordinal);
        Assert.NotEqual(master, await File.ReadAllBytesAsync(MasterKey.FileIn(app.Storage.KeysFolder), None));
        app.Get<Ombud.Keys.KeyRing>().ForgetOpenKeys();
        Assert.NotNull((await app.Get<Standings>().FindAsync(subject, None))!.Consents["newsletters"]);
        await using var connection = await TestDb.OpenKeysAsync(app.Storage);
        Assert.Equal(1, await TestDb.CountAsync(connection, "select count(*) from epoch where epoch = 2"));
    }

    [Fact]
    public async Task A_command_on_a_key_store_without_its_master_key_says_what_is_wrong()
    {
        using var storage = await (await OmbudApp.StartAsync(StorageKind.Sqlite)).StopAsync();
        File.Delete(MasterKey.FileIn(storage.KeysFolder));

        var (code, _, error) = await OmbudProcess.RunAsync(["keys", "rotate-epoch", .. storage.Arguments]);

        Assert.Equal(2, code);
        Assert.Contains("master.key is missing", error, StringComparison.Ordinal);
        Assert.False(File.Exists(MasterKey.FileIn(storage.KeysFolder)), "a new master key was made");
    }
}
