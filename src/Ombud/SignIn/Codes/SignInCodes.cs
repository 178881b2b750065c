using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.SignIn.Codes;

/// <summary>What the browser keeps, encrypted, between asking for a code and entering it.</summary>
/// <param name="Browser">Random bytes of this browser, without which the code is worth nothing.</param>
/// <param name="Return">Local path to go to afterwards.</param>
internal sealed record CodeTicket(Guid CodeId, byte[] Browser, string Address, string? Return);

/// <summary>Issues sign-in codes and takes them back.</summary>
/// <remarks>
/// Asking for a code never looks whether the address is known: there is nothing that could differ in answer or in time.
/// Over the limit the same rows are written, but the letter's time has passed already. It counts what one network asks for
/// one address: a stranger who asks for somebody's address uses up none of that person's own codes.
/// </remarks>
internal sealed class SignInCodes(
    IDbContextFactory<OmbudContext> contexts, Db db, Secrets secrets, AddressHash addresses, Outbox outbox, TimeProvider time)
{
    public const int TriesMax = 5;
    public const int PerHourMax = 5;

    /// <summary>Most codes an hour for one address, from whatever networks: nobody's mailbox is filled.</summary>
    public const int FromAllPerHourMax = 20;

    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan CountedFor = TimeSpan.FromHours(1);

    /// <summary>Sends a code to an address.</summary>
    /// <param name="network">Where it is asked from, as <see cref="RateLimits"/> has it.</param>
    /// <returns>What this browser must bring with the code.</returns>
    public async Task<CodeTicket> IssueAsync(
        string address, string? returnTo, string language, string network, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var ticket = new CodeTicket(Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(32), address, returnTo);
        var hash = await addresses.OfAsync(address, cancel);
        var networkHash = await addresses.OfAsync("network " + network, cancel);
        var bucket = Bucket.Of(hash);
        var codeHash = await CodeHashAsync(ticket, code, cancel);

        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var since = now - CountedFor;
        var recent = await context.Set<SignInCodeRow>()
            .Where(row => row.Bucket == bucket && row.AddressHash == hash && row.CreatedAt > since && !row.IsWithheld)
            .Select(row => row.NetworkHash).ToListAsync(cancel);
        var isWithheld = recent.Count >= FromAllPerHourMax || recent.Count(one => one.SequenceEqual(networkHash)) >= PerHourMax;
        context.Add(new SignInCodeRow
        {
            Bucket = bucket, CodeId = ticket.CodeId, AddressHash = hash, NetworkHash = networkHash, CodeHash = codeHash,
            CreatedAt = now, ExpiresAt = isWithheld ? now : now + ValidFor, IsWithheld = isWithheld,
        });
        var letter = new Letter
        {
            To = new Personal<string>(address),
            Words = new Personal<LetterWords>(CodeLetter.Text.In(language, ("code", code))),
            SendBefore = isWithheld ? now : now + ValidFor,
            // The same for known and unknown: by it the letter goes when whoever proves the address is erased.
            AddressHash = hash,
        };
        await outbox.AddAsync(context, letter, cancel);
        await context.SaveChangesAsync(cancel);
        return ticket;
    }

    /// <summary>Takes a code back, once. Each call is a try, right or wrong.</summary>
    /// <returns>Whether the address is proved.</returns>
    public async Task<bool> RedeemAsync(CodeTicket ticket, string code, CancellationToken cancel)
    {
        var bucket = Bucket.Of(await addresses.OfAsync(ticket.Address, cancel));
        var given = await CodeHashAsync(ticket, code, cancel);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var count = connection.Command(
            """
            update sign_in_code
            set    tries = tries + 1
            where  bucket = @bucket and code_id = @code and tries < @max and used_at is null and expires_at > @now
            returning code_hash
            """, transaction)
            .With("bucket", bucket).With("code", ticket.CodeId).With("max", TriesMax)
                .With("now", Micros.Of(time.GetUtcNow()));
        var isRight = await count.ExecuteScalarAsync(cancel) is byte[] right
            && CryptographicOperations.FixedTimeEquals(given, right);
        if (isRight)
        {
            await using var use = connection.Command(
                """
                update sign_in_code
                set    used_at = @now
                where  bucket = @bucket and code_id = @code and used_at is null
                """, transaction)
                .With("bucket", bucket).With("code", ticket.CodeId).With("now", Micros.Of(time.GetUtcNow()));
            isRight = await use.ExecuteNonQueryAsync(cancel) == 1;
        }
        await transaction.CommitAsync(cancel);
        return isRight;
    }

    private async ValueTask<byte[]> CodeHashAsync(CodeTicket ticket, string code, CancellationToken cancel)
    {
        byte[] hashed = [
            .. ticket.CodeId.ToByteArray(bigEndian: true), .. ticket.Browser, .. Encoding.UTF8.GetBytes(code)];
        return HMACSHA256.HashData(await secrets.GetAsync("sign-in code", cancel), hashed);
    }
}
