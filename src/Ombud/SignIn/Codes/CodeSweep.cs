using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;

namespace Ombud.SignIn.Codes;

/// <summary>Removes what is left of sign-in codes when they count no more.</summary>
internal sealed class CodeSweep(IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time) : ISweep
{
    private const int PageSize = 500;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - SignInCodes.CountedFor;
        var removed = 0;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        while (true)
        {
            var old = await context.Set<SignInCodeRow>().AsNoTracking().Over(FanOut.OldCodes).Where(row => row.CreatedAt < before)
                .OrderBy(row => row.Bucket).ThenBy(row => row.CodeId).Take(PageSize)
                .Select(row => new { row.Bucket, row.CodeId }).ToListAsync(cancel);
            foreach (var code in old)
            {
                using var pass = await db.Gate.EnterAsync(cancel);
                removed += await context.Set<SignInCodeRow>()
                    .Where(row => row.Bucket == code.Bucket && row.CodeId == code.CodeId).ExecuteDeleteAsync(cancel);
            }
            if (old.Count < PageSize)
                return removed;
        }
    }
}
