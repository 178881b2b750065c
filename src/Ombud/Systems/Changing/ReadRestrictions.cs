using Ombud.Connectors.Restricting;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Systems.Changing;

/// <summary>How far a person's restriction, or its lifting, is in a connected system.</summary>
public enum RestrictionReach
{
    /// <summary>The system is to be told: not tried yet, or the last try failed.</summary>
    Waits,

    /// <summary>The system took it as far as it goes, and somebody looks at the rest.</summary>
    InPart,

    /// <summary>The system has no way of its own, so that staff see to it by hand.</summary>
    ByPeople,

    /// <summary>A second look found it so.</summary>
    Verified,

    /// <summary>A look found nothing of the person's there.</summary>
    NothingThere,

    /// <summary>Staff noted that they have seen to it by hand: nobody looked again.</summary>
    ByHand,

    /// <summary>The system was never asked: it was connected later, or nothing proved tells by what the person is found.</summary>
    NotAsked,
}

/// <summary>A person's restriction, or its lifting, in one connected system.</summary>
/// <param name="System">The system's title.</param>
public sealed record SystemRestriction(string Id, string System, RestrictionReach Reach);

/// <summary>Tells how far a person's restriction, or its lifting, is in each connected system.</summary>
internal sealed class ReadRestrictions(ConnectedSystems systems, ReadWaitingChanges waiting, FactHistory facts)
{
    /// <param name="isRestricted">Whether the person is restricted now; else what is left of a lifting is told.</param>
    /// <returns>All systems while they are restricted; those that wait for a lifting where they are not.</returns>
    public async Task<IReadOnlyList<SystemRestriction>> OfAsync(SubjectId subject, bool isRestricted, CancellationToken cancel)
    {
        if (systems.All.Count == 0)
            return [];
        var open = await waiting.RestrictionsOfAsync(subject, cancel);
        if (!isRestricted && open.Count == 0)
            return [];
        var told = isRestricted ? await ToldAsync(subject, cancel) : [];
        return [.. systems.All.Where(system => isRestricted || open.ContainsKey(system.Id)).Select(system => new SystemRestriction(
            system.Id, system.Description.Title,
            open.TryGetValue(system.Id, out var state)
                ? HasNoWay(system) ? RestrictionReach.ByPeople
                    : state is SystemChangeState.Claimed ? RestrictionReach.InPart : RestrictionReach.Waits
                : told.GetValueOrDefault(system.Id, RestrictionReach.NotAsked)))];
    }

    /// <summary>Whether nothing but people can restrict in a system.</summary>
    public static bool HasNoWay(ConnectedSystem system) => !RestrictPerson.IsDescribed(system.Description);

    // Of each system the last that was told since the person was restricted.
    private async Task<Dictionary<string, RestrictionReach>> ToldAsync(SubjectId subject, CancellationToken cancel)
    {
        var told = new Dictionary<string, RestrictionReach>(StringComparer.Ordinal);
        await foreach (var written in facts.ReadAsync(subject, cancel))
        {
            switch (written.Fact)
            {
                case RestrictedInSystem { IsOn: true } done:
                    told[done.System] = done.Marked + done.Already > 0 ? RestrictionReach.Verified : RestrictionReach.NothingThere;
                    break;
                case RestrictedInSystem lifted:
                    told.Remove(lifted.System);
                    break;
                case RestrictedByHand { IsOn: true } done:
                    told[done.System] = RestrictionReach.ByHand;
                    break;
                case RestrictedByHand lifted:
                    told.Remove(lifted.System);
                    break;
            }
        }
        return told;
    }
}
