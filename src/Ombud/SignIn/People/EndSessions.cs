using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Codes;
using Ombud.Subjects;

namespace Ombud.SignIn.People;

/// <summary>
/// Ends the sessions of a person whose account somebody may have broken into (promise <c>security.report</c>), and the codes that
/// are out: the account opens again with a code that is asked for from then on.
/// </summary>
internal sealed class EndSessions(Changes changes, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
{
    /// <summary>Ends every session that began at a moment or before. Repeating it changes nothing.</summary>
    /// <param name="until">By default now.</param>
    /// <param name="by">Id of the staff account; <c>self</c> for the person.</param>
    /// <returns>False where there is no such person.</returns>
    public async Task<bool> RunAsync(SubjectId subject, DateTimeOffset? until, string by, CancellationToken cancel)
    {
        var end = Micros.Truncate(until ?? time.GetUtcNow());
        var bucket = Bucket.Of(subject.Value);
        byte[]? hash;
        await using (var change = await changes.BeginAsync(subject, cancel))
        {
            if (change.Standing.IsErased || await change.Db.FindAsync<SubjectRow>([bucket, subject.Value], cancel) is not { } row)
                return false;
            hash = (await change.Db.FindAsync<SubjectContactRow>([bucket, subject.Value, (byte)Keys.IdentifierKind.Email], cancel))
                ?.AddressHash;
            if (!(row.SessionsEndedAt >= end))
            {
                row.SessionsEndedAt = end;
                await change.CommitAsync([new SessionsEnded(by)], cancel);
            }
        }
        if (hash is not null)
            await EndCodesAsync(hash, cancel);
        return true;
    }

    private async Task EndCodesAsync(byte[] hash, CancellationToken cancel)
    {
        var (bucket, now) = (Bucket.Of(hash), Micros.Truncate(time.GetUtcNow()));
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<SignInCodeRow>()
            .Where(row => row.Bucket == bucket && row.AddressHash == hash && row.UsedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, now), cancel);
    }
}
