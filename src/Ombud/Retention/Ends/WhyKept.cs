using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Retention.Ends;

/// <summary>Why a record is still here.</summary>
internal sealed record Keeping
{
    public required Guid RecordId { get; init; }
    public required string Category { get; init; }
    public required string Field { get; init; }
    public required string Controller { get; init; }

    /// <summary>Ids of the purposes for which it was given.</summary>
    public required IReadOnlyCollection<string> Purposes { get; init; }

    /// <summary>From when it is due; null while the event that its period runs from has not happened.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>The rule that determines the end, with name, reason and source in every language; null where none is known.</summary>
    public required RetentionRule? Rule { get; init; }

    /// <summary>Every reason that matches, and until when it alone would keep the record.</summary>
    public required IReadOnlyList<RetentionReason> Reasons { get; init; }

    /// <summary>Why it is held beyond its end; empty where it is not.</summary>
    public required IReadOnlyList<HoldReason> Holds { get; init; }

    /// <summary>Whether it is kept after the person's erasure, as proof.</summary>
    public required bool IsProof { get; init; }
}

/// <summary>Answers, for any record, until when it is kept and by which rule (promise <c>retention.while-needed</c>).</summary>
internal sealed class WhyKept(
    IDbContextFactory<OmbudContext> contexts, Standings standings, FactHistory history, RecordEnds ends, RecordPurposes purposes)
{
    /// <summary>All of a person's records, or one of them.</summary>
    public async Task<IReadOnlyList<Keeping>> OfAsync(SubjectId subject, CancellationToken cancel, Guid? record = null)
    {
        var bucket = Bucket.Of(subject.Value);
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var anchors = await PersonAnchors.ReadAsync(history, subject, cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var records = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && (record == null || row.RecordId == record))
            .OrderBy(row => row.RecordId).ToListAsync(cancel);
        var holds = await context.Set<HoldRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.LiftedAt == null).ToListAsync(cancel);
        var held = await context.Set<HeldRecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
        var reasons = holds.Join(held, hold => hold.HoldId, row => row.HoldId, (hold, row) => (row.RecordId, hold.Reason))
            .ToLookup(pair => pair.RecordId, pair => pair.Reason);
        return records.ConvertAll(row => Of(row, standing, anchors, [.. reasons[row.RecordId].Distinct()]));
    }

    private Keeping Of(RecordRow record, StandingState standing, PersonAnchors anchors, IReadOnlyList<HoldReason> holds)
    {
        var isProof = standing.IsErased;
        return new Keeping
        {
            RecordId = record.RecordId, Category = record.Category, Field = record.Field, Controller = record.Controller,
            Purposes = purposes.Of(record.Point, record.NoticeVersion),
            EndsAt = record.EndsAt, Rule = ends.RuleOf(record.NoticeVersion, record.RetentionRule),
            // After an erasure the facts are gone: what stands in the row is all that is known.
            Reasons = isProof ? [] : ends.Of(record, anchors, standing).Reasons,
            Holds = holds, IsProof = isProof,
        };
    }
}
