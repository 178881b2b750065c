using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Storage.Killing;

/// <summary>What must hold after any failure: all that was acknowledged is there, and nothing is half there.</summary>
internal static class Wholeness
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Everybody's facts, standing and file are there and open.</summary>
    public static async Task EveryoneIsThereAsync(OmbudApp app, SubmissionFlow flow)
    {
        await using var connection = await TestDb.OpenAsync(app.Storage);
        foreach (var (key, acknowledged) in flow.Acknowledged)
        {
            var subject = new SubjectId(acknowledged.Subject);
            foreach (var (fact, commitment) in acknowledged.Facts)
                Assert.True(await IsInTreeAsync(connection, subject, fact, commitment), $"{key}: a fact with a receipt is gone");

            var standing = await app.Get<Standings>().FindAsync(subject, None);
            var folded = await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow().AddHours(2), None);
            Assert.Equal(standing!.Version, folded.Version);
            switch (acknowledged.What)
            {
                case Sent.Message:
                    Assert.Equal("SE", standing.Residence);
                    Assert.Equal(standing.Consents["newsletters"].Answer, folded.Consents["newsletters"].Answer);
                    break;
                case Sent.Account:
                    Assert.Equal("SE", standing.Residence);
                    var file = await FileAsync(app, subject);
                    Assert.True(file.AsSpan().SequenceEqual(SubmissionFlow.FileOf(key)), $"{key}: its file is another");
                    break;
                case Sent.Consent:
                    Assert.Equal(ConsentAnswer.Withdrawn, standing.Consents["newsletters"].Answer);
                    break;
            }
        }
    }

    /// <summary>No row stands without those it belongs with; each key was done once.</summary>
    public static async Task NothingIsHalfAsync(OmbudApp app, SubmissionFlow flow)
    {
        foreach (var sweep in app.Services.GetServices<ISweep>())
            await sweep.SweepAsync(None);

        await using var connection = await TestDb.OpenAsync(app.Storage);
        const string Same = "b.bucket = a.bucket and b.subject_id = a.subject_id";
        foreach (var (what, sql) in new[]
        {
            ("facts without a body", $"fact a where not exists (select 1 from fact_body b where {Same} and b.fact_id = a.fact_id)"),
            ("bodies without a fact", $"fact_body a where not exists (select 1 from fact b where {Same} and b.fact_id = a.fact_id)"),
            ("facts neither in the tree nor waiting for it",
                "fact a where not exists (select 1 from trail_entry b where b.fact_id = a.fact_id)"
                + " and not exists (select 1 from unsequenced b where b.bucket = a.bucket and b.fact_id = a.fact_id)"),
            ("records without a submission",
                $"record a where not exists (select 1 from submission b where {Same} and b.submission_id = a.submission_id)"),
            ("submissions without records",
                $"submission a where not exists (select 1 from record b where {Same} and b.submission_id = a.submission_id)"),
            ("files with a piece missing",
                $"record a where a.chunks <> (select count(*) from record_chunk b where {Same} and b.record_id = a.record_id)"),
            ("pieces of no file",
                $"record_chunk a where not exists (select 1 from record b where {Same} and b.record_id = a.record_id)"),
            ("uploads with a piece missing",
                "upload a where a.chunks <> (select count(*) from upload_chunk b where b.bucket = a.bucket and b.upload_id = a.upload_id)"),
            ("pieces of no upload",
                "upload_chunk a where not exists (select 1 from upload b where b.bucket = a.bucket and b.upload_id = a.upload_id)"),
            ("submissions without a standing", $"submission a where not exists (select 1 from standing b where {Same})"),
            ("people without a submission", $"subject a where not exists (select 1 from submission b where {Same})"),
            ("provisional look-ups", "lookup where is_provisional"),
            ("look-ups of nobody", "lookup a where not exists (select 1 from subject b where b.subject_id = a.subject_id)"),
        })
            Assert.True(await TestDb.CountAsync(connection, $"select count(*) from {sql}") == 0, $"there are {what}");

        // Each key once: what was sent again is not there twice, and what was never answered was sent again.
        Assert.Empty(flow.Open);
        var submissions = flow.Acknowledged.Values.Count(one => one.What is not Sent.Consent);
        Assert.Equal(submissions, await TestDb.CountAsync(connection, "select count(*) from submission"));
        Assert.Equal(flow.Acknowledged.Count, flow.Acknowledged.Values.Select(one => one.Subject).Distinct().Count());
        Assert.Equal(flow.Acknowledged.Count, await TestDb.CountAsync(connection, "select count(*) from standing"));
    }

    private static async Task<byte[]> FileAsync(OmbudApp app, SubjectId subject)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var record = await context.Set<RecordRow>().SingleAsync(
            row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Field == "cv", None);
        var pieces = await context.Set<ChunkRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.RecordId == record.RecordId)
            .OrderBy(row => row.Position).ToListAsync(None);
        var seal = app.Get<RecordSeal>();
        var key = await app.Get<KeyRing>().FindAsync(seal.KeyOf(subject, record.Controller, record.Category), None);
        return [.. pieces.SelectMany(piece => seal.OpenChunk(
            subject, record.RecordId, piece.Sealed, piece.Position, piece.Position == record.Chunks - 1, key!))];
    }

    private static async Task<bool> IsInTreeAsync(DbConnection connection, SubjectId subject, Guid fact, byte[]? commitment)
    {
        await using var select = connection.Command(
            $"""
            select count(*)
            from   fact f
            where  f.bucket = @bucket and f.subject_id = @subject and f.fact_id = @fact
            {(commitment is null ? "" : "and f.commitment = @commitment")}
            and    (exists (select 1 from trail_entry t where t.fact_id = f.fact_id and t.commitment = f.commitment)
                    or exists (select 1 from unsequenced u where u.bucket = f.bucket and u.fact_id = f.fact_id))
            """)
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("fact", fact);
        if (commitment is not null)
            select.With("commitment", commitment);
        return Convert.ToInt64(await select.ExecuteScalarAsync(None), CultureInfo.InvariantCulture) == 1;
    }
}
