using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Tests.Running;

/// <summary>A made-up person with records, put into the vault by its own parts.</summary>
internal static class StoredPerson
{
    public const string Notice = "2026-01-01";
    public const string UsController = "allegis-group-inc";

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Stores a person with some records of a job seeker's account, each with a file if asked.</summary>
    public static async Task<SubjectId> WithRecordsAsync(
        OmbudApp app, string canary, int records = 3, Action<RecordRow>? change = null, int chunks = 0, string controller = UsController)
    {
        var time = app.Get<TimeProvider>();
        var subject = SubjectId.New(time);
        await app.Get<KeyRing>().EnsureAsync([KeyName.Facts(subject), new KeyName(subject, controller, Compartment.Ordinary)], None);
        await app.Get<Identifiers>().NoteAsync(subject, IdentifierKind.Email, canary + "@person.example", None);
        await StoreAsync(app, subject, canary, records, change, chunks, controller);
        await app.Get<Identifiers>().ConfirmAsync(subject, IdentifierKind.Email, canary + "@person.example", None);
        return subject;
    }

    private static async Task StoreAsync(
        OmbudApp app, SubjectId subject, string canary, int records, Action<RecordRow>? change, int chunks, string controller)
    {
        var (keys, seal, time) = (app.Get<KeyRing>(), app.Get<RecordSeal>(), app.Get<TimeProvider>());
        await using var begun = await app.Get<Changes>().BeginAsync(subject, None);
        begun.Db.Add(new SubjectRow { Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, CreatedAt = time.GetUtcNow() });
        begun.Db.Add(await app.Get<Identifiers>().HashRowAsync(subject, IdentifierKind.Email, canary + "@person.example", None));
        for (var i = 0; i < records; i++)
        {
            var row = await seal.SealAsync(Record(subject, controller, canary, i, time), Guid.CreateVersion7(time.GetUtcNow()), None);
            row.Chunks = chunks;
            change?.Invoke(row);
            begun.Db.Add(row);
            var key = await keys.GetOrCreateAsync(seal.KeyOf(subject, controller, row.Category), None);
            for (var position = 0; position < chunks; position++)
            {
                begun.Db.Add(new ChunkRow
                {
                    Bucket = row.Bucket, SubjectId = row.SubjectId, RecordId = row.RecordId, Position = position,
                    Sealed = seal.SealChunk(
                        subject, row.RecordId, System.Text.Encoding.UTF8.GetBytes(canary + position), position,
                            position == chunks - 1, key),
                });
            }
        }
        await begun.CommitAsync([Answer("newsletters", controller)], None);
    }

    /// <summary>The record of a person in which a field stands.</summary>
    public static async Task<Guid> RecordOfAsync(OmbudApp app, SubjectId subject, string field)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return (await context.Set<RecordRow>().SingleAsync(
            row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Field == field, None)).RecordId;
    }

    public static ConsentAnswered Answer(
        string key, string controller = UsController, ConsentAnswer answer = ConsentAnswer.Given) => new()
        {
            Key = key, Answer = answer, Controller = controller, Shown = new Shown(Notice, "en", "job-seeker-account", null),
        };

    private static NewRecord Record(SubjectId subject, string controller, string canary, int i, TimeProvider time) => new()
    {
        Subject = subject, Controller = controller, Kind = "job-seeker", Category = "cv-document", Field = "cv",
        Point = "job-seeker-account", NoticeVersion = Notice, SubmissionId = Guid.CreateVersion7(time.GetUtcNow()), Source = "web",
        CollectedAt = time.GetUtcNow(), EndsAt = time.GetUtcNow().AddYears(1), RetentionRule = "accounts",
        Value = new Personal<string>($"{canary}-{i}"),
    };
}
