using Ombud.Database;

using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Log.Writing;

/// <summary>Commits a group of appends: reads the standings, applies, encrypts, writes all rows in one transaction.</summary>
internal sealed class LedgerCommit(Db db, KeyRing keys, FactBodies bodies, SealedStanding standings, KeyStore store, TimeProvider time)
{
    public async Task<IReadOnlyList<Appended>> CommitAsync(IReadOnlyList<Append> group)
    {
        // Keys first and committed, apart: a row must never exist whose key was never stored.
        var cancel = CancellationToken.None;
        var names = group.Where(append => append.Subject is not null && append.Fact is not ClearFact)
            .Select(append => KeyName.Facts(append.Subject!.Value)).ToList();
        await keys.EnsureAsync(names, cancel);

        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var statements = LedgerStatements.For(db.Engine, connection, transaction);

        var before = await ReadStandingsAsync(statements, group, cancel);
        var after = new Dictionary<SubjectId, StandingState>(before.Count);
        var rows = new LedgerRows();
        var results = new List<Appended>(group.Count);
        foreach (var append in group)
            results.Add(await ApplyAsync(append, before, after, rows, cancel));

        foreach (var (subject, standing) in after)
        {
            var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
            rows.Add(subject, standing, before.GetValueOrDefault(subject)?.Version ?? 0, key.Version, standings.Seal(subject, standing, key));
        }
        await statements.WriteAsync(rows, cancel);
        await transaction.CommitAsync(cancel);
        return results;
    }

    private async Task<Dictionary<SubjectId, StandingState>> ReadStandingsAsync(
        LedgerStatements statements, IReadOnlyList<Append> group, CancellationToken cancel)
    {
        var subjects = group.Where(append => append.Subject is not null).Select(append => append.Subject!.Value).Distinct().ToList();
        var found = new Dictionary<SubjectId, StandingState>(subjects.Count);
        foreach (var row in await statements.ReadStandingsAsync(subjects, cancel))
        {
            found[row.Subject] = row.IsErased
                ? SealedStanding.Erased(row.Version)
                : standings.Open(row.Subject, row.Sealed, await keys.GetOrCreateAsync(KeyName.Facts(row.Subject), cancel));
        }
        return found;
    }

    private async Task<Appended> ApplyAsync(
        Append append, Dictionary<SubjectId, StandingState> before, Dictionary<SubjectId, StandingState> after,
        LedgerRows rows, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        var id = append.Id ?? Guid.CreateVersion7(now);
        if (append.Fact is ClearFact)
        {
            var clear = bodies.Write(id, append.Subject, append.Fact, now);
            rows.AddClear(clear);
            return new Appended.Done(clear, null);
        }

        var subject = append.Subject!.Value;
        var standing = after.GetValueOrDefault(subject) ?? before.GetValueOrDefault(subject) ?? StandingState.Empty;
        if (standing.IsErased)
            return new Appended.SubjectErased();

        long? version = null;
        if (append.Fact.ChangeAt(now) is { } change)
        {
            standing = standing.Apply(change);
            after[subject] = standing;
            version = standing.Version;
        }

        var fact = bodies.Write(id, subject, append.Fact, now);
        var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
        rows.Add(fact, version, key.Version, FactSeal.Seal(store, fact, key));
        return new Appended.Done(fact, standing);
    }
}
