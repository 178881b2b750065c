using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Cases;
using Ombud.Assurance.Controls.Collecting;
using Ombud.Assurance.Controls.Connected;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Controls.People;
using Ombud.Assurance.Controls.Records;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.MyData.Elsewhere;
using Ombud.Systems;
using Ombud.Tests.Running;
using Ombud.Tests.Systems;

namespace Ombud.Tests.Assurance;

/// <summary>By control, what somebody does to the stored data, or leaves undone, so that what it measures is no longer so.</summary>
internal static class TamperBreaks
{
    /// <summary>Measures with a connected system, in which nothing is amiss before it is tampered with.</summary>
    private static async Task<Measurement> WithSystemAsync(OmbudApp app, Func<ForeignSystem, LookAtSystems, Task<Measurement>> measure)
    {
        using var systems = ForeignSystem.Create("crm");
        var look = new LookAtSystems(systems.Connected());
        Assert.True((await app.MeasureAsync<SystemsAsDescribed>(look)).Holds);
        return await measure(systems, look);
    }

    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["trail-verifies"] = async app =>
            {
                await PlantAsync(app);
                await app.SequenceAsync();
                await RunAsync(app, "drop trigger trail_entry_no_update");
                await RunAsync(app, "update trail_entry set commitment = randomblob(32) where position = 0");
                return await app.MeasureAsync<TrailVerifies>();
            },
            ["trail-continues"] = async app =>
            {
                await PlantAsync(app);
                await app.SequenceAsync();
                await RunAsync(app, "drop trigger trail_entry_no_delete");
                await RunAsync(app, "delete from trail_entry where position = (select max(position) from trail_entry)");
                return await app.MeasureAsync<TrailContinues>();
            },
            // No mailbox is configured; what else it measures is broken in RequestWaysTests.
            ["request-ways"] = app => app.MeasureAsync<RequestWays>(),
            ["systems-as-described"] = app => WithSystemAsync(app, async (systems, look) =>
            {
                systems.Run("crm", "alter table customer add column nickname text");
                return await app.MeasureAsync<SystemsAsDescribed>(look);
            }),
            ["systems-erased"] = app => WithSystemAsync(app, async (_, _) =>
            {
                var canary = await PlantAsync(app);
                await RunAsync(app,
                    $"""
                    insert into system_erasure (bucket, subject_id, system, state, asked_at, due_at, attempts)
                    select bucket, subject_id, 'crm', 0, {Micros.Of(app.Get<TimeProvider>().GetUtcNow())}, 0, 3 from subject
                    where  subject_id = x'{Convert.ToHexString(canary.Subject.Value.ToByteArray(bigEndian: true))}'
                    """);
                return await app.MeasureAsync<SystemsErased>();
            }),
            ["access-reaches-systems"] = app => WithSystemAsync(app, async (systems, look) =>
            {
                systems.Run("crm", "alter table customer rename to elsewhere");
                return await app.MeasureAsync<AccessReachesSystems>(
                    ActivatorUtilities.CreateInstance<OwnSystemsReader>(app.Services, look.Systems));
            }),
            ["keys-apart"] = async _ =>
            {
                await using var app = await OmbudApp.StartAsync(Engine.Postgres, FreshProductTests.Clock());
                return await app.MeasureAsync<KeysApart>();
            },
            ["corrections-replace"] = async app =>
            {
                await RunAsync(app, "create trigger stale before update of sealed on record begin select raise(ignore); end");
                return await app.MeasureAsync<CorrectionsReplace>();
            },
            ["recipients-told"] = async app =>
            {
                var canary = await PlantAsync(app);
                Assert.True((await app.MeasureAsync<RecipientsTold>()).Holds);
                var since = Micros.Of(app.Get<TimeProvider>().GetUtcNow().AddDays(-15));
                await RunAsync(app,
                    $"""
                    insert into recipient_notice (bucket, subject_id, recipient, known_as, about, fields, disclosures, since, changed_at)
                    select bucket, subject_id, 'bjorkdal-industri', subject_id, 0, 'name', '', {since}, {since} from subject
                    where  subject_id = x'{Convert.ToHexString(canary.Subject.Value.ToByteArray(bigEndian: true))}'
                    """);
                return await app.MeasureAsync<RecipientsTold>();
            },
            ["erasures-finish"] = async app =>
            {
                var canary = await PlantAsync(app);
                await RunAsync(app, "create trigger stuck before update on erasure begin select raise(ignore); end");
                await app.Get<EraseSubject>().AskAsync(canary.Subject, ErasureReason.Asked, "self", None);
                return await app.MeasureAsync<ErasuresFinish>(new FakeTimeProvider(app.Get<TimeProvider>().GetUtcNow().AddHours(1)));
            },
            ["ends-follow"] = async app =>
            {
                await FreshProductTests.SweptAsync(app);
                await PlantAsync(app);
                // An hour in which nobody has followed.
                return await app.MeasureAsync<EndsFollow>(new FakeTimeProvider(app.Get<TimeProvider>().GetUtcNow().AddHours(1)));
            },
            ["standing-recomputes"] = async app =>
            {
                await RunAsync(app,
                    "create trigger lost after insert on fact_body begin delete from fact_body where fact_id = new.fact_id; end");
                return await app.MeasureAsync<StandingRecomputes>();
            },
            ["nothing-past-its-end"] = async app =>
            {
                // The sweeper's only round by this clock: a later one would mend it.
                await FreshProductTests.SweptAsync(app);
                await PlantAsSomebodyAsync(app);
                var yesterday = app.Get<TimeProvider>().GetUtcNow().AddDays(-1);
                await RunAsync(app, $"update record set ends_at = {Micros.Of(yesterday)}");
                return await app.MeasureAsync<NothingPastItsEnd>();
            },
            ["sweeper-runs"] = async app =>
            {
                await FreshProductTests.SweptAsync(app);
                // An hour in which no sweeper has come round.
                return await app.MeasureAsync<SweeperRuns>(new FakeTimeProvider(app.Get<TimeProvider>().GetUtcNow().AddHours(1)));
            },
            ["records-have-source"] = async app =>
            {
                await PlantAsync(app);
                await RunAsync(app, "update record set source = '' where record_id = (select min(record_id) from record)");
                return await app.MeasureAsync<RecordsHaveSource>();
            },
            ["reasons-to-stay"] = async app =>
            {
                await FreshProductTests.SweptAsync(app);
                await PlantAsSomebodyAsync(app);
                await RunAsync(app, "update record set retention_rule = '' where record_id = (select min(record_id) from record)");
                return await app.MeasureAsync<ReasonsToStay>();
            },
            ["letters-in-time"] = async app =>
            {
                var now = app.Get<TimeProvider>().GetUtcNow();
                await RunAsync(app, $"""
                    insert into outbox (bucket, mail_id, subject_id, state, created_at, send_before, job_id, sealed)
                    values (1, randomblob(16), randomblob(16), 0, {Micros.Of(now.AddMonths(-1))}, {Micros.Of(now.AddHours(-1))},
                            randomblob(16), x'00')
                    """);
                return await app.MeasureAsync<LettersInTime>();
            },
            ["confirmations-recorded"] = async app =>
            {
                await RunAsync(app, "create trigger nameless after insert on record when new.given_by is not null "
                    + "begin update record set given_by = null where record_id = new.record_id; end");
                return await app.MeasureAsync<ConfirmationsRecorded>();
            },
            ["report-by-category"] = async app =>
            {
                await RunAsync(app, "create trigger mixed after insert on record when new.category = 'cv-education' "
                    + "begin update record set category = 'cv-skills' where record_id = new.record_id; end");
                return await app.MeasureAsync<ReportByCategory>();
            },
            ["report-in-both-forms"] = async app =>
            {
                // Held still, and in neither form. A round of the sweeper would work out the end anew.
                await FreshProductTests.SweptAsync(app);
                await RunAsync(app, "create trigger unread after insert on record when new.category = 'cv-education' "
                    + "begin update record set ends_at = 1 where record_id = new.record_id; end");
                return await app.MeasureAsync<ReportInBothForms>();
            },
            ["portable-formats"] = async app =>
            {
                await RunAsync(app, "create trigger estranged after insert on record when new.category = 'cv-education' "
                    + "begin update record set source = 'public' where record_id = new.record_id; end");
                return await app.MeasureAsync<PortableFormats>();
            },
            ["hand-over-once"] = async app =>
            {
                await RunAsync(app, "create trigger forgetful_of_fetching after insert on fact_body when new.kind = 'hand-over.fetched' "
                    + "begin delete from fact_body where fact_id = new.fact_id; end");
                return await app.MeasureAsync<HandOverOnce>();
            },
            ["report-states-source"] = async app =>
            {
                await RunAsync(app, "create trigger laundered after insert on record when new.source = 'public' "
                    + "begin update record set source = 'web' where record_id = new.record_id; end");
                return await app.MeasureAsync<ReportStatesSource>();
            },
            ["suppression-outlives-erasure"] = async app =>
            {
                await RunAsync(app, "create trigger forgetful after update of step on erasure when new.step = 3 "
                    + "begin delete from suppression; end");
                return await app.MeasureAsync<SuppressionOutlives>();
            },
            ["kinds-judged-apart"] = async app =>
            {
                await RunAsync(app, "create trigger mixed_up after insert on record when new.kind = 'contact' "
                    + "begin update record set kind = 'job-seeker' where record_id = new.record_id; end");
                return await app.MeasureAsync<KindsJudgedApart>();
            },
            ["joins-need-proof"] = async app =>
            {
                await RunAsync(app, "create trigger trusting after insert on lookup begin insert or ignore into proved_identifier "
                    + "(bucket, hash, kind, key_version, subject_id, at, is_provisional) "
                    + "values (new.bucket, new.hash, new.kind, new.key_version, new.subject_id, new.at, 0); end");
                return await app.MeasureAsync<JoinsNeedProof>();
            },
            ["no-plain-canary"] = async app =>
            {
                app.Get<CanaryPlanter>().Planted = canary =>
                    File.WriteAllTextAsync(Path.Combine(app.Storage.DataFolder, "left.tmp"), canary.Values[0], Encoding.Unicode, None);
                return await app.MeasureAsync<NoPlainCanary>();
            },
            ["erasure-leaves-nothing"] = async app =>
            {
                await RunAsync(app, "create trigger kept before delete on record begin select raise(ignore); end");
                return await app.MeasureAsync<ErasureLeavesNothing>();
            },
            ["hold-suspends"] = async app =>
            {
                await RunAsync(app, "create trigger loose after update of holds on record when new.holds > 0 "
                    + "begin update record set holds = 0 where record_id = new.record_id; end");
                return await app.MeasureAsync<HoldSuspends>();
            },
            ["others-need-confirmation"] = async app =>
            {
                await RunAsync(app, "create trigger mute after insert on outbox begin delete from outbox where mail_id = new.mail_id; end");
                return await app.MeasureAsync<OthersNeedConfirmation>();
            },
            ["disclosures-recorded"] = async app =>
            {
                await RunAsync(app, "create trigger unsaid after insert on disclosure "
                    + "begin delete from disclosure where disclosure_id = new.disclosure_id; end");
                return await app.MeasureAsync<DisclosuresRecorded>();
            },
        }.Concat(CaseBreaks.All).ToDictionary(StringComparer.Ordinal);

    public static Task<Canary> PlantAsync(OmbudApp app) =>
        app.Get<CanaryPlanter>().PlantAsync(app.Get<CanaryPlanter>().Points.First(), None);

    /// <summary>Plants somebody who counts as a person, since canaries are in no figure.</summary>
    public static async Task PlantAsSomebodyAsync(OmbudApp app)
    {
        await PlantAsync(app);
        await RunAsync(app, "update subject set is_canary = 0");
    }

    public static async Task RunAsync(OmbudApp app, string sql)
    {
        using var pass = await app.Get<Db>().Gate.EnterAsync(None);
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(None);
    }
}
