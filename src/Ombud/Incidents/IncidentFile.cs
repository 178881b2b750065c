using Ombud.Incidents.Affected;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents;

/// <summary>An incident without what was written about it: a line of the register.</summary>
public record IncidentLine
{
    public required Guid Id { get; init; }
    public required IncidentState State { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Guid? Case { get; init; }

    /// <summary>Ids of the companies concerned.</summary>
    public required IReadOnlyList<string> Controllers { get; init; }

    /// <summary>Ids of the categories concerned.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    public required BreachNature Nature { get; init; }
    public required bool WasEncrypted { get; init; }
    public DateTimeOffset? HappenedFrom { get; init; }
    public DateTimeOffset? HappenedTo { get; init; }
}

/// <summary>An incident with its file.</summary>
public sealed record IncidentFile : IncidentLine
{
    /// <summary>What happened and was written, oldest first.</summary>
    public required IReadOnlyList<IncidentEntry> Entries { get; init; }

    /// <summary>The searches for the people affected and the rounds of telling them, oldest first.</summary>
    public required IReadOnlyList<AffectedRun> Runs { get; init; }

    /// <summary>How many people are affected, as they were counted: it stays when some of them are erased.</summary>
    public int People => Runs.Sum(run => run.People);

    /// <summary>About how many of their records are concerned.</summary>
    public int Records => Runs.Sum(run => run.Records);

    /// <summary>How many people by residence; the empty word for unknown.</summary>
    public IReadOnlyDictionary<string, int> Residences => new SortedDictionary<string, int>(
        Runs.SelectMany(run => run.Residences).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether a search or a round of telling goes on.</summary>
    public bool IsBusy => Runs.Any(run => !run.IsDone);

    /// <summary>What was written of a part, oldest first.</summary>
    public IEnumerable<IncidentEntry> Of(IncidentPart part) => Entries.Where(entry => entry.Part == part);
}

/// <summary>Something that happened in an incident or was written into its file.</summary>
/// <param name="By">Id of the staff account; <c>system</c>.</param>
/// <param name="Word">Words of the step: the risk, the ground, the authority, a count.</param>
/// <param name="Text">What was written; null for nothing.</param>
public sealed record IncidentEntry(
    DateTimeOffset At, string By, IncidentPart Part, IncidentStep? Step, string? Word, Personal<string>? Text);
