using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Consents.Answering;

/// <summary>Whether an id is somebody's.</summary>
internal sealed class KnownSubjects(IDbContextFactory<OmbudContext> contexts)
{
    public async Task<bool> ContainAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SubjectRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel);
    }
}
