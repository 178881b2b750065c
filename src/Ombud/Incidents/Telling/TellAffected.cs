using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Incidents.Affected;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Mail;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Shared;
using Ombud.SignIn.People;

namespace Ombud.Incidents.Telling;

/// <summary>
/// Tells the people on an incident's list, bucket by bucket: each by one letter, in the commit that says so, so that whoever is killed
/// goes on and tells nobody twice. Who is being erased is not written to; who has proved no address stays on the list as such.
/// </summary>
internal sealed class TellAffected(
    AffectedRuns runs, IncidentChanges incidents, IncidentSeal seal, TellLetter letter, Outbox outbox, Changes changes, Standings standings,
    SubjectContacts contacts, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time) : IJobHandler
{
    public const string Word = "incident.tell-affected";

    /// <summary>Called after each person; where a test cuts it off.</summary>
    internal Func<Task>? OneTold { get; set; }

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
        if (await WordsAsync(incident, id, cancel) is not var (row, words))
            return;
        while (await runs.FindAsync(incident, id, cancel) is { } run)
        {
            if (run.NextBucket >= Bucket.Count)
                await FinishAsync(run, cancel);
            else
                await BatchAsync(run, row, words, cancel);
        }
    }

    private async Task BatchAsync(AffectedRunRow run, IncidentRow incident, TellWords words, CancellationToken cancel)
    {
        var (from, to) = (run.NextBucket, Math.Min(run.NextBucket + AffectedRuns.BatchSize, Bucket.Count));
        for (var next = from; next < to; next++)
        {
            foreach (var subject in await WaitingAsync((short)next, incident.IncidentId, cancel))
            {
                await TellAsync(new SubjectId(subject), incident, words, cancel);
                if (OneTold is not null)
                    await OneTold();
            }
        }
        run.NextBucket = to;
        await runs.SaveAsync(run, from, cancel);
    }

    private async Task<List<Guid>> WaitingAsync(short bucket, Guid incident, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<AffectedRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.IncidentId == incident && row.State == AffectedState.Found)
            .OrderBy(row => row.SubjectId).Select(row => row.SubjectId).ToListAsync(cancel);
    }

    private async Task TellAsync(SubjectId subject, IncidentRow incident, TellWords words, CancellationToken cancel)
    {
        // Who has only proved an address has no standing yet.
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        if (standing.IsErased)
            return;
        // Whoever was taken in by somebody is told as that person, once for all whom they have taken in.
        var reader = standing.JoinedInto is { } into ? new SubjectId(into) : subject;
        var address = await contacts.FindAsync(reader, IdentifierKind.Email, cancel);
        if (standing.IsIsolated || address is null)
        {
            await MarkAsync(subject, incident, standing.IsIsolated ? AffectedState.Isolated : AffectedState.Unreachable, cancel);
            return;
        }
        if (reader == subject || !await IsToldAsync(reader.Value, incident, cancel))
            await SendAsync(subject, reader, incident, words, address.Value, cancel);
        if (reader != subject && await IsToldAsync(reader.Value, incident, cancel))
            await MarkAsync(subject, incident, AffectedState.Joined, cancel);
    }

    private async Task SendAsync(
        SubjectId subject, SubjectId reader, IncidentRow incident, TellWords words, Personal<string> address, CancellationToken cancel)
    {
        var bucket = Bucket.Of(reader.Value);
        await using var change = await changes.BeginAsync(reader, cancel);
        var row = await change.Db.FindAsync<AffectedRow>([bucket, reader.Value, incident.IncidentId], cancel);
        // Erased or isolated since, or told by another runner: what is locked here counts.
        if (change.Standing.IsErased || change.Standing.IsIsolated || row is { State: not AffectedState.Found }
            || (row is null && reader == subject))
            return;
        if (row is null)
        {
            row = new AffectedRow { Bucket = bucket, SubjectId = reader.Value, IncidentId = incident.IncidentId };
            change.Db.Add(row);
        }
        (row.State, row.ToldAt) = (AffectedState.Told, Micros.Truncate(time.GetUtcNow()));
        await outbox.AddAsync(
            change,
            new Letter
            {
                To = address, About = reader,
                Words = new Personal<LetterWords>(letter.Of(incident, words, change.Standing.Residence)),
            },
            cancel);
        await change.CommitAsync([new ToldOfIncident(incident.IncidentId)], cancel);
    }

    private async Task<bool> IsToldAsync(Guid subject, IncidentRow incident, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<AffectedRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == subject
            && row.IncidentId == incident.IncidentId && row.State == AffectedState.Told, cancel);
    }

    private async Task MarkAsync(SubjectId subject, IncidentRow incident, AffectedState state, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<AffectedRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.IncidentId == incident.IncidentId
                && row.State == AffectedState.Found)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), cancel);
    }

    private async Task<(IncidentRow Incident, TellWords Words)?> WordsAsync(Guid incident, Guid id, CancellationToken cancel)
    {
        if (await runs.FindAsync(incident, id, cancel) is not { LetterId: { } entry }
            || await seal.FindKeyAsync(incident, cancel) is not { } key)
            return null;
        var bucket = Bucket.Of(incident);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<IncidentRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.IncidentId == incident, cancel);
        var written = await context.Set<IncidentEntryRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.IncidentId == incident && row.EntryId == entry, cancel);
        return row is null || written is null ? null : (row, TellWords.Of(seal.Open(written, key).Value));
    }

    private async Task FinishAsync(AffectedRunRow run, CancellationToken cancel)
    {
        var (told, unreachable, isolated) = await CountAsync(run.IncidentId, cancel);
        await incidents.RunAsync(run.IncidentId, async change =>
        {
            if (await change.Change.Db.FindAsync<AffectedRunRow>([run.Bucket, run.IncidentId, run.RunId], cancel)
                is not { DoneAt: null } row
                || change.State.Next(new IncidentEvent(IncidentStep.Told, change.Now)).State is not { } state)
                return false;
            (row.DoneAt, row.Told, row.Unreachable, row.Isolated) = (Micros.Truncate(change.Now), told, unreachable, isolated);
            change.MoveTo(state);
            change.Add(new IncidentEntry(
                change.Now, "system", IncidentPart.Step, IncidentStep.Told,
                told.ToString(CultureInfo.InvariantCulture), null));
            await change.CommitAsync(new AffectedTold(run.RunId, told, unreachable, isolated), cancel);
            return true;
        }, cancel);
    }

    // Of all rounds, without those who were erased since.
    private async Task<(int Told, int Unreachable, int Isolated)> CountAsync(Guid incident, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var counts = await context.Set<AffectedRow>().AsNoTracking().Over(FanOut.IncidentPeople).Where(row => row.IncidentId == incident)
            .GroupBy(row => row.State).Select(rows => new { State = rows.Key, Count = rows.Count() }).ToListAsync(cancel);
        return (Of(AffectedState.Told), Of(AffectedState.Unreachable), Of(AffectedState.Isolated));

        int Of(AffectedState state) => counts.Where(one => one.State == state).Sum(one => one.Count);
    }
}
