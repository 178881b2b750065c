using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.SignIn.Codes;

/// <summary>What lies by the hash of an address that somebody proved, and goes when they are erased.</summary>
internal interface IForgetsAddress
{
    /// <summary>Removes what lies by these hashes, of <see cref="AddressHash"/>. Repeating it changes nothing.</summary>
    Task ForgetAsync(IReadOnlyList<byte[]> addresses, CancellationToken cancel);
}

/// <summary>
/// Removes the codes and the letters of sign-in that went to a person's proved addresses; part of erasing. Such a letter is
/// about nobody when it is written, and so does not lie under the person's key.
/// </summary>
internal sealed class ForgetCodes(IDbContextFactory<OmbudContext> contexts, Db db) : IForgetsAddress
{
    /// <inheritdoc/>
    public async Task ForgetAsync(IReadOnlyList<byte[]> addresses, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var hash in addresses)
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
