using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.MyData.Porting;
using Ombud.MyData.Reading;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;

namespace Ombud.MyData.HandingOver;

/// <summary>An address that a person made, and what became of it.</summary>
/// <param name="Id">Id of the fact that opened it.</param>
/// <param name="Recipient">Whom they gave it to, in their own words.</param>
/// <param name="Until">When it leads nowhere any more, whether it was used or not.</param>
/// <param name="FetchedAt">When the data was fetched; null where nobody did.</param>
public sealed record HandOverState(Guid Id, string Recipient, DateTimeOffset Until, DateTimeOffset? FetchedAt)
{
    /// <summary>Whether the person closed it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether the data can be fetched now.</summary>
    public bool IsOpenAt(DateTimeOffset now) => FetchedAt is null && !IsClosed && now < Until;
}

/// <summary>What is handed over.</summary>
/// <param name="Contents">What stands in its files, by the ids of their records.</param>
internal sealed record HandedOver(PortableData Data, IReadOnlyDictionary<Guid, byte[]> Contents);

/// <summary>
/// Sends a person's data directly to another controller (GDPR article 20(2), promise <c>rights.portability</c>): the person makes an
/// address and gives it to whom they choose, who fetches the data from it, once. What became of it stands in facts alone, so that it
/// goes with the person.
/// </summary>
internal sealed class HandOver(
    FactHistory history, Standings standings, Ledger ledger, Changes changes, OwnDataReader reader, OwnFiles files, HandOverTicket ticket,
    TimeProvider time)
{
    /// <summary>How long an address leads somewhere, in days.</summary>
    public const int DaysMax = 7;

    /// <summary>How many may be open at once.</summary>
    public const int OpenMax = 10;

    private const int TriesMax = 3;

    // All files of one person together, in bytes; what does not fit is named and not sent.
    private const int FilesMax = 32 * 1024 * 1024;

    /// <summary>Called when the data was read and is not given yet; where a test comes in between.</summary>
    internal Func<Task>? Read { get; set; }

    /// <summary>Makes an address.</summary>
    /// <returns>Its secret part, which is shown once and stored nowhere; null where the person is gone or has too many open.</returns>
    public async Task<string?> OpenAsync(SubjectId subject, string recipient, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if ((await ListAsync(subject, cancel)).Count(one => one.IsOpenAt(now)) >= OpenMax)
            return null;
        var append = new Append(subject, new HandOverOpened(recipient)) { MustBeKnown = true };
        return await ledger.AppendAsync(append, cancel) is Appended.Done done ? ticket.Write(subject, done.Fact.Id) : null;
    }

    /// <summary>Closes an open one; whatever else the id is, nothing changes.</summary>
    public async Task CloseAsync(SubjectId subject, Guid id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var change = await changes.BeginAsync(subject, cancel);
        if (await FindOpenAsync(subject, id, now, cancel) is not null && !change.Standing.IsErased)
            await change.CommitAsync([new HandOverClosed(id)], cancel);
    }

    /// <summary>All that a person made, newest first.</summary>
    public async Task<IReadOnlyList<HandOverState>> ListAsync(SubjectId subject, CancellationToken cancel)
    {
        var (opened, fetched, closed) = (new List<WrittenFact>(), new Dictionary<Guid, DateTimeOffset>(), new HashSet<Guid>());
        var endedAt = DateTimeOffset.MinValue;
        await foreach (var fact in history.ReadAsync(subject, cancel))
        {
            // Facts of one moment are in no order: what became of one may be read before it.
            if (fact.Fact is HandOverOpened)
                opened.Add(fact);
            else if (fact.Fact is HandOverFetched one)
                fetched[one.HandOver] = fact.At;
            else if (fact.Fact is HandOverClosed other)
                closed.Add(other.HandOver);
            else if (fact.Fact is SessionsEnded)
                endedAt = fact.At;
        }
        return
        [
            .. from fact in opened
               orderby fact.At descending, fact.Id descending
               select new HandOverState(
                   fact.Id, ((HandOverOpened)fact.Fact).Recipient, fact.At.AddDays(DaysMax),
                   fetched.TryGetValue(fact.Id, out var at) ? at : null)
               {
                   // Whoever was in somebody else's account may have made it.
                   IsClosed = closed.Contains(fact.Id) || fact.At <= endedAt,
               },
        ];
    }

    /// <summary>Whether something can be fetched with a secret part now.</summary>
    public async Task<bool> IsOpenAsync(string secret, CancellationToken cancel) =>
        ticket.Read(secret) is var (subject, id)
        && await standings.FindAsync(subject, cancel) is { } standing && MaySend(standing)
        && await FindOpenAsync(subject, id, time.GetUtcNow(), cancel) is not null;

    /// <summary>Hands over what the person may take along; the fact stands before anything is handed over.</summary>
    /// <returns>Null where the address is none of ours, was used, closed or is too old, or the person is gone.</returns>
    /// <exception cref="TimeoutException">The standing moved each time; nothing was handed over, and the address is as it was.</exception>
    public async Task<HandedOver?> FetchAsync(string secret, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            if (!await IsOpenAsync(secret, cancel) || ticket.Read(secret) is not var (subject, id)
                || await reader.ReadAsync(subject, cancel) is not { } own)
                return null;
            if (await GiveAsync(subject, id, own, cancel) is { } given)
                return given;
        }
        throw new TimeoutException("The person's standing moved each time it was read; try again.");
    }

    /// <returns>Null where it must be looked at anew: somebody else fetched, or the person chose otherwise meanwhile.</returns>
    private async Task<HandedOver?> GiveAsync(SubjectId subject, Guid id, OwnData own, CancellationToken cancel)
    {
        var data = SelectPortable.Of(own);
        var contents = await ReadFilesAsync(subject, data, cancel);

        await (Read?.Invoke() ?? Task.CompletedTask);

        // The standing is locked from here: of two who fetch at once, the second finds that it was fetched.
        await using var change = await changes.BeginAsync(subject, cancel);
        if (!MaySend(change.Standing) || change.Standing.Version != own.Standing.Version
            || await FindOpenAsync(subject, id, time.GetUtcNow(), cancel) is not { } open)
            return null;
        await change.CommitAsync([new HandOverFetched(id, open.Recipient, data.Records.Count)], cancel);
        return new HandedOver(data, contents);
    }

    private async Task<Dictionary<Guid, byte[]>> ReadFilesAsync(SubjectId subject, PortableData data, CancellationToken cancel)
    {
        var (contents, left) = (new Dictionary<Guid, byte[]>(), FilesMax);
        foreach (var id in data.Records.Where(record => record.Own.IsFile).Select(record => record.Own.Record.Id))
        {
            if (await files.FindAsync(subject, id, cancel) is not { } file)
                continue;
            if (await ReadAsync(file, left, cancel) is not { } bytes)
                continue;
            contents[id] = bytes;
            left -= bytes.Length;
        }
        return contents;
    }

    // Null where it is longer than there is room for.
    private async Task<byte[]?> ReadAsync(OwnFile file, int room, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await foreach (var piece in files.ReadAsync(file, cancel))
        {
            if (bytes.Length + piece.Length > room)
                return null;
            await bytes.WriteAsync(piece, cancel);
        }
        return bytes.ToArray();
    }

    private static bool MaySend(StandingState standing) => standing is { IsErased: false, IsIsolated: false, JoinedInto: null };

    private async Task<HandOverState?> FindOpenAsync(SubjectId subject, Guid id, DateTimeOffset now, CancellationToken cancel) =>
        (await ListAsync(subject, cancel)).FirstOrDefault(one => one.Id == id && one.IsOpenAt(now));
}
