using Ombud.Consents;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.MyData.Joining;

/// <summary>What somebody wanted comes along when their records are joined: the later answer counts, and every no.</summary>
internal sealed class CarryOver(Changes changes, Standings standings, FactHistory history)
{
    /// <summary>Carries over what the person does not have yet; repeating it changes nothing.</summary>
    public async Task RunAsync(SubjectId from, SubjectId to, CancellationToken cancel)
    {
        if (await standings.FindAsync(from, cancel) is not { IsErased: false } source)
            return;
        var answers = await AnswersAsync(from, cancel);
        await using var change = await changes.BeginAsync(to, cancel);
        if (change.Standing.IsErased)
            return;
        List<Fact> facts = [.. Answers(answers, change.Standing), .. Others(source, change.Standing)];
        if (facts.Count > 0)
            await change.CommitAsync(facts, cancel);
    }

    private async Task<List<AnswerCarriedOver>> AnswersAsync(SubjectId from, CancellationToken cancel)
    {
        var latest = new Dictionary<string, AnswerCarriedOver>(StringComparer.Ordinal);
        await foreach (var fact in history.ReadAsync(from, cancel))
        {
            if (fact.Fact is ConsentAnswered answer)
            {
                latest[answer.Key] = new AnswerCarriedOver
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
        return [.. latest.Values];
    }

    private static IEnumerable<Fact> Answers(List<AnswerCarriedOver> answers, StandingState target) =>
        answers.Where(answer => target.Consents.GetValueOrDefault(answer.Key) is not { } own || own.At < answer.AnsweredAt);

    private static IEnumerable<Fact> Others(StandingState source, StandingState target)
    {
        foreach (var (key, state) in source.Objections)
        {
            if (state is not ObjectionState.None && !target.Objections.ContainsKey(key))
                yield return new ObjectionMade(key, state);
        }
        if (source.IsRestricted && !target.IsRestricted)
            yield return new RestrictionSet(true);
        if (source.Residence is { } country && target.Residence is null)
            yield return new ResidenceCarriedOver(country);
    }
}
