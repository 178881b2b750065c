using System.Collections.Immutable;
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
        var decision = policy.Decide(in question, policy.Compile(standing));
        DecisionTelemetry.Count(question.Action, in decision);
        return (decision, standing);
    }

    /// <summary>A permit to act now, or null; a refusal leaves a fact.</summary>
    /// <param name="reader">Id of whoever asks: an API key, a staff account, <c>self</c>.</param>
    public async Task<(Permit? Permit, Decision Decision)> AuthoriseAsync(
        SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        return await PermitAsync(subject, question, standing, reader, cancel);
    }

    private async Task<(Permit? Permit, Decision Decision)> PermitAsync(
        SubjectId subject, WordQuestion question, StandingState standing, string reader, CancellationToken cancel)
    {
        var permit = policy.Authorise(subject, policy.Resolve(in question), standing, time, out var decision);
        DecisionTelemetry.Count(question.Action, in decision);
        if (permit is null)
            await RefusedAsync(subject, question, reader, question.Categories.ToArray(), decision.Reason, cancel);
        return (permit, decision);
    }

    /// <summary>Reads what is permitted; decides anew where the standing moved in between.</summary>
    /// <inheritdoc cref="AuthoriseAsync"/>
    public async Task<Read> ReadAsync(SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            var (permit, decision) = await AuthoriseAsync(subject, question, reader, cancel);
            if (permit is null)
                return new Read(decision, [], null);

            var reading = await vault.FindAsync(permit, cancel);
            switch (reading.State)
            {
                case ReadingState.Read:
                    return await OpenAsync(reading, MadeAsync(
                        subject, question, reader, question.Categories.ToArray(), reading.Count, decision.Clause, cancel)) is { } records
                        ? new Read(decision, records, permit) : new Read(Erased(decision), [], null);
                case ReadingState.Erased:
                    return new Read(Erased(decision), [], null);
                case ReadingState.StandingMoved:
                    continue;
            }
        }
        throw Moved();
    }

    /// <summary>Opens what was read while its fact is written, and hands it out when the fact stands.</summary>
    /// <param name="made">The writing of the fact; false where the person was erased meanwhile.</param>
    private static async Task<IReadOnlyList<VaultRecord>?> OpenAsync(SealedReading reading, Task<bool> made)
    {
        IReadOnlyList<VaultRecord> records;
        try
        {
            records = reading.Open();
        }
        catch
        {
            // What cannot be opened was read all the same, and its fact is seen to the end.
            await made;
            throw;
        }
        return await made ? records : null;
    }

    /// <summary>
    /// Reads somewhere else, in a connected system, under a permit; the fact stands before anybody sees what was read.
    /// </summary>
    /// <param name="kinds">Ids of the kinds of person whose data lies there; whoever is found there is one of them.</param>
    /// <param name="read">Reads, and says how many records it read.</param>
    /// <returns>The decision, and whether what was read may be shown: not where the person was erased meanwhile.</returns>
    /// <inheritdoc cref="AuthoriseAsync"/>
    public async Task<(Decision Decision, bool IsRead)> ReadElsewhereAsync(
        SubjectId subject, WordQuestion question, IReadOnlyList<string> kinds, string reader, Func<Permit, Task<int>> read,
        CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var met = standing with { Kinds = kinds.ToImmutableSortedSet(StringComparer.Ordinal) };
        var (permit, decision) = await PermitAsync(subject, question, met, reader, cancel);
        if (permit is null)
            return (decision, false);
        var records = await read(permit);
        return await MadeAsync(subject, question, reader, question.Categories.ToArray(), records, decision.Clause, cancel)
            ? (decision, true) : (Erased(decision), false);
    }

    /// <summary>
    /// Decides each category by itself and reads those that are permitted, so that of a mix the permitted part comes.
    /// Null where nothing is known of the person.
    /// </summary>
    /// <inheritdoc cref="AuthoriseAsync"/>
    public async Task<ReadByCategory?> ReadEachAsync(SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        if (await OpenEachAsync(subject, question, cancel) is not { } opened)
            return null;

        var (split, records) = opened;
        if (split.Permitted.Count > 0 && !await MadeAsync(
            subject, question, reader, [.. split.Permitted.Keys], records.Count, split.Permitted.Values.First().Clause, cancel))
            split.WithholdAll(DenialReason.SubjectErased);
        await RefuseAsync(subject, question, reader, split.Withheld, cancel);
        return new ReadByCategory(split, split.Permitted.Count == 0 ? [] : records);
    }

    /// <summary>
    /// The same without facts, for a use that leaves its own: nothing may leave the process before they are durable.
    /// </summary>
    public async Task<(CategorySplit Split, IReadOnlyList<VaultRecord> Records)?> OpenEachAsync(
        SubjectId subject, WordQuestion question, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            if (await standings.FindAsync(subject, cancel) is not { } state)
                return null;

            var split = CategorySplit.Of(policy, question, state);
            if (await ReadAsync(subject, split, cancel) is { } records)
                return (split, split.Permitted.Count == 0 ? [] : records);
        }
        throw Moved();
    }

    /// <summary>Leaves the facts of what was refused, one for each reason.</summary>
    public async Task RefuseAsync(
        SubjectId subject, WordQuestion question, string reader, IReadOnlyList<Withheld> withheld, CancellationToken cancel)
    {
        foreach (var refused in withheld.GroupBy(one => one.Decision.Reason))
            await RefusedAsync(subject, question, reader, [.. refused.Select(one => one.Category)], refused.Key, cancel);
    }

    /// <summary>What the permitted categories hold; null where the standing moved.</summary>
    private async Task<List<VaultRecord>?> ReadAsync(SubjectId subject, CategorySplit split, CancellationToken cancel)
    {
        var records = new List<VaultRecord>();
        foreach (var permit in split.Permits(subject, time))
        {
            var reading = await vault.ReadAsync(permit, cancel);
            if (reading.State is ReadingState.StandingMoved)
                return null;
            if (reading.State is ReadingState.Erased)
            {
                split.WithholdAll(DenialReason.SubjectErased);
                return [];
            }
            records.AddRange(reading.Records.Where(split.Holds));
        }
        return records;
    }

    /// <summary>Leaves the fact of a reading, before anybody sees what was read.</summary>
    /// <returns>False where the person was erased meanwhile.</returns>
    private async Task<bool> MadeAsync(
        SubjectId subject, WordQuestion question, string reader, string[] categories, int records, ClauseId clause,
        CancellationToken cancel) =>
        await ledger.AppendAsync(subject, new ReadingMade(
            reader, question.Purpose, question.Controller, categories, records, policy.Words.Word(clause)), cancel) is Appended.Done;

    private Task<Appended> RefusedAsync(
        SubjectId subject, WordQuestion question, string reader, string[] categories, DenialReason reason, CancellationToken cancel) =>
        ledger.AppendAsync(
            subject, new UseRefused(reader, question.Action, question.Purpose, question.Controller, categories, reason), cancel);

    private static Decision Erased(Decision decision) => decision with { Reason = DenialReason.SubjectErased };

    private static TimeoutException Moved() => new("The person's standing moved each time it was read; try again.");
}
