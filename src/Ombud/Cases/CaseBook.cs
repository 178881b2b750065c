using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases;

/// <summary>Reads cases: one with its file, those of a person, and the queue.</summary>
internal sealed class CaseBook(IDbContextFactory<OmbudContext> contexts, CaseSeal seal) : INobody
{
    /// <summary>Most lines of a list.</summary>
    public const int ListMax = 500;

    /// <summary>A case with its file; null where there is none, or its time is over.</summary>
    public async Task<CaseFile?> FindAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<CaseRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.CaseId == caseId, cancel);
        if (row is null || await seal.FindKeyAsync(caseId, cancel) is not { } key)
            return null;
        var entries = await context.Set<CaseEntryRow>().AsNoTracking()
            .Where(entry => entry.Bucket == bucket && entry.CaseId == caseId).OrderBy(entry => entry.EntryId).ToListAsync(cancel);
        var line = LineOf(row);
        return new CaseFile
        {
            Id = line.Id, State = line.State, Channel = line.Channel, Controller = line.Controller, Residence = line.Residence,
            Language = line.Language, ReceivedAt = line.ReceivedAt, Person = line.Person, Owner = line.Owner,
            PartOf = line.PartOf, Version = line.Version,
            Contact = seal.Open(row, key),
            Entries = [.. entries.Select(entry => new CaseEntry(
                entry.At, entry.Author, entry.By, entry.Step, entry.Reason, entry.IsInternal,
                entry.Sealed.Length == 0 ? null : seal.Open(entry, key))
            {
                Note = entry.Note, About = entry.About,
            })],
        };
    }

    /// <summary>The cases that a person has shown to be theirs, newest first.</summary>
    public async Task<IReadOnlyList<CaseLine>> OfAsync(SubjectId person, CancellationToken cancel)
    {
        var bucket = Bucket.Of(person.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var ids = await context.Set<PersonCaseRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person.Value).Select(row => row.CaseId).ToListAsync(cancel);
        // What a crash left between the person's list and the case itself is not theirs yet.
        var cases = await ReadAsync(context, ids, cancel);
        return [.. cases.Where(one => one.Person == person)];
    }

    /// <summary>Cases that came with an address, are not over, and of which nobody has shown yet that they are theirs, newest
    /// first.</summary>
    public async Task<IReadOnlyList<CaseLine>> UnclaimedAsync(byte[] addressHash, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var cases = await ReadAsync(context, await LookUpAsync(context, addressHash, cancel), cancel);
        return [.. cases.Where(one => one.Person is null && one.State.Stage is not CaseStage.Closed)];
    }

    /// <summary>Cases that an agent follows by their address, newest first.</summary>
    public async Task<IReadOnlyList<CaseLine>> FollowedAsync(byte[] addressHash, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var cases = await ReadAsync(context, await LookUpAsync(context, addressHash, cancel, isAgent: true), cancel);
        return [.. cases.Where(one => one.State.Mandate is { MaySee: true })];
    }

    /// <summary>
    /// The staff's queue: open cases, what is overdue first and what has no clock last; a fan-out read. Those with which a control
    /// tries are left out, and for all but the data protection officer what was written to the officer.
    /// </summary>
    public async Task<IReadOnlyList<CaseLine>> QueueAsync(CancellationToken cancel, bool isForDpo = false)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await QueueAsync(OpenFor(context, isForDpo).Where(row => !row.IsCanary), cancel);
    }

    /// <summary>The same with those with which a control tries.</summary>
    public async Task<IReadOnlyList<CaseLine>> QueueWithTriedAsync(CancellationToken cancel, bool isForDpo = false)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await QueueAsync(OpenFor(context, isForDpo), cancel);
    }

    /// <summary>Open cases of a company whose person has shown who they are, in the order of the queue; a fan-out read.</summary>
    public async Task<IReadOnlyList<CaseLine>> OpenOfAsync(string controller, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await QueueAsync(
            OpenFor(context, isForDpo: false).Where(row => row.Controller == controller && row.PersonId != null && !row.IsCanary), cancel);
    }

    /// <summary>What a case is about; null where there is none.</summary>
    public async Task<CaseKind?> KindOfAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<CaseRow>().AsNoTracking().Where(row => row.Bucket == bucket && row.CaseId == caseId)
            .Select(row => (CaseKind?)row.Kind).SingleOrDefaultAsync(cancel);
    }

    /// <inheritdoc/>
    /// <remarks>A case is a subject of its own, and ends by its own rule (docs/decisions/0014).</remarks>
    public async Task<bool> IsAsync(SubjectId id, CancellationToken cancel) => await KindOfAsync(id.Value, cancel) is not null;

    private static IQueryable<CaseRow> OpenFor(OmbudContext context, bool isForDpo) => context.Set<CaseRow>().AsNoTracking()
        .Over(FanOut.OpenCases).Where(row => row.IsOpen && (isForDpo || row.Kind != CaseKind.OfficerMessage));

    private static async Task<IReadOnlyList<CaseLine>> QueueAsync(IQueryable<CaseRow> open, CancellationToken cancel)
    {
        var rows = await open
            .OrderBy(row => row.LastDay == null).ThenBy(row => row.LastDay).ThenBy(row => row.CaseId).Take(ListMax).ToListAsync(cancel);
        return rows.ConvertAll(LineOf);
    }

    /// <summary>Ids of the cases that came with an address.</summary>
    /// <param name="isAgent">Whether those whose agent has it, and not those whose person has it.</param>
    public static Task<List<Guid>> LookUpAsync(
        OmbudContext context, byte[] addressHash, CancellationToken cancel, bool isAgent = false)
    {
        var bucket = Bucket.Of(addressHash);
        return context.Set<CaseLookupRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.AddressHash == addressHash && row.IsAgent == isAgent)
            .OrderByDescending(row => row.CaseId)
            .Select(row => row.CaseId).Take(ListMax).ToListAsync(cancel);
    }

    internal static CaseState StateOf(CaseRow row) => JsonSerializer.Deserialize(row.State, CaseJson.Default.CaseState)!;

    private static CaseLine LineOf(CaseRow row) => new()
    {
        Id = row.CaseId, State = StateOf(row), Channel = row.Channel, Controller = row.Controller, Residence = row.Residence,
        Language = row.Language, ReceivedAt = row.ReceivedAt, Person = row.PersonId is { } person ? new SubjectId(person) : null,
        Owner = row.Owner, PartOf = row.PartOf, Version = row.Version,
    };

    // Each lies in a bucket of its own.
    private static async Task<List<CaseLine>> ReadAsync(OmbudContext context, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var found = new List<CaseLine>();
        foreach (var id in ids.OrderDescending())
        {
            var bucket = Bucket.Of(id);
            if (await context.Set<CaseRow>().AsNoTracking()
                .SingleOrDefaultAsync(row => row.Bucket == bucket && row.CaseId == id, cancel) is { } row)
                found.Add(LineOf(row));
        }
        return found;
    }
}
