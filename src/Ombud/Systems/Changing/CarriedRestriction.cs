using Microsoft.EntityFrameworkCore;
using Ombud.Log;
using Ombud.Shared;

namespace Ombud.Systems.Changing;

/// <summary>
/// Notes in a restriction's own commit, and in that of its lifting, that every connected system is to hear of it: use of the data is
/// stopped whosever the system is. One that comes while another waits takes its place, so that of the two the last counts.
/// </summary>
internal sealed class CarriedRestriction(ConnectedSystems systems, WaitingRows rows, TimeProvider time)
{
    /// <summary>Adds the rows and their jobs to the change.</summary>
    /// <param name="isOn">False where the restriction is lifted.</param>
    public async Task AddAsync(Change change, bool isOn, CancellationToken cancel)
    {
        if (systems.All.Count == 0 || !await WaitingRows.CanBeFoundAsync(change, cancel))
            return;

        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var earlier = await change.Db.Set<SystemChangeRow>().Where(row =>
            row.Bucket == bucket && row.SubjectId == subject && row.Kind != SystemChangeKind.Correction).ToListAsync(cancel);
        var connected = systems.All.Select(system => system.Id).ToHashSet(StringComparer.Ordinal);
        change.Db.RemoveRange(earlier.Where(row => connected.Contains(row.System)));
        var id = Guid.CreateVersion7(time.GetUtcNow());
        foreach (var system in systems.All)
        {
            rows.Add(change, new SystemChangeRow
            {
                ChangeId = id, System = system.Id, Kind = isOn ? SystemChangeKind.Restriction : SystemChangeKind.Lifting,
            }, takesPlace: earlier.Exists(row => row.System == system.Id));
        }
    }
}
