using Ombud.Incidents.Moving;
using Ombud.Notices;
using Ombud.Policies.Incidents;

namespace Ombud.Assurance.Canaries;

/// <summary>Opens incidents that never happened, by the way of the form, and leaves nothing of them.</summary>
internal sealed class CanaryIncidents(OpenIncident open, EndIncident end, NoticeBook notices, TimeProvider time)
{
    /// <summary>What a test does to an incident before it is looked at.</summary>
    public Func<Guid, Task>? Opened { get; set; }

    /// <summary>Opens an incident of a Swedish company, looks at it and ends it, whatever comes of it.</summary>
    /// <param name="known">For how long we have known of it.</param>
    /// <param name="ofCase">The case that it comes of; null for none.</param>
    public async Task<IReadOnlyList<string>> WithAsync(
        TimeSpan known, Func<Guid, Task<IReadOnlyList<string>>> look, CancellationToken cancel, Guid? ofCase = null)
    {
        var (now, notice) = (time.GetUtcNow(), notices.InForce()!);
        var id = ofCase is { } report ? OpenIncident.OfCase(report) : Guid.CreateVersion7(now);
        try
        {
            await open.RunAsync(
                new NewIncident
                {
                    Id = id, Case = ofCase, Controllers = [notice.Parties.First(party => party.Country is "SE").Id],
                    Categories = [notice.Categories[0].Id], Nature = BreachNature.Confidentiality, AwareAt = now - known,
                    What = new("A control tries."), By = CanaryPlanter.By, IsCanary = true,
                },
                cancel);
            if (Opened is not null)
                await Opened(id);
            return await look(id);
        }
        finally
        {
            await end.RunAsync(id, cancel);
        }
    }
}
