using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys.Rotation;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Systems.Erasing;

namespace Ombud.Erasure;

/// <summary>An erasure with its receipt, as anybody who holds the receipt's id may see it.</summary>
/// <param name="Receipt">What was erased and kept; null until it is committed.</param>
/// <param name="Fact">The receipt's exact bytes, salt and commitment; null until it is committed.</param>
/// <param name="Waiting">Ids of recipients that have not been told yet.</param>
/// <param name="Systems">The connected systems in which the person is erased, and how far each is.</param>
/// <param name="Copies">From when on no copy of a destroyed key opens; null until they are destroyed.</param>
internal sealed record ErasureProgress(
    ErasureRow Erasure, SubjectErased? Receipt, WrittenFact? Fact, IReadOnlyList<string> Waiting,
    IReadOnlyList<SystemErasureRow> Systems, EpochEnd? Copies);

/// <summary>Finds the receipts of erasures: by person for who asked, by an unguessable id for everybody who was given it.</summary>
internal sealed class ErasureReceipts(
    IDbContextFactory<OmbudContext> contexts, FactBodies bodies, EraseInSystems systems, JoinedPersons persons,
    EpochPlan epochs)
{
    /// <summary>By the receipt's id; null where there is none.</summary>
    public async Task<ErasureProgress?> FindAsync(Guid receipt, CancellationToken cancel)
    {
        var bucket = Bucket.Of(receipt);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<ErasureReceiptRow>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.Bucket == bucket && known.ReceiptId == receipt, cancel);
        return row is null ? null : await OfAsync(new SubjectId(row.SubjectId), cancel);
    }

    /// <summary>By the person, or somebody whom they had taken in; null where no erasure was asked for.</summary>
    public async Task<ErasureProgress?> FindAsync(SubjectId subject, CancellationToken cancel)
    {
        var person = await persons.MeantByAsync(subject, cancel);
        if (await OfAsync(person, cancel) is not { } found)
            return null;
        // Who was erased with the person who had taken them in has that one's receipt: what theirs became is counted there.
        return await FindAsync(found.Erasure.ReceiptId, cancel) ?? found;
    }

    private async Task<ErasureProgress?> OfAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var erasure = await context.Set<ErasureRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel);
        if (erasure is null)
            return null;

        var fact = erasure.FactId is { } id
            ? await context.Set<ClearFactRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Bucket == bucket && row.FactId == id, cancel)
            : null;
        var written = fact is null ? null : bodies.Read(fact.SaltedBody);
        var waiting = await context.Set<ErasureNoticeRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.ToldAt == null)
            .OrderBy(row => row.Recipient).Select(row => row.Recipient).ToListAsync(cancel);
        var elsewhere = await systems.OfAsync(subject, cancel);
        EpochEnd? copies = erasure.KeysDestroyedAt is { } destroyed ? await epochs.OfKeyAsync(destroyed, cancel) : null;
        return new ErasureProgress(erasure, written?.Fact as SubjectErased, written, waiting, elsewhere, copies);
    }
}
