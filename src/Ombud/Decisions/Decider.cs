using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Vault;

namespace Ombud.Decisions;

/// <summary>What came of asking to read: the records, or why not.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Records">What was read; empty where refused.</param>
/// <param name="Permit">The permit that was used; null where refused.</param>
internal sealed record Read(Decision Decision, IReadOnlyList<VaultRecord> Records, Permit? Permit);

/// <summary>Asks the policy about stored people, reads with what it permits, and leaves the facts of both.</summary>
internal sealed class Decider(Policy policy, Standings standings, VaultReader vault, Ledger ledger, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Today, as decisions count it.</summary>
    public Day Today => Day.Of(time.GetUtcNow());

    /// <summary>A bare answer. Nothing is read and no fact is left.</summary>
    public async Task<(Decision Decision, StandingState Standing)> AskAsync(
        SubjectId subject, WordQuestion question, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        return (policy.Decide(in question, policy.Compile(standing)), standing);
    }

    /// <summary>A permit to act now, or null; a refusal leaves a fact.</summary>
    /// <param name="reader">Id of whoever asks: an API key, a staff account, <c>self</c>.</param>
    public async Task<(Permit? Permit, Decision Decision)> AuthoriseAsync(
        SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var permit = policy.Authorise(subject, policy.Resolve(in question), standing, time, out var decision);
        if (permit is null)
        {
            await ledger.AppendAsync(subject, new UseRefused(
                reader, question.Action, question.Purpose, question.Controller, question.Categories.ToArray(), decision.Reason), cancel);
        }
        return (permit, decision);
    }

    /// <summary>Reads what is permitted; decides anew where the standing moved in between.</summary>
    /// <inheritdoc cref="AuthoriseAsync"/>
    public async Task<Read> ReadAsync(SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (permit, decision) = await AuthoriseAsync(subject, question, reader, cancel);
            if (permit is null)
                return new Read(decision, [], null);

            var reading = await vault.ReadAsync(permit, cancel);
            switch (reading.State)
            {
                case ReadingState.Read:
                    await ledger.AppendAsync(subject, new ReadingMade(
                        reader, question.Purpose, question.Controller, question.Categories.ToArray(), reading.Records.Count,
                        policy.Words.Word(decision.Clause)), cancel);
                    return new Read(decision, reading.Records, permit);
                case ReadingState.Erased:
                    return new Read(decision with { Reason = DenialReason.SubjectErased }, [], null);
                case ReadingState.StandingMoved when attempt < TriesMax:
                    continue;
                case ReadingState.StandingMoved:
                    throw new TimeoutException("The person's standing moved each time it was read; try again.");
            }
        }
    }
}
