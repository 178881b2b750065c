using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Incidents.Affected;

/// <summary>
/// Looks for the people whom an incident may affect (promise <c>security.report</c>), bucket by bucket, in batches: puts each on the
/// incident's list and counts them. Whoever is killed goes on with the batch at which they were, and nobody counts twice.
/// </summary>
internal sealed class FindAffected(
    AffectedRuns runs, SearchBucket search, Standings standings, IncidentChanges incidents, IncidentClocks clocks,
    IDbContextFactory<OmbudContext> contexts, Db db) : IJobHandler
{
    public const string Word = "incident.find-affected";

    private const string Insert =
        """
        insert into incident_person (bucket, subject_id, incident_id, run_id, state)
        values (@bucket, @subject, @incident, @run, @found)
        on     conflict do nothing
        """;

    private const string Standing = "select is_erased from standing where bucket = @bucket and subject_id = @subject";
    private const string Known = "select count(*) from subject where bucket = @bucket and subject_id = @subject";

    /// <summary>Called after each batch; where a test cuts it off.</summary>
    internal Func<int, Task>? Batched { get; set; }

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var (incident, id) = AffectedRunRow.Read(run.Payload);
        await WorkAsync(incident, id, cancel);
        return new JobOutcome.Done();
    }

    /// <summary>Goes on with a run to its end.</summary>
    public async Task WorkAsync(Guid incident, Guid id, CancellationToken cancel)
    {
        while (await runs.FindAsync(incident, id, cancel) is { } run)
        {
            if (run.NextBucket >= Bucket.Count)
                await FinishAsync(run, cancel);
            else
                await BatchAsync(run, cancel);
        }
    }

    private async Task BatchAsync(AffectedRunRow run, CancellationToken cancel)
    {
        var (order, from) = (SearchOrder.Of(run.Sought!), run.NextBucket);
        var residences = AffectedRun.ResidencesOf(run);
        var isCanary = await IsCanaryAsync(run, cancel);
        for (var next = from; next < Math.Min(from + AffectedRuns.BatchSize, Bucket.Count); next++)
        {
            var bucket = (short)next;
            var found = await search.FindAsync(order, bucket, cancel);
            if (found.Count == 0)
                continue;
            foreach (var subject in await ListAsync(run, bucket, found.Keys, isCanary, cancel))
            {
                var residence = (await standings.FindAsync(new SubjectId(subject), cancel))?.Residence ?? "";
                residences[residence] = residences.GetValueOrDefault(residence) + 1;
                run.People++;
                run.Records += found[subject];
            }
        }
        run.NextBucket = Math.Min(from + AffectedRuns.BatchSize, Bucket.Count);
        run.Residences = JsonSerializer.Serialize(residences, IncidentJson.Default.SortedDictionaryStringInt32);
        await runs.SaveAsync(run, from, cancel);
        if (Batched is not null)
            await Batched(run.NextBucket);
    }

    /// <returns>Those of them whom no search before has found.</returns>
    private async Task<List<Guid>> ListAsync(
        AffectedRunRow run, short bucket, IEnumerable<Guid> found, bool isCanary, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var made = await context.Set<SubjectRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && found.Contains(row.SubjectId) && row.IsCanary).Select(row => row.SubjectId)
            .ToListAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        // A control finds the people with which it tries and nobody else; everybody else finds none of them.
        foreach (var subject in found.Where(subject => made.Contains(subject) == isCanary))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (!await IsThereAsync(connection, transaction, bucket, subject, cancel))
                continue;
            await using var insert = connection.Command(Insert, transaction)
                .With("bucket", bucket).With("subject", subject).With("incident", run.IncidentId).With("run", run.RunId)
                .With("found", (short)AffectedState.Found);
            await insert.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        var listed = await context.Set<AffectedRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.IncidentId == run.IncidentId && row.RunId == run.RunId)
            .Select(row => row.SubjectId).ToListAsync(cancel);
        return [.. listed.Where(found.Contains)];
    }

    // The standing is held until the commit, so that no erasure that begins meanwhile misses the row. Who has only proved an address
    // has none yet.
    private async Task<bool> IsThereAsync(
        DbConnection connection, DbTransaction transaction, short bucket, Guid subject, CancellationToken cancel)
    {
        await using var standing = connection.Command(
            db.Engine is Engine.Postgres ? Standing + " for share" : Standing, transaction).With("bucket", bucket).With("subject", subject);
        await using (var reader = await standing.ExecuteReaderAsync(cancel))
        {
            if (await reader.ReadAsync(cancel))
                return !reader.GetBoolean(0);
        }
        await using var known = connection.Command(Known, transaction).With("bucket", bucket).With("subject", subject);
        return await known.ExecuteScalarAsync(cancel) is > 0L;
    }

    private async Task<bool> IsCanaryAsync(AffectedRunRow run, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<IncidentRow>()
            .AnyAsync(row => row.Bucket == run.Bucket && row.IncidentId == run.IncidentId && row.IsCanary, cancel);
    }

    private Task<bool> FinishAsync(AffectedRunRow run, CancellationToken cancel) =>
        incidents.RunAsync(run.IncidentId, change => FinishAsync(change, run, cancel), cancel);

    private async Task<bool> FinishAsync(IncidentChange change, AffectedRunRow known, CancellationToken cancel)
    {
        if (await change.Change.Db.FindAsync<AffectedRunRow>([known.Bucket, known.IncidentId, known.RunId], cancel)
            is not { DoneAt: null } run)
            return false;
        run.DoneAt = Micros.Truncate(change.Now);
        run.Sought = (SearchOrder.Of(run.Sought!) with { Person = null }).AsJson();
        change.Add(new IncidentEntry(
            change.Now, "system", IncidentPart.Sought, null, run.People.ToString(CultureInfo.InvariantCulture), null));
        // Where they live may bring a law whose time ends sooner.
        var residences = AffectedRun.ResidencesOf(run).Keys;
        change.MoveTo(change.State.DueBy(
            clocks.ToAuthority(change.State.AwareAt, IncidentBook.Words(change.Row.Controllers), residences)?.EndsAt));
        await change.CommitAsync(new AffectedFound(run.RunId, run.People, run.Records), cancel);
        return true;
    }
}
