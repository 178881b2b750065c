using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage.Killing;

/// <summary>
/// PostgreSQL is killed at work, the product is not. Once; ten times with <c>./test --long</c>.
/// </summary>
public sealed class ServerGoneTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 1 : 10;

    [Fact]
    public async Task A_server_that_is_killed_under_load_loses_nothing_acknowledged_and_is_gone_on_with()
    {
        using var cluster = OwnCluster.Start();
        using var storage = TestStorage.CreateOn(cluster.Connection);
        var app = await OmbudApp.StartAsync(storage);
        var flow = new SubmissionFlow(await CollectionApp.NewKeyAsync(app, Scope.All));
        var isOver = false;
        var sending = flow.SendUntilAsync(app.Http, () => isOver);

        for (var round = 0; round < Rounds; round++)
        {
            await UntilAsync(sending, MoreThan(() => flow.Acknowledged.Count, 10));
            var refused = MoreThan(() => flow.Refused, 10);
            cluster.Kill();
            await UntilAsync(sending, refused);
            cluster.StartAgain();
            await UntilAsync(sending, MoreThan(() => flow.Acknowledged.Count, 10));
        }
        isOver = true;
        await sending;
        await flow.SendAgainAsync(app.Http);
        await UntilAsync(Task.CompletedTask, () => IsReady(app));
        await app.StopAsync();

        // An hour later, when what was left open may be swept.
        var later = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await later.SequenceAsync();
        await Wholeness.EveryoneIsThereAsync(later, flow);
        await Wholeness.NothingIsHalfAsync(later, flow);
        Assert.True((await later.MeasureAsync("trail-verifies")).Holds);
        await later.StopAsync();
    }

    private static bool IsReady(OmbudApp app)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        using var answer = app.Http.Send(request);
        return answer.StatusCode is HttpStatusCode.OK;
    }

    private static Func<bool> MoreThan(Func<int> count, int more)
    {
        var before = count();
        return () => count() > before + more;
    }

    private static async Task UntilAsync(Task sending, Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (sending.IsFaulted)
                await sending;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "What was waited for did not come.");
            await Task.Delay(50, None);
        }
    }
}
