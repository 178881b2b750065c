using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Collection.Storing;

/// <summary>Reads again what a person was given for a submission.</summary>
internal sealed class SubmissionReceipts(IDbContextFactory<OmbudContext> contexts, FactHistory history)
{
    private const int IdSize = 16;

    /// <summary>The facts of a submission in their order; null where it never was, or its person has been erased.</summary>
    public async Task<IReadOnlyList<WrittenFact>?> FindAsync(SubjectId subject, Guid submission, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<SubmissionRow>().AsNoTracking().SingleOrDefaultAsync(
            row => row.Bucket == bucket && row.SubjectId == subject.Value && row.SubmissionId == submission, cancel);
        if (row is null)
            return null;

        var ids = row.Facts.Chunk(IdSize).Select(bytes => new Guid(bytes, bigEndian: true)).ToList();
        var found = new Dictionary<Guid, WrittenFact>();
        await foreach (var fact in history.ReadAsync(subject, cancel))
        {
            if (ids.Contains(fact.Id))
                found[fact.Id] = fact;
        }
        return found.Count == ids.Count ? ids.ConvertAll(id => found[id]) : null;
    }
}
