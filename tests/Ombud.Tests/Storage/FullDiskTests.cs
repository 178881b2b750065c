using System.Net;
using Microsoft.Data.Sqlite;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Api;
using Ombud.Tests.Collection;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class FullDiskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_fails_writes_loses_nothing_acknowledged_and_is_recovered_from(bool isKeysDisk)
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var disk = SmallDisk.Mount(isKeysDisk ? storage.KeysFolder : storage.DataFolder);
        var app = await OmbudApp.StartAsync(storage);
        try
        {
            using var client = await ApiClient.CreateAsync(app);
            var before = await AppendAsync(app, 20);
            disk.Fill();
            var during = new List<SubjectId>();
            Exception? failure = null;
            while (failure is null && during.Count < 20_000)
                failure = await Record.ExceptionAsync(async () => during.AddRange(await AppendAsync(app, 1)));

            Assert.True(failure is SqliteException { SqliteErrorCode: 13 or 10 }, failure?.ToString() ?? "the disk never got full");
            Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/livez", UriKind.Relative), None)).StatusCode);
            during.AddRange(await SubmitUntilRefusedAsync(app, client));

            disk.MakeRoom();
            var after = await AppendAsync(app, 20);
            await app.SequenceAsync();
            await AllStandAsync(app, [.. before, .. during, .. after]);
            Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
        }
        finally
        {
            await app.StopAsync();
            SqliteConnection.ClearAllPools();
        }
    }

    [Fact]
    public async Task A_full_disk_under_PostgreSQL_fails_writes_loses_nothing_acknowledged_and_is_recovered_from()
    {
        using var cluster = OwnCluster.Start();
        using var disk = SmallDisk.Mount(Path.Combine(cluster.Root, "small"), megabytes: 64);
        cluster.GiveAway(Path.Combine(cluster.Root, "small"));
        // Its write-ahead log lies elsewhere: a server that cannot write that stops, and is another test's.
        using var storage = TestStorage.CreateOn(cluster.Connection, Path.Combine(cluster.Root, "small"));
        var app = await OmbudApp.StartAsync(storage);
        try
        {
            using var client = await ApiClient.CreateAsync(app);
            var before = await AppendAsync(app, 20);
            disk.Fill();
            var during = await SubmitUntilRefusedAsync(app, client);
            Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/livez", UriKind.Relative), None)).StatusCode);

            disk.MakeRoom();
            var after = await client.PostAsync("/collection-points/contact-message/submissions", CollectionApp.Example());
            Assert.True(after.Status is HttpStatusCode.Created, after.Text);
            during.Add(new SubjectId(after.Json.GetProperty("subjectId").GetGuid()));
            await app.SequenceAsync();
            await AllStandAsync(app, [.. before, .. during, .. await AppendAsync(app, 20)]);
            Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static async Task<List<SubjectId>> AppendAsync(OmbudApp app, int count)
    {
        var people = new List<SubjectId>();
        for (var i = 0; i < count; i++)
        {
            var person = SubjectId.New(TimeProvider.System);
            Assert.IsType<Appended.Done>(await app.Get<Ledger>().AppendAsync(person, new SampleGiven("newsletters"), None));
            people.Add(person);
        }
        return people;
    }

    /// <summary>Over HTTP: each answer is either an acknowledgement or a problem that says why not.</summary>
    /// <returns>The people whose submissions were acknowledged.</returns>
    private static async Task<List<SubjectId>> SubmitUntilRefusedAsync(OmbudApp app, ApiClient client)
    {
        var acknowledged = new List<SubjectId>();
        for (var i = 0; i < 2_000; i++)
        {
            var answer = await client.PostAsync("/collection-points/contact-message/submissions", CollectionApp.Example());
            if (answer.Status is HttpStatusCode.Created)
            {
                acknowledged.Add(new SubjectId(answer.Json.GetProperty("subjectId").GetGuid()));
                continue;
            }
            Assert.True(answer.Status is HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable, answer.Text);
            Assert.Equal("application/problem+json", answer.MediaType);
            Assert.Contains(answer.Json.GetProperty("reason").GetString(), (string[])["storage-full", "storage-unavailable"]);
            await StoredAsync(app, acknowledged);
            return acknowledged;
        }
        Assert.Fail("The disk never got full.");
        return acknowledged;
    }

    private static async Task StoredAsync(OmbudApp app, List<SubjectId> people)
    {
        foreach (var person in people)
            Assert.NotNull(await app.Get<Standings>().FindAsync(person, None));
    }

    private static async Task AllStandAsync(OmbudApp app, IReadOnlyList<SubjectId> people)
    {
        app.Get<Ombud.Keys.KeyRing>().ForgetOpenKeys();
        foreach (var person in people)
        {
            var standing = await app.Get<Standings>().FindAsync(person, None);
            var folded = await app.Get<FactHistory>().FoldAsync(person, TimeProvider.System.GetUtcNow(), None);
            Assert.Equal(standing!.Version, folded.Version);
            Assert.True(standing.Version > 0);
        }
    }
}
