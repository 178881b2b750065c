using System.Diagnostics;
using System.Text.Json;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Log;

public sealed class SequencingTests
{
    private const string InTree =
        "select count(*) from trail_entry t join fact_body b on b.fact_id = t.fact_id where b.kind = 'test.sample-given'";

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task A_fact_is_in_the_tree_within_about_a_second(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        await app.SequenceAsync();
        await using var connection = await TestDb.OpenAsync(app.Storage);
        Assert.Equal(1, await TestDb.CountAsync(connection, InTree));

        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        var committed = Stopwatch.GetTimestamp();
        while (await TestDb.CountAsync(connection, InTree) == 1)
        {
            Assert.True(Stopwatch.GetElapsedTime(committed) < TimeSpan.FromSeconds(10), "the fact still waits after ten seconds");
            await Task.Delay(20, None);
        }

        // A second is the promise; the rest is room for a machine on which all tests run at once.
        Assert.InRange(Stopwatch.GetElapsedTime(committed), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Several_sequencers_at_once_take_every_fact_once(StorageKind kind)
    {
        await using var one = await OmbudApp.StartAsync(kind);
        var two = await OmbudApp.StartAsync(one.Storage);
        var writing = Enumerable.Range(0, 200).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).Get<Ledger>()
            .AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None))).ToList();
        var sequencing = Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Get<Sequencer>().SequenceAsync(None)));

        await Task.WhenAll(sequencing);
        await Task.WhenAll(writing);
        await one.SequenceAsync();

        await using var connection = await TestDb.OpenAsync(one.Storage);
        Assert.Equal(200, await TestDb.CountAsync(connection, InTree));
        Assert.True((await one.MeasureAsync("trail-verifies")).Holds);
        await two.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_late_sequencer_whose_lease_was_taken_over_writes_nothing(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var leases = app.Get<Leases>();
        var fence = await leases.TakeAsync("drill", TimeSpan.FromSeconds(30), None);
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using (var holds = await connection.BeginTransactionAsync(None))
            Assert.True(await Leases.HoldsAsync(connection, holds, "drill", fence!.Value, None));

        var other = new Leases(app.Get<Db>(), TimeProvider.System);
        Assert.Null(await other.TakeAsync("drill", TimeSpan.FromSeconds(30), None));
        await leases.TakeAsync("drill", TimeSpan.FromSeconds(-1), None);
        var next = await other.TakeAsync("drill", TimeSpan.FromSeconds(30), None);

        Assert.Equal(fence + 1, next);
        await using var late = await connection.BeginTransactionAsync(None);
        Assert.False(await Leases.HoldsAsync(connection, late, "drill", fence!.Value, None));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_sequencer_killed_before_its_commit_is_made_up_for(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var subject = SubjectId.New(TimeProvider.System);
        var done = (Appended.Done)await app.Get<Ledger>().AppendAsync(subject, new SampleWithdrawn("newsletters"), None);
        await app.SequenceAsync();

        // As after a kill between the journal and the commit: the line is there, the fact still waits.
        await app.Get<Ledger>().AppendAsync(subject, new SampleWithdrawn("surveys"), None);
        await app.Get<Journal>().AppendAsync([Journal.LineOf(done.Fact)], None);
        await app.SequenceAsync();

        var facts = await FactLinesAsync(app);
        Assert.Equal(2, facts.Count(line => line.GetProperty("fact").GetGuid() == done.Fact.Id));
        Assert.Contains(facts, line => line.GetProperty("word").GetString() == "surveys");
        Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
    }

    [Fact]
    public async Task A_line_that_a_kill_cut_off_spoils_no_other()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var done = (Appended.Done)await app.Get<Ledger>()
            .AppendAsync(SubjectId.New(TimeProvider.System), new SampleWithdrawn("newsletters"), None);
        await app.SequenceAsync();
        await File.AppendAllTextAsync(app.Get<Journal>().File, """{"fact":"0192""", None);

        await app.Get<Journal>().AppendAsync([Journal.LineOf(done.Fact)], None);

        var lines = await File.ReadAllLinesAsync(app.Get<Journal>().File, None);
        Assert.Equal("""{"fact":"0192""", lines[^2]);
        Assert.Equal(Journal.LineOf(done.Fact), lines[^1]);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task The_journal_holds_withdrawals_and_every_checkpoint_before_the_rows_are_gone(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        for (var i = 0; i < 20; i++)
            await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), i % 2 == 0 ? new SampleGiven("a") : new SampleWithdrawn("a"), None);
        await app.SequenceAsync();

        Assert.Equal(10, (await FactLinesAsync(app)).Count);
        await using var connection = await TestDb.OpenAsync(app.Storage);
        await using var newest = connection.Command("select note from checkpoint order by size desc limit 1");
        var note = (string)(await newest.ExecuteScalarAsync(None))!;
        Assert.Contains(Journal.LineOf(note), await File.ReadAllLinesAsync(app.Get<Journal>().File, None));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_stops_no_serving_and_loses_no_fact()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await app.SequenceAsync();
        var journal = app.Get<Journal>().File;
        File.Delete(journal);
        Directory.CreateDirectory(journal);
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleWithdrawn("a"), None);
        await Assert.ThrowsAnyAsync<Exception>(() => app.Get<Sequencer>().SequenceAsync(None));
        await Task.Delay(1500, None);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/healthz", UriKind.Relative), None)).StatusCode);

        Directory.Delete(journal);
        await app.SequenceAsync();

        Assert.Single(await FactLinesAsync(app));
        Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
    }

    private static async Task<List<JsonElement>> FactLinesAsync(OmbudApp app) =>
    [
        .. (await File.ReadAllLinesAsync(app.Get<Journal>().File, None)).Select(line => JsonDocument.Parse(line).RootElement)
            // The controls' own people leave lines too.
            .Where(line => line.TryGetProperty("fact", out _) && line.GetProperty("kind").GetString() == "test.sample-withdrawn"),
    ];
}
