using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys.Rotation;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage.Killing;

/// <summary>The built product is killed at random moments while it takes submissions. Five rounds; fifty with <c>./test --long</c>.</summary>
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
        // An hour later, when what was left open may be swept.
        var app = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await app.SequenceAsync();
        await EveryoneIsThereAsync(app, flow);
        await NothingIsHalfAsync(app, flow);
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
        await EveryoneIsThereAsync(app, flow);
        await app.Get<KeyRotation>().RotateMasterAsync(None);
        await app.Get<KeyRotation>().RotateEpochAsync(None);
        await app.StopAsync();
        var restarted = await OmbudApp.StartAsync(storage);
        await EveryoneIsThereAsync(restarted, flow);
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

    private static async Task EveryoneIsThereAsync(OmbudApp app, SubmissionFlow flow)
    {
        await using var connection = await TestDb.OpenAsync(app.Storage);
        foreach (var (key, acknowledged) in flow.Acknowledged)
        {
            var subject = new SubjectId(acknowledged.Subject);
            foreach (var (fact, commitment) in acknowledged.Receipts)
                Assert.True(await IsInTreeAsync(connection, subject, fact, commitment), $"{key}: a fact with a receipt is gone");

            var standing = await app.Get<Standings>().FindAsync(subject, None);
            Assert.Equal("SE", standing!.Residence);
            var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow().AddHours(2), None);
            Assert.Equal(standing.Version, folded.Version);
            Assert.Equal(standing.Consents["newsletters"].Answer, folded.Consents["newsletters"].Answer);
        }
    }

    private static async Task<bool> IsInTreeAsync(DbConnection connection, SubjectId subject, Guid fact, byte[] commitment)
    {
        await using var select = connection.Command(
            """
            select count(*)
            from   fact f
            where  f.bucket = @bucket and f.subject_id = @subject and f.fact_id = @fact and f.commitment = @commitment
            and    (exists (select 1 from trail_entry t where t.fact_id = f.fact_id and t.commitment = f.commitment)
                    or exists (select 1 from unsequenced u where u.bucket = f.bucket and u.fact_id = f.fact_id))
            """)
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("fact", fact).With("commitment", commitment);
        return Convert.ToInt64(await select.ExecuteScalarAsync(None), System.Globalization.CultureInfo.InvariantCulture) == 1;
    }

    private static async Task NothingIsHalfAsync(OmbudApp app, SubmissionFlow flow)
    {
        foreach (var sweep in app.Services.GetServices<ISweep>())
            await sweep.SweepAsync(None);

        await using var connection = await TestDb.OpenAsync(app.Storage);
        const string Same = "b.bucket = a.bucket and b.subject_id = a.subject_id";
        foreach (var (what, sql) in new[]
        {
            ("facts without a body", $"fact a where not exists (select 1 from fact_body b where {Same} and b.fact_id = a.fact_id)"),
            ("bodies without a fact", $"fact_body a where not exists (select 1 from fact b where {Same} and b.fact_id = a.fact_id)"),
            ("facts neither in the tree nor waiting for it",
                "fact a where not exists (select 1 from trail_entry b where b.fact_id = a.fact_id)"
                + " and not exists (select 1 from unsequenced b where b.bucket = a.bucket and b.fact_id = a.fact_id)"),
            ("records without a submission",
                $"record a where not exists (select 1 from submission b where {Same} and b.submission_id = a.submission_id)"),
            ("submissions without records",
                $"submission a where not exists (select 1 from record b where {Same} and b.submission_id = a.submission_id)"),
            ("submissions without a standing", $"submission a where not exists (select 1 from standing b where {Same})"),
            ("people without a submission", $"subject a where not exists (select 1 from submission b where {Same})"),
            ("provisional look-ups", "lookup where is_provisional"),
            ("look-ups of nobody", "lookup a where not exists (select 1 from subject b where b.subject_id = a.subject_id)"),
        })
            Assert.True(await TestDb.CountAsync(connection, $"select count(*) from {sql}") == 0, $"there are {what}");

        // Each key once: what was sent again is not there twice, and what was never answered was sent again.
        Assert.Empty(flow.Open);
        Assert.Equal(flow.Acknowledged.Count, await TestDb.CountAsync(connection, "select count(*) from submission"));
        Assert.Equal(flow.Acknowledged.Count, flow.Acknowledged.Values.Select(one => one.Subject).Distinct().Count());
    }
}
