using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.MyData.Joining;

/// <summary>
/// What somebody wanted comes along when their records are joined: the later answer counts, and every no. So does what
/// their periods run from, or their records would end later than was promised, or never.
/// </summary>
internal sealed class CarryOver(
    Changes changes, Standings standings, FactHistory history, IDbContextFactory<OmbudContext> contexts)
{
    /// <summary>Carries over what the person does not have yet; repeating it changes nothing.</summary>
    public async Task RunAsync(SubjectId from, SubjectId to, CancellationToken cancel)
    {
        if (await standings.FindAsync(from, cancel) is not { IsErased: false, IsIsolated: false } source)
            return;
        var past = await ReadAsync(from, cancel);
        var submissions = await SubmissionsAsync(from, cancel);
        await using var change = await changes.BeginAsync(to, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            return;
        var there = (await ReadAsync(to, cancel)).Anchors.ToHashSet();
        List<Fact> facts =
        [
            .. Answers(past.Answers.Values, change.Standing), .. Others(source, change.Standing),
            .. past.Anchors.SelectMany(anchor => OfEach(anchor, submissions)).Distinct().Where(anchor => !there.Contains(anchor)),
        ];
        if (facts.Count > 0)
            await change.CommitAsync(facts, cancel);
    }

    private async Task<Past> ReadAsync(SubjectId subject, CancellationToken cancel)
    {
        var past = new Past([], []);
        await foreach (var fact in history.ReadAsync(subject, cancel))
        {
            if (fact.Fact is AnchorHappened anchor)
                past.Anchors.Add(anchor);
            if (fact.Fact is ConsentAnswered answer)
            {
                past.Answers[answer.Key] = new AnswerCarriedOver
                {
                    Original = fact.Id,
                    Key = answer.Key,
                    Answer = answer.Answer,
                    Controller = answer.Controller,
                    Shown = answer.Shown,
                    Explicit = answer.Explicit,
                    AnsweredAt = fact.At,
                };
            }
        }
        return past;
    }

    private async Task<List<Guid>> SubmissionsAsync(SubjectId from, CancellationToken cancel)
    {
        var bucket = Bucket.Of(from.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == from.Value).Select(row => row.SubmissionId).Distinct()
            .OrderBy(id => id).ToListAsync(cancel);
    }

    // What happened to all of one person's records did not happen to those that the other had already.
    private static IEnumerable<AnchorHappened> OfEach(AnchorHappened anchor, List<Guid> submissions) =>
        anchor.SubmissionId is not null ? [anchor] : submissions.Select(submission => anchor with { SubmissionId = submission });

    private static IEnumerable<Fact> Answers(IEnumerable<AnswerCarriedOver> answers, StandingState target) =>
        answers.Where(answer => target.Consents.GetValueOrDefault(answer.Key) is not { } own || own.At < answer.AnsweredAt);

    private static IEnumerable<Fact> Others(StandingState source, StandingState target)
    {
        foreach (var (key, state) in source.Objections)
        {
            if (state is not ObjectionState.None && !target.Objections.ContainsKey(key))
                yield return new ObjectionMade(key, state);
        }
        if (source.RestrictedSince is { } since && (target.RestrictedSince is not { } own || own < since))
            yield return new RestrictionCarriedOver(since);
        if (source.Residence is { } country && target.Residence is null)
            yield return new ResidenceCarriedOver(country);
    }

    /// <summary>What the facts of one person tell.</summary>
    private sealed record Past(Dictionary<string, AnswerCarriedOver> Answers, List<AnchorHappened> Anchors);
}
