using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Consents;

/// <summary>After an older copy of the database was put back, nobody is written to who said no to it since.</summary>
public sealed class RestoredSuppressionTests
{
    private const string Anna = "anna@jobs.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Promise", "choices.opt-out")]
    public async Task Who_objected_and_was_erased_since_the_copy_is_on_the_list_again(bool isKnownInCopy)
    {
        var app = await OmbudApp.StartAsync();
        await SignAsync(app);
        if (isKnownInCopy)
            await ProveAsync(app);
        var storage = await StopAsync(app);
        using var older = DataCopy.Of(storage);
        app = await OmbudApp.StartAsync(storage);
        var anna = await ProveAsync(app);
        await app.Get<PersonalWill>().ObjectAsync(anna, PersonalWill.AllMarketing, None);
        await app.Get<EraseSubject>().AskAsync(anna, ErasureReason.Asked, "self", None);
        await app.Get<EraseSubject>().RunAsync(anna, None);
        var listed = await RowsAsync(app);
        await StopAsync(app);

        older.PutBack();
        await using var restored = await OmbudApp.StartAsync(storage);

        Assert.Equal(["*"], await KeysAsync(restored));
        Assert.Equal(listed, await RowsAsync(restored));
        Assert.Contains(restored.Logs.Lines, line =>
            line.Contains("1 entries of the suppression list were made good", StringComparison.Ordinal));
        // Whoever proves the address from now on has the objection of its owner.
        if (!isKnownInCopy)
            Assert.Equal(ObjectionState.Upheld, await ObjectionAsync(restored, await ProveAsync(restored)));
    }

    [Fact]
    public async Task Who_objected_since_the_copy_and_is_still_there_has_objected_again()
    {
        var app = await OmbudApp.StartAsync();
        var anna = await ProveAsync(app);
        var storage = await StopAsync(app);
        using var older = DataCopy.Of(storage);
        app = await OmbudApp.StartAsync(storage);
        await app.Get<PersonalWill>().ObjectAsync(anna, "marketing", None);
        await StopAsync(app);

        older.PutBack();
        await using var restored = await OmbudApp.StartAsync(storage);

        Assert.Equal(["marketing"], await KeysAsync(restored));
        Assert.Equal(ObjectionState.Upheld, (await restored.Get<Standings>().FindAsync(anna, None))!.Objections["marketing"]);
    }

    [Fact]
    public async Task Who_took_it_back_is_off_the_list_whether_before_the_copy_was_put_back_or_after()
    {
        var app = await OmbudApp.StartAsync();
        var anna = await ProveAsync(app);
        await app.Get<PersonalWill>().ObjectAsync(anna, PersonalWill.AllMarketing, None);
        await app.Get<PersonalWill>().ObjectAsync(anna, "marketing", None);
        var storage = await StopAsync(app);
        using var older = DataCopy.Of(storage);
        app = await OmbudApp.StartAsync(storage);
        await app.Get<PersonalWill>().TakeBackAsync(anna, PersonalWill.AllMarketing, None);
        await StopAsync(app);

        older.PutBack();
        app = await OmbudApp.StartAsync(storage);
        Assert.Equal(["marketing"], await KeysAsync(app));
        // Nothing is signed now, so that this waits in the database and is no line of the journal yet.
        await app.Get<PersonalWill>().TakeBackAsync(anna, "marketing", None);
        await app.StopAsync();
        await using var next = await OmbudApp.StartAsync(storage);

        Assert.Empty(await KeysAsync(next));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_journal_holds_the_keyed_hash_of_an_objection_and_no_address(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var anna = await ProveAsync(app);
        await app.Get<PersonalWill>().ObjectAsync(anna, PersonalWill.AllMarketing, None);
        await app.Get<PersonalWill>().TakeBackAsync(anna, PersonalWill.AllMarketing, None);
        await app.SequenceAsync();

        var text = await File.ReadAllTextAsync(app.Get<Journal>().File, None);
        var lines = text.Split('\n').Select(HashLine.Read).OfType<HashLine>().ToList();

        var hash = await app.Get<BlindIndex>().OfSuppressedAsync(IdentifierKind.Email, Anna, None);
        Assert.Equal([true, false], lines.Select(line => line.Hash.IsListed));
        Assert.All(lines, line => Assert.Equal((anna.Value, "*", Convert.ToHexStringLower(hash)),
            (line.Subject, line.Word, Convert.ToHexStringLower(line.Hash.Hash))));
        Assert.DoesNotContain("jobs.example", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_the_list_lost_is_made_good_from_the_journal_where_leaves_are_missing(int engine)
    {
        var app = await OmbudApp.StartAsync((Engine)engine);
        var anna = await ProveAsync(app);
        await app.Get<PersonalWill>().ObjectAsync(anna, PersonalWill.AllMarketing, None);
        var listed = await RowsAsync(app);
        var storage = await StopAsync(app);
        await ForgetAsync(storage);
        await using var next = await OmbudApp.StartAsync(storage);

        Assert.Equal(listed, await RowsAsync(next));
        Assert.Equal(TrailStanding.Behind, (await next.Get<JournalAgreement>().CheckAsync(None)).Standing);
    }

    private static async Task<SubjectId> ProveAsync(OmbudApp app) => (await app.Get<ProveAddress>().RunAsync(Anna, None))!.Value;

    private static async Task<OmbudApp> SignAsync(OmbudApp app)
    {
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        await app.SequenceAsync();
        return app;
    }

    // Everything that was said is in the tree and in the journal.
    private static async Task<TestStorage> StopAsync(OmbudApp app)
    {
        await SignAsync(app);
        return await app.StopAsync();
    }

    // What an older copy would lack: the row, and everything that was ever signed.
    private static async Task ForgetAsync(TestStorage storage)
    {
        await using var connection = await Ombud.Tests.Storage.TestDb.OpenAsync(storage);
        var triggers = storage.Engine is Engine.Sqlite ? "drop trigger trail_entry_no_delete; drop trigger checkpoint_no_delete; " : "";
        await using var delete = connection.Command(
            triggers + "delete from suppression; delete from trail_tile; delete from trail_entry; delete from checkpoint");
        await delete.ExecuteNonQueryAsync(None);
    }

    private static Task<IReadOnlyList<string>> KeysAsync(OmbudApp app) =>
        app.Get<SuppressionList>().KeysOfAsync(IdentifierKind.Email, Anna, None);

    private static async Task<ObjectionState> ObjectionAsync(OmbudApp app, SubjectId subject) =>
        (await app.Get<Standings>().FindAsync(subject, None))!.Objections.GetValueOrDefault(PersonalWill.AllMarketing);

    private static async Task<List<string>> RowsAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var rows = await context.Set<SuppressionRow>().AsNoTracking().OrderBy(row => row.Key).ToListAsync(None);
        return rows.ConvertAll(row => $"{row.Bucket} {Convert.ToHexStringLower(row.Hash)} {row.Kind} {row.Key} {row.KeyVersion}");
    }
}
