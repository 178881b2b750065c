using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.MyData.Reading;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.Own;

/// <summary>
/// Every stored record that is not due has a rule that its notice knows, and an end, unless the rule runs from the withdrawal of
/// a consent that stands; in a made-up person's own report each record shows both.
/// </summary>
internal sealed class ReasonsToStay(
    CanaryPlanter canaries, OwnReport report, RecordEnds ends, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
    : IControl
{
    public string Id => "reasons-to-stay";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, all, open) = await CountAsync(cancel);
        amiss.AddRange(await canaries.MeetAsync(canaries.Longest, canary => LookAsync(canary, cancel), cancel));
        return Measurement.Of(amiss,
            $"{all} uppgifter med skäl och slutdatum, {open} av dem tills ett samtycke återkallas; båda står i den egna rapporten",
            $"{all} records with reason and end date, {open} of them until a consent is withdrawn; both stand in one's own report");
    }

    private async Task<(List<string> Amiss, long All, long Open)> CountAsync(CancellationToken cancel)
    {
        var (amiss, all, open) = (new List<string>(), 0L, 0L);
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.EndlessRecords.Sql(
            """
            select r.notice_version, r.retention_rule, count(*), count(r.ends_at)
            from   record r
            where  (r.ends_at is null or r.ends_at > @now)
            and    not exists (select 1 from subject s
                               where  s.bucket = r.bucket and s.subject_id = r.subject_id and s.is_canary)
            group  by r.notice_version, r.retention_rule
            """)).With("now", Micros.Of(time.GetUtcNow()));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (records, withoutEnd) = (reader.GetInt64(2), reader.GetInt64(2) - reader.GetInt64(3));
            (all, open) = (all + records, open + withoutEnd);
            var rule = ends.RuleOf(reader.GetString(0), reader.GetString(1));
            if (rule is null || (withoutEnd > 0 && rule.Anchor is not Anchor.ConsentWithdrawn))
                amiss.Add($"'{reader.GetString(1)}' {reader.GetString(0)}: {records}");
        }
        return (amiss, all, open);
    }

    private async Task<List<string>> LookAsync(Canary canary, CancellationToken cancel)
    {
        var records = await RecordsAsync(canary.Subject, cancel);
        var amiss = records.Count == 0 ? ["no record"] : new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await report.ReadAsync(canary.Subject, language, cancel);
            foreach (var record in records.Where(record => canary.Values.Contains(canary.Fields[record.Field], StringComparer.Ordinal)))
            {
                if (OwnReport.RowOf(page, canary.Fields[record.Field]) is not { } row || !Says(row, record, language))
                    amiss.Add($"{language} {record.Field}");
            }
        }
        return amiss;
    }

    private async Task<List<RecordRow>> RecordsAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
    }

    private bool Says(IElement row, RecordRow record, string language)
    {
        var reader = language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
        var isEndSaid = record.EndsAt is { } end
            ? OwnReport.Names(row, DateOnly.FromDateTime(end.UtcDateTime))
            : row.TextContent.Contains(ReadingTexts.NoEndYet.In(reader), StringComparison.Ordinal);
        return isEndSaid && ends.RuleOf(record.NoticeVersion, record.RetentionRule) is { } rule
            && row.TextContent.Contains(rule.Reason.In(language), StringComparison.Ordinal);
    }
}
