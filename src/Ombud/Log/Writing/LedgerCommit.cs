using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;

namespace Ombud.Log.Writing;

/// <summary>Commits a group of appends: reads the standings, applies, encrypts, writes all rows in one transaction.</summary>
internal sealed class LedgerCommit(Db db, KeyRing keys, FactBodies bodies, SealedStanding standings, KeyStore store, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>How many groups are committed at once; on SQLite there is one writer.</summary>
    public int Lanes => db.Engine is Engine.Postgres ? 2 : 1;

    public async Task<IReadOnlyList<Appended>> CommitAsync(IReadOnlyList<Append> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryCommitAsync(group);
            }
            catch (Exception failure) when (attempt < TriesMax && LedgerStatements.IsCollision(failure))
            {
                // Another process or another group wrote first, perhaps of somebody who was new to both; it is read now.
            }
        }
    }

    private async Task<IReadOnlyList<Appended>> TryCommitAsync(IReadOnlyList<Append> group)
    {
        var cancel = CancellationToken.None;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);

        // Where nothing is looked at first, PostgreSQL gets all of it at once, as one transaction, instead of in three turns.
        var isOneTurn = db.Engine is Engine.Postgres && group.All(append => append.IsNew && append.Claim is null);
        await using var transaction = isOneTurn ? null : await connection.BeginTransactionAsync(cancel);
        var statements = LedgerStatements.For(connection, transaction);

        var now = Micros.Truncate(time.GetUtcNow());
        var before = await ReadStandingsAsync(statements, group, cancel);
        var claims = await ReadClaimsAsync(statements, group, now, cancel);

        // Committed in their own store before any row here: a row must never exist whose key was never stored. Not before
        // the standings are known: nobody who was erased, or never was, is to have a key.
        await keys.EnsureAsync(KeysOf(group, before, claims), cancel);
        var after = new Dictionary<SubjectId, StandingState>(before.Count);
        var rows = new LedgerRows();
        var results = new List<Appended>(group.Count);
        foreach (var append in group)
            results.Add(Repeated(append, claims) ?? await ApplyAsync(append, before, after, rows, claims, cancel));

        foreach (var (subject, standing) in after)
        {
            var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
            rows.Add(subject, standing, before.GetValueOrDefault(subject)?.Version ?? 0, key.Version, standings
                .Seal(subject, standing, key));
        }
        await statements.CommitAsync(rows, now, cancel);
        return results;
    }

    /// <summary>Keys of the people of whom something will be written.</summary>
    private static List<KeyName> KeysOf(
        IReadOnlyList<Append> group, Dictionary<SubjectId, StandingState> before, Dictionary<string, IdempotencyRow> claims)
    {
        var names = new List<KeyName>(group.Count);
        HashSet<string> used = [.. claims.Keys];
        foreach (var append in group)
        {
            if (append.Fact is ClearFact || (append.Claim is { } claim && !used.Add(Convert.ToHexString(claim.Mark.KeyHash))))
                continue;
            var known = before.GetValueOrDefault(append.Subject!.Value);
            if (known is null ? !append.MustBeKnown : !known.IsErased)
                names.Add(KeyName.Facts(append.Subject.Value));
        }
        return names;
    }

    private async Task<Dictionary<SubjectId, StandingState>> ReadStandingsAsync(
        LedgerStatements statements, IReadOnlyList<Append> group, CancellationToken cancel)
    {
        var subjects = group.Where(append => append is { Subject: not null, IsNew: false })
            .Select(append => append.Subject!.Value).Distinct().ToList();
        var found = new Dictionary<SubjectId, StandingState>(subjects.Count);
        if (subjects.Count == 0)
            return found;

        // Side by side, each at its own store; a key that only comes while we read is found below.
        var opening = keys.OpenAsync(subjects.Select(KeyName.Facts), cancel);
        var reading = statements.ReadStandingsAsync(subjects, cancel);
        await Task.WhenAll(opening, reading);
        foreach (var row in await reading)
        {
            // Whose key is gone is as good as erased; a new key would open nothing.
            found[row.Subject] = !row.IsErased && await keys.FindAsync(KeyName.Facts(row.Subject), cancel) is { } key
                ? standings.Open(row.Subject, row.Sealed, key)
                : SealedStanding.Erased(row.Version);
        }
        return found;
    }

    private static async Task<Dictionary<string, IdempotencyRow>> ReadClaimsAsync(
        LedgerStatements statements, IReadOnlyList<Append> group, DateTimeOffset now, CancellationToken cancel)
    {
        var marks = group.Where(append => append.Claim is not null).Select(append => append.Claim!.Mark).ToList();
        var found = new Dictionary<string, IdempotencyRow>(marks.Count, StringComparer.Ordinal);
        if (marks.Count == 0)
            return found;
        foreach (var row in await statements.ReadClaimsAsync(marks, now, cancel))
            found[Convert.ToHexString(row.KeyHash)] = row;
        return found;
    }

    private static Appended.Repeated? Repeated(Append append, Dictionary<string, IdempotencyRow> claims) =>
        append.Claim is { } claim && claims.TryGetValue(Convert.ToHexString(claim.Mark.KeyHash), out var row)
            ? new Appended.Repeated(new StoredAnswer(row.BodyHash, row.Status, RequestIds.Read(row.Ids)))
            : null;

    private async Task<Appended> ApplyAsync(
        Append append, Dictionary<SubjectId, StandingState> before, Dictionary<SubjectId, StandingState> after,
        LedgerRows rows, Dictionary<string, IdempotencyRow> claims, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        var id = append.Id ?? Guid.CreateVersion7(now);
        if (append.Fact is ClearFact)
        {
            var clear = bodies.Write(id, append.Subject, append.Fact, now);
            rows.AddClear(clear);
            Remember(append, rows, claims);
            return new Appended.Done(clear, null);
        }

        var subject = append.Subject!.Value;
        var known = after.GetValueOrDefault(subject) ?? before.GetValueOrDefault(subject);
        if (known is null && append.MustBeKnown)
            return new Appended.SubjectUnknown();
        var standing = known ?? StandingState.Empty;
        if (standing.IsErased)
            return new Appended.SubjectErased();
        if (standing.JoinedInto is { } into)
            return new Appended.SubjectJoined(new SubjectId(into));

        long? version = null;
        if (append.Fact.ChangeAt(now) is { } change)
        {
            standing = standing.Apply(change);
            after[subject] = standing;
            version = standing.Version;
        }

        Remember(append, rows, claims);
        var fact = bodies.Write(id, subject, append.Fact, now);
        var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
        rows.Add(fact, version, key.Version, FactSeal.Seal(store, fact, key));
        return new Appended.Done(fact, standing);
    }

    private static void Remember(Append append, LedgerRows rows, Dictionary<string, IdempotencyRow> claims)
    {
        if (append.Claim is not { } claim)
            return;
        var row = claim.ToRow();
        claims[Convert.ToHexString(row.KeyHash)] = row;
        rows.Claims.Add(row);
    }
}
