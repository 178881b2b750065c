using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Log;

public sealed class ParallelTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task Many_facts_about_one_person_at_once_are_all_kept_in_one_order(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var subject = SubjectId.New(TimeProvider.System);

        var appended = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
            app.Get<Ledger>().AppendAsync(subject, FactOf(i), None))));

        await KeptAsync(app, subject, appended);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task Two_processes_that_write_about_one_person_at_once_lose_nothing(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var two = await OmbudApp.StartAsync(one.Storage);
        var subject = SubjectId.New(TimeProvider.System);

        var appended = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Get<Ledger>().AppendAsync(subject, FactOf(i / 2), None))));

        await KeptAsync(one, subject, appended);
        await two.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task Many_facts_about_many_people_at_once_are_all_kept(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var people = Enumerable.Range(0, 64).Select(_ => SubjectId.New(TimeProvider.System)).ToList();

        await Task.WhenAll(people.SelectMany(person => new[] { 0, 1, 2 }.Select(i => Task.Run(() =>
            app.Get<Ledger>().AppendAsync(person, FactOf(i), None)))));

        foreach (var person in people)
        {
            var standing = await app.Get<Standings>().FindAsync(person, None);
            Assert.Equal(3, standing!.Version);
            await FoldsAsync(app, person, standing);
        }
        await app.SequenceAsync();
        Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
    }

    private static Fact FactOf(int i) => i % 2 == 0 ? new SampleGiven("newsletters") : new SampleWithdrawn("newsletters");

    private static async Task KeptAsync(OmbudApp app, SubjectId subject, Appended[] appended)
    {
        Assert.All(appended, one => Assert.IsType<Appended.Done>(one));
        var versions = appended.Cast<Appended.Done>().Select(one => one.Standing!.Version).Order();
        Assert.Equal(Enumerable.Range(1, appended.Length).Select(version => (long)version), versions);
        var standing = await app.Get<Standings>().FindAsync(subject, None);
        Assert.Equal(appended.Length, standing!.Version);
        await FoldsAsync(app, subject, standing);

        await app.SequenceAsync();
        await using var connection = await TestDb.OpenAsync(app.Storage);
        await using var count = connection.Command(
            """
            select count(*)
            from   fact f join trail_entry t on t.fact_id = f.fact_id and t.commitment = f.commitment
            where  f.subject_id = @subject
            """).With("subject", subject.Value);
        Assert.Equal(appended.Length, (long)(await count.ExecuteScalarAsync(None))!);
    }

    // The last to be committed decides, so that a fold in any other order shows.
    private static async Task FoldsAsync(OmbudApp app, SubjectId subject, StandingState standing)
    {
        var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow(), None);
        Assert.Equal(standing.Version, folded.Version);
        Assert.Equal(standing.Consents["newsletters"].Answer, folded.Consents["newsletters"].Answer);
        Assert.Equal(standing.Consents["newsletters"].At, folded.Consents["newsletters"].At);
    }
}
