using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Assurance.Controls.Collecting;

/// <summary>
/// The letter that informs somebody named by another is to leave within a month and has a job that sends it; of all such
/// letters none has missed its day, was withheld or refused.
/// </summary>
/// <remarks>Letters about a person are these alone: codes for signing in are about an address.</remarks>
internal sealed class LettersInTime(CanaryOthers others, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time) : IControl
{
    public string Id => "letters-in-time";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (others.Points.Count == 0)
            return Measurement.Bad("inget ställe frågar om någon annan", "no point asks about another person");
        var amiss = await others.EachAsync(named => LookAsync(named, cancel), cancel);
        var (late, waiting) = await CountAsync(cancel);
        if (late > 0)
            amiss.Add($"{late} late");
        return Measurement.Of(amiss, $"{waiting} brev väntar, inget har missat sin dag; ett nytt ska gå inom en månad",
            $"{waiting} letters wait, none has missed its day; a new one is to leave within a month");
    }

    private async Task<IEnumerable<string>> LookAsync(NamedCanary named, CancellationToken cancel)
    {
        var bucket = Bucket.Of(named.Other.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var letters = await context.Set<OutboxRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == named.Other.Value).ToListAsync(cancel);
        if (letters is not [var letter])
            return [$"{named.Point.Id} {letters.Count} letters"];
        var isToBeSent = letter.State is MailState.Sent
            || await context.Set<JobRow>().AnyAsync(row => row.Bucket == letter.Bucket && row.JobId == letter.JobId, cancel);
        return isToBeSent && letter.SendBefore <= letter.CreatedAt.AddMonths(1) ? [] : [$"{named.Point.Id} letter"];
    }

    private async Task<(long Late, long Waiting)> CountAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.LateLetters.Sql(
            """
            select coalesce(sum(case when o.state in (2, 3) or o.send_before <= @now then 1 else 0 end), 0), count(*)
            from   outbox o
            where  o.subject_id is not null and o.state <> 1
            and    not exists (select 1 from subject s
                               where  s.bucket = o.bucket and s.subject_id = o.subject_id and s.is_canary)
            """)).With("now", Micros.Of(time.GetUtcNow()));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var late = reader.GetInt64(0);
        return (late, reader.GetInt64(1) - late);
    }
}
