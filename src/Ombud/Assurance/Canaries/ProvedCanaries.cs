using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;
using Ombud.Subjects;

namespace Ombud.Assurance.Canaries;

/// <summary>Made-up people who have shown that an address is theirs, as a code does; marked like every canary.</summary>
internal sealed class ProvedCanaries(ProveAddress prove, IDbContextFactory<OmbudContext> contexts, Db db)
{
    /// <summary>The person whose address it is from now on.</summary>
    public async Task<SubjectId> ProveAsync(string address, CancellationToken cancel)
    {
        var subject = await prove.RunAsync(address, cancel)
            ?? throw new InvalidOperationException("The address belongs to somebody who is being erased.");
        var bucket = Bucket.Of(subject.Value);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<SubjectRow>().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsCanary, true), cancel);
        return subject;
    }
}
