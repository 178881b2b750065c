using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Reserve;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Keys;

public sealed class KeyReserveTests
{
    private const int Size = 256;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task In_a_rush_nobody_gets_an_id_that_another_has_and_each_id_in_reserve_has_its_key(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind, new(TimeProvider.System.GetUtcNow()));
        var reserve = await RushAsync(app);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => Enumerable.Range(0, 100).Select(_ => reserve.Take()).ToList())));

        var all = taken.SelectMany(some => some).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        await using var keys = await TestDb.OpenKeysAsync(app.Storage);
        var stored = await SubjectsAsync(keys, "select subject_id from data_key");
        Assert.InRange(all.Count(stored.Contains), Size, all.Count);
        Assert.NotNull(await app.Get<KeyRing>().FindAsync(KeyName.Facts(all.First(stored.Contains)), None));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Without_a_rush_nothing_is_in_reserve(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind, new(TimeProvider.System.GetUtcNow()));
        var reserve = app.Get<KeyReserve>();
        for (var i = 0; i < KeyReserve.Rush; i++)
            reserve.Take();

        Assert.False(await reserve.IsWantedAsync(TimeSpan.FromMilliseconds(50), None));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_nobody_came_for_is_gone_when_the_process_has_ended(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind, new(TimeProvider.System.GetUtcNow()));
        var met = await MeetAsync(app, (await RushAsync(app)).Take());

        using var storage = await app.StopAsync();

        await using var keys = await TestDb.OpenKeysAsync(storage);
        Assert.Equal([met], await SubjectsAsync(keys, "select subject_id from data_key"));
        Assert.Equal(0, await TestDb.CountAsync(keys, "select count(*) from key_reserve"));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_is_old_is_handed_out_no_more_and_taken_away(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind, new(TimeProvider.System.GetUtcNow()));
        var reserve = await RushAsync(app);
        app.Clock!.Advance(TimeSpan.FromMinutes(11));

        var late = reserve.Take();
        await reserve.DiscardAsync(isEnd: false, None);

        await using var keys = await TestDb.OpenKeysAsync(app.Storage);
        Assert.Equal(0, await TestDb.CountAsync(keys, "select count(*) from key_reserve"));
        Assert.Empty(await SubjectsAsync(keys, "select subject_id from data_key"));
        Assert.NotNull((await MeetAsync(app, late)).Value.ToString());
        Assert.NotNull(await app.Get<Standings>().FindAsync(late, None));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_a_killed_process_left_goes_after_a_day_but_nobodys_key_who_became_a_person(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind, new(TimeProvider.System.GetUtcNow()));
        var left = Enumerable.Range(0, 5).Select(_ => SubjectId.New(TimeProvider.System)).ToArray();
        var store = app.Get<KeyStore>();
        await ReserveRows.NoteAsync(store, Guid.CreateVersion7(), left, app.Clock!.GetUtcNow(), [], None);
        await app.Get<KeyRing>().EnsureAsync([.. left.Select(KeyName.Facts)], None);
        var met = await MeetAsync(app, left[2]);
        await using var keys = await TestDb.OpenKeysAsync(app.Storage);

        await app.Get<TendReserve>().ClearAbandonedAsync(None);
        Assert.Equal(left.Length, (await SubjectsAsync(keys, "select subject_id from data_key")).Count);
        app.Clock.Advance(TendReserve.AbandonedAfter + TimeSpan.FromMinutes(1));
        await app.Get<TendReserve>().ClearAbandonedAsync(None);

        Assert.Equal([met], await SubjectsAsync(keys, "select subject_id from data_key"));
        Assert.Equal(0, await TestDb.CountAsync(keys, "select count(*) from key_reserve"));
    }

    /// <summary>Asks for so many that the reserve is filled.</summary>
    private static async Task<KeyReserve> RushAsync(OmbudApp app)
    {
        var reserve = app.Get<KeyReserve>();
        for (var i = 0; i <= KeyReserve.Rush; i++)
            reserve.Take();
        await using var keys = await TestDb.OpenKeysAsync(app.Storage);
        for (var waited = 0; await TestDb.CountAsync(keys, "select count(*) from data_key") < Size; waited++)
        {
            Assert.True(waited < 600, "the reserve was not filled within a minute");
            await Task.Delay(100);
        }
        // The keys are committed a moment before the batch is there to be taken from.
        await Task.Delay(200);
        return reserve;
    }

    private static async Task<SubjectId> MeetAsync(OmbudApp app, SubjectId subject)
    {
        var appended = await app.Get<Ledger>().AppendAsync(new Append(subject, new SampleGiven("newsletters")) { IsNew = true }, None);
        Assert.IsType<Appended.Done>(appended);
        return subject;
    }

    private static async Task<List<SubjectId>> SubjectsAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var select = connection.Command(sql);
        await using var reader = await select.ExecuteReaderAsync();
        var found = new List<SubjectId>();
        while (await reader.ReadAsync())
            found.Add(new SubjectId(reader.GuidAt(0)));
        return found;
    }
}
