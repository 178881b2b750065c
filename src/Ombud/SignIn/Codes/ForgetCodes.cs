using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.SignIn.Codes;

/// <summary>
/// Removes the codes and the letters of sign-in that went to a person's proved addresses; part of erasing. Such a letter is
/// about nobody when it is written, and so does not lie under the person's key.
/// </summary>
internal sealed class ForgetCodes(IDbContextFactory<OmbudContext> contexts, Db db)
{
    /// <summary>Removes them, by the addresses' hashes. Repeating it changes nothing.</summary>
    public async Task RunAsync(IReadOnlyList<byte[]> hashes, CancellationToken cancel)
    {
        if (hashes.Count == 0)
            return;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var hash in hashes)
            await RemoveAsync(context, hash, cancel);
    }

    private static async Task RemoveAsync(OmbudContext context, byte[] hash, CancellationToken cancel)
    {
        var bucket = Bucket.Of(hash);
        var mails = context.Set<OutboxRow>().Where(row => row.Bucket == bucket && row.AddressHash == hash);
        var jobs = await mails.Select(row => row.JobId).ToListAsync(cancel);
        await context.Set<JobRow>().Where(row => row.Bucket == bucket && jobs.Contains(row.JobId)).ExecuteDeleteAsync(cancel);
        await mails.ExecuteDeleteAsync(cancel);
        await context.Set<SignInCodeRow>().Where(row => row.Bucket == bucket && row.AddressHash == hash).ExecuteDeleteAsync(cancel);
    }
}
