using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure.Proof;

/// <summary>A record that outlived an erasure, opened.</summary>
internal sealed record ProofRecord(Guid Id, string Category, string Field, Personal<string> Value, DateTimeOffset? EndsAt);

/// <summary>What came of asking for what was kept.</summary>
/// <param name="Decision">The decision; a denial for every purpose but legal claims.</param>
internal sealed record ProofReading(Decision Decision, IReadOnlyList<ProofRecord> Records);

/// <summary>
/// Opens what was kept of an erased person: under the keys of proof alone, and for legal claims alone. Every reading
/// leaves a fact.
/// </summary>
internal sealed class ReadProof(
    IDbContextFactory<OmbudContext> contexts, Policy policy, Standings standings, KeyRing keys, RecordSeal seal, Ledger ledger,
    TimeProvider time)
{
    private readonly FrozenSet<string> _claims = policy.Pack.Versions.SelectMany(version => version.Purposes)
        .Where(purpose => purpose.Nature is PurposeNature.LegalClaims).Select(purpose => purpose.Id)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads what the question covers.</summary>
    /// <param name="reader">Id of the staff account or API key.</param>
    public async Task<ProofReading> ReadAsync(SubjectId subject, WordQuestion question, string reader, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        // Whoever is not erased is read as everybody else; for other purposes an erased person is erased. As what kind of
        // person they were met, the records that were kept still say.
        var asked = standing.IsErased && _claims.Contains(question.Purpose)
            ? StandingState.Empty with { Version = standing.Version, Kinds = await KindsAsync(subject, question.Controller, cancel) }
            : StandingState.Empty with { IsErased = true, Version = standing.Version };
        var permit = policy.Authorise(subject, policy.Resolve(in question), asked, time, out var decision);
        if (permit is null)
            return new ProofReading(decision, []);

        var records = await OpenAsync(permit, question.Controller, cancel);
        await ledger.AppendAsync(subject, new ProofRead(reader, question.Purpose, question.Controller, records.Count), cancel);
        return new ProofReading(decision, records);
    }

    private async Task<ImmutableSortedSet<string>> KindsAsync(SubjectId subject, string controller, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var kinds = await context.Set<RecordRow>().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value
                && row.Controller == controller && row.Compartment == (byte)Compartment.Proof && row.Kind != "")
            .Select(row => row.Kind).Distinct().ToListAsync(cancel);
        return kinds.ToImmutableSortedSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<ProofRecord>> OpenAsync(Permit permit, string controller, CancellationToken cancel)
    {
        var categories = policy.Words.WordsOf(permit.Question.Categories).ToHashSet(StringComparer.Ordinal);
        if (await keys.FindAsync(new KeyName(permit.Subject, controller, Compartment.Proof), cancel) is not { } key)
            return [];

        var bucket = Bucket.Of(permit.Subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == permit.Subject.Value && row.Controller == controller
                && row.Compartment == (byte)Compartment.Proof)
            .OrderBy(row => row.RecordId).ToListAsync(cancel);
        return [.. rows.Where(row => categories.Contains(row.Category))
            .Select(row => new ProofRecord(
                row.RecordId, row.Category, row.Field, seal.Open(permit.Subject, row.RecordId, row.Field, row.Sealed, key), row.EndsAt))];
    }
}
