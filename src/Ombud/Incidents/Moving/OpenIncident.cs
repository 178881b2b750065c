using System.Security.Cryptography;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents.Moving;

/// <summary>An incident to be opened.</summary>
internal sealed record NewIncident
{
    /// <summary>Its id, from the form, so that a form sent twice opens one.</summary>
    public required Guid Id { get; init; }

    /// <summary>The report of a break-in that it comes of; null for none.</summary>
    public Guid? Case { get; init; }

    public required IReadOnlyList<string> Controllers { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required BreachNature Nature { get; init; }
    public bool WasEncrypted { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public required DateTimeOffset AwareAt { get; init; }
    public required Personal<string> What { get; init; }
    public Personal<string>? Consequences { get; init; }
    public Personal<string>? Measures { get; init; }

    /// <summary>Id of the staff account.</summary>
    public required string By { get; init; }

    public bool IsCanary { get; init; }
}

/// <summary>
/// Opens an incident (promise <c>security.report</c>): the register has every one, notified or not (GDPR article 33(5)). Its clock runs
/// from when we became aware of it.
/// </summary>
internal sealed class OpenIncident(IncidentChanges incidents, IncidentClocks clocks, JudgeBreach cases, TimeProvider time)
{
    /// <summary>The id of the incident of a case: always the same, so that a case opens one.</summary>
    public static Guid OfCase(Guid caseId)
    {
        Span<byte> bytes = stackalloc byte[16], hash = stackalloc byte[SHA256.HashSizeInBytes];
        caseId.TryWriteBytes(bytes, bigEndian: true, out _);
        SHA256.HashData(bytes, hash);
        // The moment and the marks of version 7 stay.
        hash[9..16].CopyTo(bytes[9..]);
        return new Guid(bytes, bigEndian: true);
    }

    public async Task<Guid> RunAsync(NewIncident order, CancellationToken cancel)
    {
        var clock = clocks.ToAuthority(order.AwareAt, order.Controllers, []);
        var row = new IncidentRow
        {
            Bucket = Bucket.Of(order.Id), IncidentId = order.Id, OpenedAt = Micros.Truncate(time.GetUtcNow()), OpenedBy = order.By,
            CaseId = order.Case, Controllers = string.Join(' ', order.Controllers), Categories = string.Join(' ', order.Categories),
            Nature = order.Nature, WasEncrypted = order.WasEncrypted, HappenedFrom = order.From, HappenedTo = order.To,
            IsCanary = order.IsCanary,
        };
        row.Put(new IncidentState { AwareAt = Micros.Truncate(order.AwareAt), DueAt = clock?.EndsAt });
        await using (var change = await incidents.BeginNewAsync(row, cancel))
        {
            if (change is not null)
            {
                foreach (var (part, text) in Parts(order))
                    change.Add(new IncidentEntry(change.Now, order.By, part, null, null, text));
                await change.CommitAsync(
                    new IncidentOpened(
                        order.Case, order.Controllers, order.Categories, change.State.AwareAt, clock?.EndsAt, clock?.Deadline.Id, order.By),
                    cancel);
            }
        }
        // In the case's own commit: whoever is killed before finds the incident again under the case's id.
        if (order.Case is { } caseId)
            await cases.OpenedAsync(caseId, order.Id, order.By, cancel);
        return order.Id;
    }

    private static IEnumerable<(IncidentPart Part, Personal<string> Text)> Parts(NewIncident order)
    {
        yield return (IncidentPart.Facts, order.What);
        if (order.Consequences is { } consequences)
            yield return (IncidentPart.Consequences, consequences);
        if (order.Measures is { } measures)
            yield return (IncidentPart.Measures, measures);
    }
}
