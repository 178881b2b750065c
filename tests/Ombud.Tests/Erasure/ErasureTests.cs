using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Erasure;
using Ombud.Erasure.Proof;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.Erasure;

public sealed partial class ErasureTests
{
    private const string SwedishController = "aerotek-se";
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_erased_person_is_found_nowhere_and_the_receipt_says_what_went(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await NotKeptAsync(app, "canary.7f3a");
        var other = await NotKeptAsync(app, "canary.other");
        Assert.True(await app.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None) is not null);

        var done = await EraseAsync(app, subject);

        Assert.Equal(ErasureStep.Done, done.Step);
        Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None));
        Assert.Equal(0, await RowsAsync(app, subject));
        Assert.True((await app.Get<Standings>().FindAsync(subject, None))!.IsErased);
        Assert.Empty(await app.Get<Identifiers>().FindUnprovedAsync(IdentifierKind.Email, "canary.7f3a@person.example", None));
        var receipt = (await app.Get<ErasureReceipts>().FindAsync(done.ReceiptId, None))!.Receipt!;
        Assert.Equal(new ErasedCount("photo", 3), Assert.Single(receipt.Erased));
        // What was collected, and that the erasure was asked for.
        Assert.Equal(2, receipt.Facts);
        Assert.Equal("consent-evidence", Assert.Single(receipt.Kept).Category);

        Assert.Equal(3, (await RecordsAsync(app, other)).Count);
        Assert.False((await app.Get<Standings>().FindAsync(other, None))!.IsErased);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task From_the_asking_on_every_decision_denies_and_the_history_says_so(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await JobSeekerAsync(app, "canary.7f3a");
        var other = await JobSeekerAsync(app, "canary.other");
        var decider = app.Get<Decider>();
        Assert.True((await decider.AskAsync(subject, Ask("help-job-seekers"), None)).Decision.IsPermitted);

        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);

        foreach (var purpose in new[] { "subject-access", "legal-claims", "help-job-seekers" })
        {
            var (decision, _) = await decider.AskAsync(subject, Ask(purpose), None);
            Assert.Equal(DenialReason.SubjectIsolated, decision.Reason);
        }
        Assert.True((await decider.AskAsync(other, Ask("help-job-seekers"), None)).Decision.IsPermitted);
        var asked = new List<ErasureAsked>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, None))
            asked.AddRange(fact.Fact is ErasureAsked one ? [one] : []);
        Assert.Equal(new ErasureAsked(ErasureReason.Asked), Assert.Single(asked));

        // Asked again, nothing is added.
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Decided, "staff", None);
        var (standing, folded) = (await app.Get<Standings>().FindAsync(subject, None), await FoldAsync(app, subject));
        Assert.Equal((true, standing!.Version), (folded.IsIsolated, folded.Version));
        Assert.Equal(ErasureReason.Asked, (await app.Get<EraseSubject>().FindAsync(subject, None))!.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task No_byte_of_an_erased_person_is_left_in_any_file_table_or_log(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await NotKeptAsync(app, "canary.7f3a", chunks: 3);
        var sealedValues = (await RecordsAsync(app, subject)).ConvertAll(row => row.Sealed[..24]);
        var wrapped = await WrappedKeysAsync(app, subject);
        var hash = await app.Get<BlindIndex>().OfAsync(IdentifierKind.Email, "canary.7f3a@person.example", None);
        Assert.True(await IsStoredAsync(app, sealedValues[0]));
        Assert.True(await IsStoredAsync(app, hash));

        await EraseAsync(app, subject);

        // Not only the value in clear, which was never there: neither its ciphertext, its keys nor its hash.
        byte[][] traces = [.. sealedValues, .. wrapped, hash, Encoding.UTF8.GetBytes("canary.7f3a")];
        foreach (var trace in traces)
            Assert.False(await IsStoredAsync(app, trace));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("canary.7f3a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_law_or_a_hold_keeps_is_opened_for_legal_claims_alone(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.law", records: 2, chunks: 2);
        var held = await NotKeptAsync(app, "canary.hold");
        var named = (await RecordsAsync(app, held))[0].RecordId;
        var hold = await app.Get<LegalHolds>().PlaceAsync(held, new HoldOrder
        {
            Reason = HoldReason.Investigation, Note = new("a matter"), By = "officer", Records = [named],
        }, None);

        await EraseAsync(app, subject);
        await EraseAsync(app, held);

        var receipt = (await app.Get<ErasureReceipts>().FindAsync(subject, None))!.Receipt!;
        Assert.Contains(new KeptCount("cv-document", 2, "applicants-us", null, new DateOnly(2027, 3, 1)), receipt.Kept);
        var claims = await app.Get<ReadProof>().ReadAsync(subject, Ask("legal-claims"), "officer", None);
        Assert.Equal(["canary.law-0", "canary.law-1"], claims.Records.Select(record => record.Value.Value).Order(StringComparer.Ordinal));
        var other = await app.Get<ReadProof>().ReadAsync(subject, Ask("help-job-seekers"), "officer", None);
        Assert.Equal(DenialReason.SubjectErased, other.Decision.Reason);
        Assert.Empty(other.Records);

        Assert.Equal(named, Assert.Single(await RecordsAsync(app, held), row => row.Category == "photo").RecordId);
        Assert.StartsWith("canary.hold-", Assert.Single((await app.Get<ReadProof>().ReadAsync(
            held, Ask("legal-claims", "photo", SwedishController), "officer", None)).Records).Value.Value, StringComparison.Ordinal);
        Assert.True(await app.Get<LegalHolds>().LiftAsync(held, hold!.Value, "officer", None));
        await app.Get<Ombud.Retention.Sweeping.Sweeper>().RunAsync(None);
        Assert.DoesNotContain(await RecordsAsync(app, held), row => row.Category == "photo");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 3)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    public async Task An_erasure_killed_after_any_step_is_finished_by_the_next_start(int engine, int steps)
    {
        var clock = Clock();
        var app = await OmbudApp.StartAsync((Engine)engine, clock);
        var subject = await NotKeptAsync(app, "canary.7f3a");
        var erasure = await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        for (var step = 0; step < steps; step++)
            erasure = await app.Get<EraseSubject>().StepAsync(erasure!, None);
        var storage = await app.StopAsync();
        clock.Advance(TimeSpan.FromMinutes(2));

        await using var next = await OmbudApp.StartAsync(storage, clock);
        await next.Get<ErasureRunner>().RunDueAsync(None);

        var found = await next.Get<ErasureReceipts>().FindAsync(erasure!.ReceiptId, None);
        Assert.Equal(ErasureStep.Done, found!.Erasure.Step);
        Assert.NotNull(found.Receipt);
        Assert.Equal(0, await RowsAsync(next, subject));
        Assert.Null(await next.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Two_erasures_at_once_come_to_one_receipt(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await NotKeptAsync(app, "canary.7f3a");

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EraseAsync(app, subject)));

        Assert.Single(both.Select(erasure => erasure.ReceiptId).Distinct());
        Assert.All(both, erasure => Assert.NotNull(erasure.FactId));
        var facts = new List<WrittenFact>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, None))
            facts.Add(fact);
        Assert.Single(facts, fact => fact.Fact is SubjectErased);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nothing_is_written_about_or_read_of_a_person_after_and_during_the_erasure(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await NotKeptAsync(app, "canary.7f3a");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var results = new List<Appended>();
            while (!stop.IsCancellationRequested || results[^1] is not Appended.SubjectErased)
                results.Add(await app.Get<Ledger>().AppendAsync(subject, StoredPerson.Answer("surveys"), None));
            return results;
        }, None);

        await EraseAsync(app, subject);
        await stop.CancelAsync();

        var results = await writing;
        var firstRefused = results.FindIndex(result => result is Appended.SubjectErased);
        Assert.All(results[firstRefused..], result => Assert.IsType<Appended.SubjectErased>(result));
        Assert.Equal(0, await RowsAsync(app, subject));
        await using var change = await app.Get<Changes>().BeginAsync(subject, None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => change.CommitAsync([StoredPerson.Answer("surveys")], None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_trail_holds_and_the_receipts_commitment_is_in_it(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await NotKeptAsync(app, "canary.7f3a");
        while (await app.Get<Sequencer>().SequenceAsync(None) > 0)
        {
        }
        var before = await EntriesAsync(app);

        var done = await EraseAsync(app, subject);
        while (await app.Get<Sequencer>().SequenceAsync(None) > 0)
        {
        }

        var after = await EntriesAsync(app);
        Assert.Equal(before, after.Take(before.Count));
        var receipt = (await app.Get<ErasureReceipts>().FindAsync(done.ReceiptId, None))!.Fact!;
        Assert.Contains(Convert.ToHexString(receipt.Commitment), after);
        Assert.Equal(receipt.Commitment, Trail.Commitment.Of(receipt.Salt, receipt.Body).Value.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nobody_is_erased_who_was_never_met(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());

        Assert.Null(await app.Get<EraseSubject>().AskAsync(SubjectId.New(app.Clock!), ErasureReason.Asked, "self", None));
        Assert.Null(await app.Get<ErasureReceipts>().FindAsync(Guid.CreateVersion7(), None));
    }

    [Fact]
    public async Task Every_table_about_a_person_goes_but_those_that_say_why_they_stay()
    {
        await using var app = await OmbudApp.StartAsync();
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);

        var tables = Ombud.Erasure.Steps.DeleteRows.TablesOf(context);

        Assert.Superset(new HashSet<string>(["ends_worked_out", "fact_body", "job", "outbox", "subject", "subject_contact",
            "subject_hash", "subject_link"], StringComparer.Ordinal), tables.ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain("fact", tables);
        Assert.DoesNotContain("clear_fact", tables);
        Assert.DoesNotContain("standing", tables);
    }
}
