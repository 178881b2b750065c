using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;

namespace Ombud.Tests.Log;

public sealed class LedgerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_fact_is_durable_folds_into_the_standing_and_is_taken_into_the_tree(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var subject = SubjectId.New(TimeProvider.System);

        var appended = await app.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), CancellationToken.None);

        var done = Assert.IsType<Appended.Done>(appended);
        Assert.Equal(1, done.Standing!.Version);
        var standing = await app.Get<Standings>().FindAsync(subject, CancellationToken.None);
        Assert.Equal(ConsentAnswer.Given, standing!.Consents["newsletters"].Answer);
        var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        Assert.Equal(standing.Version, folded.Version);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task A_row_that_is_there_after_all_writes_nothing_of_its_group_twice_and_fails_alone(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var ledger = app.Get<Ledger>();
        var known = SubjectId.New(TimeProvider.System);
        var fresh = Enumerable.Range(0, 20).Select(_ => SubjectId.New(TimeProvider.System)).ToList();
        await ledger.AppendAsync(New(known), CancellationToken.None);

        // The ledger is told that it is new, which it is not: the whole turn fails, and each is tried alone.
        var liar = ledger.AppendAsync(New(known), CancellationToken.None);
        var others = fresh.Select(subject => ledger.AppendAsync(New(subject), CancellationToken.None)).ToList();

        Assert.All(await Task.WhenAll(others), done => Assert.IsType<Appended.Done>(done));
        await Assert.ThrowsAnyAsync<Exception>(() => liar);
        foreach (var subject in fresh.Append(known))
        {
            var facts = 0;
            await foreach (var _ in app.Get<FactHistory>().ReadAsync(subject, CancellationToken.None))
                facts++;
            Assert.Equal(1, facts);
        }

        static Append New(SubjectId subject) => new(subject, new SampleGiven("newsletters")) { IsNew = true };
    }

    [Theory]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task Groups_on_their_way_at_once_lose_no_fact_of_a_person_and_tear_no_version(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var ledger = app.Get<Ledger>();
        var people = Enumerable.Range(0, 4).Select(_ => SubjectId.New(TimeProvider.System)).ToList();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => ledger.AppendAsync(people[i % people.Count], new SampleGiven("newsletters"), CancellationToken.None)));

        foreach (var subject in people)
        {
            var standing = await app.Get<Standings>().FindAsync(subject, CancellationToken.None);
            Assert.Equal(50, standing!.Version);
            var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            Assert.Equal(50, folded.Version);
        }
    }
}
