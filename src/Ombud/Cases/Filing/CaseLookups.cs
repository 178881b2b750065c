using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Filing;

/// <summary>
/// Finds the cases that came with an address, by its keyed hash, until their person has shown that they are theirs; and those that an
/// agent follows, until they may no more. No answer to whoever files one depends on it.
/// </summary>
internal sealed class CaseLookups(IDbContextFactory<OmbudContext> contexts, Db db, AddressHash hashes, TimeProvider time)
    : ISweep, IForgetsAddress
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Notes a case before it is committed; repeating it changes nothing.</summary>
    /// <param name="isAgent">Whether it is the agent's address, who follows the case by it.</param>
    public async Task NoteAsync(byte[] addressHash, Guid caseId, CancellationToken cancel, bool isAgent = false)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var insert = connection.Command(
            """
            insert into case_lookup (bucket, address_hash, case_id, at, is_agent, is_provisional)
            values (@bucket, @hash, @case, @at, @agent, @provisional)
            on     conflict do nothing
            """)
            .With("bucket", Bucket.Of(addressHash)).With("hash", addressHash).With("case", caseId)
            .With("at", Micros.Of(time.GetUtcNow())).With("agent", isAgent).With("provisional", true);
        await insert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Makes it count, after the case has been committed.</summary>
    public async Task ConfirmAsync(byte[] addressHash, Guid caseId, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await Of(context, addressHash, caseId).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel);
    }

    /// <summary>Forgets the address of a case: its person has shown that it is theirs, or it is over.</summary>
    public async Task ForgetAsync(byte[] addressHash, Guid caseId, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await Of(context, addressHash, caseId).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Forgets the address of a case, where it came with one.</summary>
    public async Task ForgetAsync(CaseContact contact, Guid caseId, CancellationToken cancel)
    {
        if (contact.Address is { } address)
            await ForgetAsync(await hashes.OfAsync(address, cancel), caseId, cancel);
    }

    /// <summary>Forgets the address of a case's agent, where it has one: they no longer follow it, or its time is over.</summary>
    public async Task ForgetAgentAsync(CaseContact contact, Guid caseId, CancellationToken cancel)
    {
        if (contact.Agent?.Address is { } address)
            await ForgetAsync(await hashes.OfAsync(address, cancel), caseId, cancel);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(IReadOnlyList<byte[]> addresses, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var hash in addresses)
        {
            var bucket = Bucket.Of(hash);
            await context.Set<CaseLookupRow>().Where(row => row.Bucket == bucket && row.AddressHash == hash).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>How many cases came with an address since a moment.</summary>
    public async Task<int> CountSinceAsync(byte[] addressHash, DateTimeOffset since, CancellationToken cancel)
    {
        var bucket = Bucket.Of(addressHash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<CaseLookupRow>()
            .CountAsync(row => row.Bucket == bucket && row.AddressHash == addressHash && row.At > since, cancel);
    }

    /// <summary>Ends what a crash between the look-up and the case left open.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - Patience;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var open = await context.Set<CaseLookupRow>().AsNoTracking().Over(FanOut.OpenCaseLookups)
            .Where(row => row.IsProvisional && row.At < before)
            .OrderBy(row => row.Bucket).ThenBy(row => row.CaseId).Take(PageSize).ToListAsync(cancel);
        foreach (var row in open)
        {
            var bucket = Bucket.Of(row.CaseId);
            if (await context.Set<CaseRow>().AnyAsync(one => one.Bucket == bucket && one.CaseId == row.CaseId, cancel))
                await ConfirmAsync(row.AddressHash, row.CaseId, cancel);
            else
                await ForgetAsync(row.AddressHash, row.CaseId, cancel);
        }
        return open.Count;
    }

    private static IQueryable<CaseLookupRow> Of(OmbudContext context, byte[] addressHash, Guid caseId)
    {
        var bucket = Bucket.Of(addressHash);
        return context.Set<CaseLookupRow>()
            .Where(row => row.Bucket == bucket && row.AddressHash == addressHash && row.CaseId == caseId);
    }
}
