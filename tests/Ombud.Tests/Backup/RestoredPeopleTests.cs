using Microsoft.EntityFrameworkCore;
using Ombud.Backup.Replaying;
using Ombud.Consents;
using Ombud.Consents.Suppression;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Retention.Sweeping;
using Ombud.SignIn.People;
using Ombud.Tests.Api;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;
using Ombud.Trail.Notes;
using Ombud.Vault;

namespace Ombud.Tests.Backup;

/// <summary>A backup brings back data, and nobody who has gone and nothing that was taken back since.</summary>
public sealed class RestoredPeopleTests
{
    private const string Controller = "aerotek-se";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.backups")]
    public async Task Who_had_only_signed_in_before_the_backup_and_was_erased_after_it_stays_erased_too(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        var proved = (await app.Get<ProveAddress>().RunAsync("anna@jobs.example", None))!.Value;
        await app.SequenceAsync();
        await room.BackUpAsync();
        var erasure = await EraseAsync(app, proved);
        await app.SequenceAsync();
        var storage = await app.StopAsync();

        await room.RestoreAsync();
        await using var restored = await OmbudApp.StartAsync(storage);

        Assert.True((await restored.Get<Standings>().FindAsync(proved, None))!.IsErased);
        Assert.Equal(ErasureStep.Done, (await restored.Get<ErasureReceipts>().FindAsync(erasure.ReceiptId, None))!.Erasure.Step);
        Assert.Null(await restored.Get<KeyRing>().FindAsync(KeyName.Facts(proved), None));
        Assert.Null(await restored.Get<Ombud.Subjects.Identifiers>().FindProvedAsync(IdentifierKind.Email, "anna@jobs.example", None));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite, false)]
    [InlineData(StorageKind.Postgres, false)]
    [InlineData(StorageKind.Sqlite, true)]
    [InlineData(StorageKind.Postgres, true)]
    [Trait("Promise", "retention.backups")]
    public async Task Who_was_erased_after_the_backup_stays_erased_when_it_is_put_back(StorageKind kind, bool withKeys)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        var (anna, other) = (await PersonAsync(app, "canary.7f3a"), await PersonAsync(app, "canary.other"));
        byte[][] traces = [.. (await RecordsAsync(app, anna)).Select(row => row.Sealed[..24])];
        await app.SequenceAsync();
        await room.BackUpAsync();
        await room.BackUpKeysAsync();
        var erasure = await EraseAsync(app, anna);
        await app.SequenceAsync();
        var receipt = (await app.Get<ErasureReceipts>().FindAsync(erasure.ReceiptId, None))!.Fact!;
        var storage = await app.StopAsync();

        await room.RestoreAsync(withKeys: withKeys);
        Assert.True(await room.HoldsAsync(traces[0]));
        await using var restored = await OmbudApp.StartAsync(storage);

        using var api = await ApiClient.CreateAsync(restored);
        Assert.Contains("erased", (await api.GetAsync($"/subjects/{anna.Value}/standing")).Text, StringComparison.OrdinalIgnoreCase);
        foreach (var trace in traces)
            Assert.False(await room.HoldsAsync(trace));
        Assert.Null(await restored.Get<KeyRing>().FindAsync(KeyName.Facts(anna), None));
        var found = (await restored.Get<ErasureReceipts>().FindAsync(erasure.ReceiptId, None))!;
        Assert.Equal(ErasureStep.Done, found.Erasure.Step);
        Assert.Equal(receipt.Fact is SubjectErased said ? said.Erased : [], found.Receipt!.Erased);
        if (!withKeys)
            Assert.Equal(receipt.SaltedBody(), found.Fact!.SaltedBody());
        // Nobody else has gone.
        Assert.Equal(3, (await RecordsAsync(restored, other)).Count);
        Assert.False((await restored.Get<Standings>().FindAsync(other, None))!.IsErased);
        Assert.Contains(restored.Logs.Lines, line => line.Contains("1 people erased again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.backups")]
    public async Task What_was_taken_back_or_had_ended_after_the_backup_holds_when_it_is_put_back(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        var (anna, bo, rolf) = (await PersonAsync(app, "canary.7f3a"), await PersonAsync(app, "bo"), await PersonAsync(app, "rolf"));
        var proved = (await app.Get<ProveAddress>().RunAsync("anna@jobs.example", None))!.Value;
        await app.SequenceAsync();
        await room.BackUpAsync();
        var ledger = app.Get<Ledger>();
        await ledger.AppendAsync(anna, StoredPerson.Answer("newsletters", Controller, ConsentAnswer.Withdrawn), None);
        await ledger.AppendAsync(anna, new ObjectionMade("marketing", ObjectionState.Upheld), None);
        await ledger.AppendAsync(bo, new RestrictionSet(IsOn: true), None);
        await app.Get<PersonalWill>().ObjectAsync(proved, PersonalWill.AllMarketing, None);
        var ended = await EndOneAsync(app, rolf);
        await app.SequenceAsync();
        var storage = await app.StopAsync();

        await room.RestoreAsync();
        await using var restored = await OmbudApp.StartAsync(storage);

        var standings = restored.Get<Standings>();
        var standing = (await standings.FindAsync(anna, None))!;
        Assert.Equal(ConsentAnswer.Withdrawn, standing.Consents["newsletters"].Answer);
        Assert.Equal(ObjectionState.Upheld, standing.Objections["marketing"]);
        Assert.True((await standings.FindAsync(bo, None))!.IsRestricted);
        Assert.False((await standings.FindAsync(rolf, None))!.IsRestricted);
        Assert.Equal(ConsentAnswer.Given, (await standings.FindAsync(rolf, None))!.Consents["newsletters"].Answer);
        Assert.Equal(["*"], await restored.Get<SuppressionList>().KeysOfAsync(IdentifierKind.Email, "anna@jobs.example", None));
        var left = await RecordsAsync(restored, rolf);
        Assert.DoesNotContain(left, row => row.RecordId == ended);
        Assert.Equal(2, left.Count);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.backups")]
    public async Task A_trail_that_lost_leaves_goes_on_under_a_name_of_its_own_that_names_the_end_of_the_old_one(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        await PersonAsync(app, "canary.7f3a");
        await app.SequenceAsync();
        await room.BackUpAsync();
        await PersonAsync(app, "canary.lost");
        await app.SequenceAsync();
        var before = (await NewestAsync(app))!;
        var storage = await app.StopAsync();

        var origins = new List<string> { OriginOf(before) };
        for (var round = 2; round <= 3; round++)
        {
            await room.RestoreAsync();
            app = await OmbudApp.StartAsync(storage);
            var (note, fact) = (await NewestAsync(app), await RestoredAsync(app));
            Assert.Equal((OriginOf(note!), before), (fact.Origin, fact.Before!));
            Assert.True(fact.Missing > 0);
            origins.Add(OriginOf(note!));
            // Its first leaf under the new name is the fact itself, and the tree goes on.
            Assert.Equal(fact.Size + 1, SizeOf(note!));
            await PersonAsync(app, "canary.later" + round);
            await app.SequenceAsync();
            before = (await NewestAsync(app))!;
            Assert.Equal(fact.Origin, OriginOf(before));
            Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
            Assert.True((await app.MeasureAsync("trail-continues")).Holds);
            // Once more the first backup: what was signed meanwhile is not signed over either.
            await app.StopAsync();
        }

        Assert.Equal([origins[0], origins[0] + "/2", origins[0] + "/3"], origins);
        storage.Dispose();
    }

    [Fact]
    public async Task A_backup_from_which_nothing_is_missing_goes_on_under_its_name()
    {
        var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        using var room = new BackupRoom(app.Storage);
        await PersonAsync(app, "canary.7f3a");
        await app.SequenceAsync();
        var before = OriginOf((await NewestAsync(app))!);
        await room.BackUpAsync();
        var storage = await app.StopAsync();

        await room.RestoreAsync();
        await using var restored = await OmbudApp.StartAsync(storage);
        await restored.SequenceAsync();

        Assert.Equal((before, 0L), (OriginOf((await NewestAsync(restored))!), (await RestoredAsync(restored)).Missing));
        Assert.True((await restored.MeasureAsync("trail-verifies")).Holds);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.backups")]
    public async Task What_one_controller_had_erased_since_the_backup_goes_again(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var room = new BackupRoom(app.Storage);
        var subject = await PersonAsync(app, "canary.7f3a");
        await room.BackUpAsync();
        var erased = await app.Get<EraseOfController>().RunAsync(subject, Controller, "key-of-client", None);
        Assert.Empty(await RecordsAsync(app, subject));
        await app.SequenceAsync();
        var storage = await app.StopAsync();

        await room.RestoreAsync();
        await using var restored = await OmbudApp.StartAsync(storage);

        Assert.Empty(await RecordsAsync(restored, subject));
        Assert.Equal(erased.Records, (await RestoredAsync(restored)).Ended);
    }

    internal static Task<SubjectId> PersonAsync(OmbudApp app, string canary) => StoredPerson.WithRecordsAsync(
        app, canary, change: row => (row.Category, row.Point) = ("photo", "public-profile"), controller: Controller);

    internal static async Task<ErasureRow> EraseAsync(OmbudApp app, SubjectId subject)
    {
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        return await app.Get<EraseSubject>().RunAsync(subject, None);
    }

    internal static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().Where(row => row.SubjectId == subject.Value).OrderBy(row => row.RecordId).ToListAsync(None);
    }

    private static async Task<Guid> EndOneAsync(OmbudApp app, SubjectId subject)
    {
        var record = (await RecordsAsync(app, subject))[0].RecordId;
        await using (var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None))
        {
            var past = app.Get<TimeProvider>().GetUtcNow().AddDays(-1);
            await app.Get<Sweeper>().RunAsync(subject, None);
            await context.Set<RecordRow>().Where(row => row.RecordId == record)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, past), None);
        }
        // Now, or by the sweeper of the background, which may have been quicker.
        await app.Get<Sweeper>().RunAsync(subject, None);
        Assert.DoesNotContain(await RecordsAsync(app, subject), row => row.RecordId == record);
        return record;
    }

    private static async Task<DatabaseRestored> RestoredAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var rows = await context.Set<ClearFactRow>().Where(row => row.Kind == "database.restored").ToListAsync(None);
        return (DatabaseRestored)app.Get<FactBodies>().Read(Assert.Single(rows).SaltedBody).Fact;
    }

    private static async Task<string?> NewestAsync(OmbudApp app)
    {
        await using var connection = await TestDb.OpenAsync(app.Storage);
        return await TrailRows.CheckpointAsync(connection, null, None);
    }

    private static string OriginOf(string note) => note[..note.IndexOf('\n', StringComparison.Ordinal)];

    private static long SizeOf(string note) => Checkpoint.Parse(SignedNote.Parse(note).Value!.Text).Value!.Size;
}
