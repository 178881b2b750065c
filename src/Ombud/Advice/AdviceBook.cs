using Ombud.Erasure;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;

namespace Ombud.Advice;

/// <summary>A piece of advice, and what came of it.</summary>
/// <param name="Id">Id of the fact by which it was given.</param>
public sealed record GivenAdvice(Guid Id, DateTimeOffset At, string? Topic, string? About, string Text)
{
    /// <summary>What the privacy office said to it, oldest first; empty as long as nobody has.</summary>
    public IReadOnlyList<AdviceAnswer> Answers { get; init; } = [];
}

/// <summary>What the privacy office said to advice.</summary>
public sealed record AdviceAnswer(DateTimeOffset At, bool IsFollowed, string Reason);

/// <summary>
/// The data protection officer's advice. It is kept as facts of the log alone: the database refuses to change or delete them, the trail
/// has a leaf of each, and what destroys keys refuses the id under which they lie.
/// </summary>
internal sealed class AdviceBook(Ledger ledger, FactHistory history) : INobody
{
    /// <summary>Longest advice, and longest answer to it, in characters.</summary>
    public const int TextMax = 4000;

    /// <summary>Under whose key advice lies: a subject of its own, which is nobody.</summary>
    public static readonly SubjectId Subject = new(new Guid("01980000-0000-7000-8000-0000000ad71c"));

    /// <summary>All advice, newest first.</summary>
    public async Task<IReadOnlyList<GivenAdvice>> ReadAsync(CancellationToken cancel)
    {
        var given = new List<GivenAdvice>();
        var answers = new List<(Guid Advice, AdviceAnswer Answer)>();
        await foreach (var fact in history.ReadAsync(Subject, cancel))
        {
            if (fact.Fact is AdviceGiven one)
                given.Add(new GivenAdvice(fact.Id, fact.At, one.Topic, one.About, one.Text));
            else if (fact.Fact is AdviceAnswered answer)
                answers.Add((answer.Advice, new AdviceAnswer(fact.At, answer.IsFollowed, answer.Reason)));
        }
        return [.. given.Select(one => one with
        {
            Answers = [.. answers.Where(answer => answer.Advice == one.Id).Select(answer => answer.Answer)],
        }).Reverse()];
    }

    /// <summary>Advice about one thing, newest first.</summary>
    public async Task<IReadOnlyList<GivenAdvice>> AboutAsync(string topic, string id, CancellationToken cancel) =>
        [.. (await ReadAsync(cancel)).Where(one => one.Topic == topic && one.About == id)];

    /// <summary>Gives advice; done when it is durable.</summary>
    public Task GiveAsync(AdviceGiven advice, CancellationToken cancel) => AppendAsync(advice, cancel);

    /// <summary>Answers advice; done when it is durable.</summary>
    /// <returns>False where there is no such advice.</returns>
    public async Task<bool> AnswerAsync(AdviceAnswered answer, CancellationToken cancel)
    {
        if ((await history.FindAsync(Subject, answer.Advice, cancel))?.Fact is not AdviceGiven)
            return false;
        await AppendAsync(answer, cancel);
        return true;
    }

    /// <inheritdoc/>
    public Task<bool> IsAsync(SubjectId id, CancellationToken cancel) => Task.FromResult(id == Subject);

    private async Task AppendAsync(Fact fact, CancellationToken cancel)
    {
        if (await ledger.AppendAsync(Subject, fact, cancel) is not Appended.Done)
            throw new InvalidOperationException("The log took no advice.");
    }
}
