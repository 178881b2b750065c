using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Incidents;
using Ombud.Incidents.Affected;
using Ombud.Policies.Deciding;

namespace Ombud.Assurance.Controls.Incidents;

/// <summary>
/// Data of somebody made up is given away; a made-up incident of whoever gave it finds the person and counts them once, with where they
/// live, and one of somebody else's finds nobody. Once they are erased the list has them no more, and the number stays.
/// </summary>
internal sealed class IncidentFindsAffected(
    CanaryPlanter canaries, CanaryDisclosures disclosures, CanaryIncidents incidents, SeekAffected seek, FindAffected find,
    AffectedPeople people, IncidentBook book, TimeProvider time) : IControl
{
    public string Id => "incident-finds-affected";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var canary = await canaries.PlantAsync(canaries.Longest, cancel);
        IReadOnlyList<string> amiss;
        try
        {
            var made = await disclosures.MakeAsync(canary, cancel);
            amiss = made.Count == 0 ? ["nothing given"]
                : await incidents.WithAsync(TimeSpan.FromHours(1), id => LookAsync(id, canary.Subject, cancel), cancel);
        }
        finally
        {
            await canaries.EraseAsync(canary.Subject, cancel);
        }
        return Measurement.Of(amiss,
            "den vars uppgifter lämnades ut fanns på incidentens lista, räknades en gång, och ingen annans sökning hittade den",
            "whoever's data was given was on the incident's list and counted once, and no other search found them");
    }

    private async Task<IReadOnlyList<string>> LookAsync(Guid id, SubjectId subject, CancellationToken cancel)
    {
        if (await SearchAsync(id, "nobody", cancel) is not 0)
            return ["somebody of another"];
        if (await SearchAsync(id, CanaryPlanter.By, cancel) is not > 0 || !await IsListedAsync(id, subject, cancel))
            return ["not found"];
        // Found again they count no second time.
        if (await SearchAsync(id, CanaryPlanter.By, cancel) is not 0)
            return ["counted twice"];
        var before = await book.FindAsync(id, cancel);
        await canaries.EraseAsAnybodyAsync(subject, cancel);
        if (await IsListedAsync(id, subject, cancel))
            return ["listed after the erasure"];
        return await book.FindAsync(id, cancel) is { } after && after.People == before!.People && after.Residences.Count > 0
            ? [] : ["number"];
    }

    /// <returns>How many it found whom none before had found; null where it did not come to its end.</returns>
    private async Task<int?> SearchAsync(Guid id, string word, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var order = new SearchOrder(SearchKind.Reader, word, now.AddHours(-1), now.AddMinutes(1));
        if (await seek.BeginAsync(id, order, CanaryPlanter.By, cancel) is not { } run)
            return null;
        await find.WorkAsync(id, run, cancel);
        return (await book.FindAsync(id, cancel))?.Runs.FirstOrDefault(one => one.Id == run) is { IsDone: true } done ? done.People : null;
    }

    private async Task<bool> IsListedAsync(Guid id, SubjectId subject, CancellationToken cancel) =>
        (await people.ListAsync(id, cancel)).Any(person => person.Id == subject.Value);
}
