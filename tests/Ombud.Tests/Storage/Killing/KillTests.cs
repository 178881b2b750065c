using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Ombud.Keys.Rotation;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage.Killing;

/// <summary>The built product is killed at random moments while it takes messages, files and consents. Five rounds; fifty with
/// <c>./test --long</c>.</summary>
public sealed class KillTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 5 : 50;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_was_acknowledged_survives_any_kill_and_nothing_is_half_done(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        var flow = new SubmissionFlow(await NewKeyAsync(storage));

        for (var round = 0; round < Rounds; round++)
            await KilledRoundAsync(storage, flow);
        await using (var last = await OmbudProcess.ServeAsync(storage))
            await flow.SendAgainAsync(last.Http);

        Assert.InRange(flow.Acknowledged.Count, Rounds, int.MaxValue);
        Assert.Equal(3, flow.Acknowledged.Values.Select(one => one.What).Distinct().Count());
        // An hour later, when what was left open may be swept.
        var app = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await app.SequenceAsync();
        await Wholeness.EveryoneIsThereAsync(app, flow);
        await Wholeness.NothingIsHalfAsync(app, flow);
        Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
        await app.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Keys_survive_rotations_that_are_killed(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        var flow = new SubmissionFlow(await NewKeyAsync(storage));
        await KilledRoundAsync(storage, flow);

        for (var round = 0; round < Rounds; round++)
        {
            using var rotation = OmbudProcess.Start(["keys", round % 2 == 0 ? "rotate-master" : "rotate-epoch", .. storage.Arguments]);
            // Its start takes most of this; the kill falls before, into or after the rotation.
            await Task.WhenAny(rotation.WaitForExitAsync(None), Task.Delay(RandomNumberGenerator.GetInt32(500, 4000), None));
            if (!rotation.HasExited)
                rotation.Kill();
            await rotation.WaitForExitAsync(None);
        }

        var app = await OmbudApp.StartAsync(storage);
        await Wholeness.EveryoneIsThereAsync(app, flow);
        await app.Get<KeyRotation>().RotateMasterAsync(None);
        await app.Get<KeyRotation>().RotateEpochAsync(None);
        await app.StopAsync();
        var restarted = await OmbudApp.StartAsync(storage);
        await Wholeness.EveryoneIsThereAsync(restarted, flow);
        await restarted.StopAsync();
    }

    private static async Task<string> NewKeyAsync(TestStorage storage)
    {
        var app = await OmbudApp.StartAsync(storage);
        var key = await CollectionApp.NewKeyAsync(app, Scope.All);
        await app.StopAsync();
        return key;
    }

    private static async Task KilledRoundAsync(TestStorage storage, SubmissionFlow flow)
    {
        await using var process = await OmbudProcess.ServeAsync(storage);
        await flow.SendAgainAsync(process.Http);
        var first = new TaskCompletionSource();
        var sending = flow.SendUntilGoneAsync(process.Http, first);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(RandomNumberGenerator.GetInt32(0, 600), None);
        await process.KillAsync();
        await sending;
    }
}
