using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Subjects;

/// <summary>Finds people by identifiers without storing these: look-up rows for what was said, unique ones for what was proved.</summary>
internal sealed class Identifiers(IDbContextFactory<OmbudContext> contexts, Db db, BlindIndex index, TimeProvider time)
{
    /// <summary>
    /// Notes, before the person's own bucket commits, that somebody gave this identifier. Provisional: does not count
    /// until <see cref="ConfirmAsync"/>. Repeating it changes nothing.
    /// </summary>
    public async Task NoteAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var insert = connection.Command(
            """
            insert into lookup (bucket, hash, kind, key_version, subject_id, at, is_provisional)
            values (@bucket, @hash, @kind, @version, @subject, @at, @provisional)
            on     conflict do nothing
            """)
            .With("bucket", Bucket.Of(hash)).With("hash", hash).With("kind", (short)kind).With("version", BlindIndex.KeyVersion)
            .With("subject", subject.Value).With("at", Micros.Of(time.GetUtcNow())).With("provisional", true);
        await insert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes back what was noted of a person who turned out to have been erased, or never came to be.</summary>
    public async Task UnnoteAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        var bucket = Bucket.Of(hash);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<LookupRow>()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind && row.SubjectId == subject.Value)
            .ExecuteDeleteAsync(cancel);
    }

    /// <summary>The row by which the person's own bucket remembers the hash; added in the person's change.</summary>
    public async Task<SubjectHashRow> HashRowAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel) =>
        new()
        {
            Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value,
            Hash = await index.OfAsync(kind, identifier, cancel), Kind = (byte)kind,
        };

    /// <summary>Makes what was noted count, after the person's bucket has committed.</summary>
    public async Task ConfirmAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        var bucket = Bucket.Of(hash);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<LookupRow>()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind && row.SubjectId == subject.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel);
    }

    /// <summary>Makes all count that was noted of a person whose bucket has committed: what a crash left open.</summary>
    public async Task ConfirmAllAsync(SubjectId subject, CancellationToken cancel)
    {
        var home = Bucket.Of(subject.Value);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var hashes = await context.Set<SubjectHashRow>().AsNoTracking()
            .Where(row => row.Bucket == home && row.SubjectId == subject.Value).ToListAsync(cancel);
        foreach (var known in hashes)
        {
            var bucket = Bucket.Of(known.Hash);
            await context.Set<LookupRow>()
                .Where(row => row.Bucket == bucket && row.Hash == known.Hash && row.Kind == known.Kind && row.SubjectId == subject.Value)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel);
        }
    }

    /// <summary>The person who has proved that the identifier is theirs.</summary>
    public async Task<SubjectId?> FindProvedAsync(IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        var bucket = Bucket.Of(hash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<ProvedIdentifierRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind, cancel);
        return row is null ? null : new SubjectId(row.SubjectId);
    }

    /// <summary>
    /// Claims an identifier that was just proved. Who claimed it first keeps it: the same answer to everyone who proves it.
    /// Provisional until <see cref="ConfirmProvedAsync"/>.
    /// </summary>
    public async Task<SubjectId> ProveAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        using (await db.Gate.EnterAsync(cancel))
        {
            await using var connection = await db.OpenAsync(cancel);
            await using var insert = connection.Command(
                """
                insert into proved_identifier as p (bucket, hash, kind, key_version, subject_id, at, is_provisional)
                values (@bucket, @hash, @kind, @version, @subject, @at, @provisional)
                on     conflict (bucket, hash, kind) do update
                set    at = excluded.at
                where  p.is_provisional = @provisional
                """)
                .With("bucket", Bucket.Of(hash)).With("hash", hash).With("kind", (short)kind)
                .With("version", BlindIndex.KeyVersion).With("subject", subject.Value).With("at", Micros.Of(time.GetUtcNow()))
                .With("provisional", true);
            // Claimed anew, so that no sweep takes away what is about to be confirmed.
            await insert.ExecuteNonQueryAsync(cancel);
        }
        return await FindProvedAsync(kind, identifier, cancel) ?? subject;
    }

    /// <summary>Makes a claim stay, after the person's bucket has committed that it was proved.</summary>
    public async Task ConfirmProvedAsync(SubjectId subject, IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        var bucket = Bucket.Of(hash);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<ProvedIdentifierRow>()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind && row.SubjectId == subject.Value
                && row.IsProvisional)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel);
    }

    /// <summary>Others for whom this identifier was given but not proved: whom a person who proved it may join.</summary>
    public async Task<IReadOnlyList<SubjectId>> FindUnprovedAsync(IdentifierKind kind, string identifier, CancellationToken cancel)
    {
        var hash = await index.OfAsync(kind, identifier, cancel);
        var bucket = Bucket.Of(hash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var ids = await context.Set<LookupRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind && !row.IsProvisional)
            .OrderBy(row => row.SubjectId).Select(row => row.SubjectId).ToListAsync(cancel);
        return ids.ConvertAll(id => new SubjectId(id));
    }

    /// <summary>
    /// Makes the look-ups of one person lead to another whose records have been joined; repeating it changes nothing.
    /// Proved identifiers stay where they are.
    /// </summary>
    public async Task MoveAsync(SubjectId from, SubjectId to, CancellationToken cancel)
    {
        var home = Bucket.Of(from.Value);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var hashes = await context.Set<SubjectHashRow>().AsNoTracking()
            .Where(row => row.Bucket == home && row.SubjectId == from.Value).ToListAsync(cancel);
        foreach (var known in hashes)
        {
            await LeadToAsync(known, to, cancel);
            var bucket = Bucket.Of(known.Hash);
            await context.Set<LookupRow>()
                .Where(row => row.Bucket == bucket && row.Hash == known.Hash && row.Kind == known.Kind && row.SubjectId == from.Value)
                .ExecuteDeleteAsync(cancel);
        }
        await context.Set<SubjectHashRow>().Where(row => row.Bucket == home && row.SubjectId == from.Value).ExecuteDeleteAsync(cancel);
    }

    // The person's own list first: what an erasure does not find there would stay for ever.
    private async Task LeadToAsync(SubjectHashRow known, SubjectId to, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var own = connection.Command(
            """
            insert into subject_hash (bucket, subject_id, hash, kind) values (@bucket, @subject, @hash, @kind)
            on     conflict do nothing
            """)
            .With("bucket", Bucket.Of(to.Value)).With("subject", to.Value).With("hash", known.Hash).With("kind", (short)known.Kind);
        await own.ExecuteNonQueryAsync(cancel);
        await using var lookup = connection.Command(
            """
            insert into lookup (bucket, hash, kind, key_version, subject_id, at, is_provisional)
            values (@bucket, @hash, @kind, @version, @subject, @at, @provisional)
            on     conflict do nothing
            """)
            .With("bucket", Bucket.Of(known.Hash)).With("hash", known.Hash).With("kind", (short)known.Kind)
            .With("version", BlindIndex.KeyVersion).With("subject", to.Value).With("at", Micros.Of(time.GetUtcNow()))
            .With("provisional", false);
        await lookup.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Removes hashes of a person from the look-ups; part of erasing, before the rows by which they are known.</summary>
    public async Task ForgetAsync(SubjectId subject, IReadOnlyList<SubjectHashRow> hashes, CancellationToken cancel)
    {
        if (hashes.Count == 0)
            return;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var known in hashes)
        {
            var bucket = Bucket.Of(known.Hash);
            await context.Set<LookupRow>()
                .Where(row => row.Bucket == bucket && row.Hash == known.Hash && row.Kind == known.Kind && row.SubjectId == subject.Value)
                .ExecuteDeleteAsync(cancel);
            await context.Set<ProvedIdentifierRow>()
                .Where(row => row.Bucket == bucket && row.Hash == known.Hash && row.Kind == known.Kind && row.SubjectId == subject.Value)
                .ExecuteDeleteAsync(cancel);
        }
    }
}
