using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Erasure;

namespace Ombud.Assurance.Controls.Records;

/// <summary>No erasure that was asked for has stood still before the data was gone; one that waits for a recipient is counted.</summary>
internal sealed class ErasuresFinish(IDbContextFactory<OmbudContext> contexts, TimeProvider time) : IControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public string Id => "erasures-finish";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - Longest;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        // Of a canary that is stuck, the control that planted it tells.
        var begun = context.Set<ErasureRow>().AsNoTracking().Over(FanOut.Erasures)
            .Where(row => row.Step < ErasureStep.Done && row.AskedBy != CanaryPlanter.By);
        var stuck = await begun.CountAsync(row => row.Step < ErasureStep.RowsDeleted && row.AskedAt <= before, cancel);
        var waiting = await begun.CountAsync(row => row.Step == ErasureStep.RowsDeleted, cancel);
        return new Measurement(stuck == 0, new Layout.Text(
            sv: $"{stuck} raderingar har stannat av; {waiting} väntar på att mottagare får veta",
            en: $"{stuck} erasures are stuck; {waiting} wait until recipients have been told"));
    }
}

/// <summary>Whatever changed for a person, the ends of their records have been worked out anew soon after.</summary>
internal sealed class EndsFollow(Db db, TimeProvider time) : IControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public string Id => "ends-follow";

    // It reads everybody's standing.
    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var count = connection.Command(FanOut.EndsBehind.Sql(
            """
            select count(*)
            from   standing s
            join   fact f on f.bucket = s.bucket and f.subject_id = s.subject_id and f.standing_version = s.version
            left   join ends_worked_out w on w.bucket = s.bucket and w.subject_id = s.subject_id
            where  not s.is_erased and f.at <= @before
            and    (w.standing_version is null or w.standing_version < s.version)
            and    exists (select 1 from record r where r.bucket = s.bucket and r.subject_id = s.subject_id)
            """)).With("before", Micros.Of(time.GetUtcNow() - Longest));
        var behind = (long)(await count.ExecuteScalarAsync(cancel))!;
        return new Measurement(behind == 0, new Layout.Text(
            sv: $"{behind} människors slutdatum har inte räknats om på en halvtimme",
            en: $"for {behind} people the end dates have not been worked out anew for half an hour"));
    }
}
