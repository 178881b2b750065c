using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Database;

[assembly: Maps<Ombud.Incidents.Affected.AffectedMapping, Ombud.Incidents.Affected.AffectedRow>]
[assembly: Maps<Ombud.Incidents.Affected.AffectedRunMapping, Ombud.Incidents.Affected.AffectedRunRow>]

namespace Ombud.Incidents.Affected;

/// <summary>What a run over all people does.</summary>
public enum AffectedRunKind : byte
{
    /// <summary>Looks for the people affected.</summary>
    Search = 0,

    /// <summary>Tells them.</summary>
    Telling = 1,
}

/// <summary>Where a person on an incident's list stands.</summary>
public enum AffectedState : byte
{
    Found = 0,

    /// <summary>A letter went to them.</summary>
    Told = 1,

    /// <summary>They have proved no address: to be told in another way.</summary>
    Unreachable = 2,

    /// <summary>They are being erased, and nothing is used of them any more.</summary>
    Isolated = 3,

    /// <summary>They were joined into somebody who is on the list too.</summary>
    Joined = 4,
}

/// <summary>
/// A person whom an incident may affect, in the person's bucket; goes when they are erased. How many they were stays, in the run that
/// found them.
/// </summary>
internal sealed class AffectedRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid IncidentId { get; set; }

    /// <summary>The search that found them first.</summary>
    public Guid RunId { get; set; }

    public AffectedState State { get; set; }
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>
/// A run over all people, bucket by bucket: how far it is, and what it has come to. Counts and words, in the incident's bucket.
/// </summary>
internal sealed class AffectedRunRow
{
    public short Bucket { get; set; }
    public Guid IncidentId { get; set; }

    /// <summary>Version 7: runs sort by it as they began.</summary>
    public Guid RunId { get; set; }

    public AffectedRunKind Kind { get; set; }

    /// <summary>What is looked for, as <see cref="SearchOrder"/>; without a person's id once it is done.</summary>
    public string? Sought { get; set; }

    /// <summary>The entry in which stands what they are told.</summary>
    public Guid? LetterId { get; set; }

    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>The bucket with which it goes on.</summary>
    public int NextBucket { get; set; }

    /// <summary>Of a search: how many people it found whom none before had found.</summary>
    public int People { get; set; }

    public int Records { get; set; }

    /// <summary>How many of them by residence, in JSON; the empty word for unknown.</summary>
    public string Residences { get; set; } = "{}";

    /// <summary>Of telling: how many a letter went to, and how many to none.</summary>
    public int Told { get; set; }

    public int Unreachable { get; set; }
    public int Isolated { get; set; }

    /// <summary>A run of an incident that is to begin.</summary>
    public static AffectedRunRow Of(IncidentChange change, AffectedRunKind kind, SearchOrder? order) => new()
    {
        Bucket = change.Row.Bucket, IncidentId = change.Row.IncidentId, RunId = Guid.CreateVersion7(change.Now), Kind = kind,
        Sought = order?.AsJson(), StartedAt = Micros.Truncate(change.Now),
    };

    /// <summary>What the job carries: two ids.</summary>
    public static string PayloadOf(AffectedRunRow run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.IncidentId:N} {run.RunId:N}");

    /// <inheritdoc cref="PayloadOf"/>
    public static (Guid Incident, Guid Run) Read(string payload)
    {
        var ids = payload.Split(' ');
        return (Guid.ParseExact(ids[0], "N"), Guid.ParseExact(ids[1], "N"));
    }

    /// <summary>Whether people were found since the others were told.</summary>
    public static bool HasUntold(IReadOnlyList<AffectedRunRow> runs)
    {
        var last = runs.Where(run => run.Kind is AffectedRunKind.Telling).Select(run => (DateTimeOffset?)run.StartedAt).Max();
        return last is { } told && runs.Any(run => run is { Kind: AffectedRunKind.Search, People: > 0 } && run.DoneAt > told);
    }
}

/// <summary>A run as pages show it.</summary>
public sealed record AffectedRun(Guid Id, AffectedRunKind Kind, DateTimeOffset StartedAt, bool IsDone)
{
    /// <summary>What was looked for; null where people are told.</summary>
    public SearchOrder? Sought { get; init; }

    /// <summary>How far it is, in hundredths.</summary>
    public int Percent { get; init; }

    public int People { get; init; }
    public int Records { get; init; }
    public IReadOnlyDictionary<string, int> Residences { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
    public int Told { get; init; }
    public int Unreachable { get; init; }
    public int Isolated { get; init; }

    internal static AffectedRun Of(AffectedRunRow row) => new(row.RunId, row.Kind, row.StartedAt, row.DoneAt is not null)
    {
        Sought = row.Sought is { } sought ? SearchOrder.Of(sought) : null, Percent = row.NextBucket * 100 / Shared.Bucket.Count,
        People = row.People, Records = row.Records, Residences = ResidencesOf(row), Told = row.Told, Unreachable = row.Unreachable,
        Isolated = row.Isolated,
    };

    internal static SortedDictionary<string, int> ResidencesOf(AffectedRunRow row) =>
        new(JsonSerializer.Deserialize(row.Residences, IncidentJson.Default.SortedDictionaryStringInt32)!, StringComparer.Ordinal);
}

internal sealed class AffectedMapping : IEntityTypeConfiguration<AffectedRow>
{
    public void Configure(EntityTypeBuilder<AffectedRow> builder)
    {
        builder.ToTable("incident_person").HasKey(row => new { row.Bucket, row.SubjectId, row.IncidentId });
        builder.HasIndex(row => new { row.Bucket, row.IncidentId });
    }
}

internal sealed class AffectedRunMapping : IEntityTypeConfiguration<AffectedRunRow>
{
    public void Configure(EntityTypeBuilder<AffectedRunRow> builder) =>
        builder.ToTable("incident_run").HasKey(row => new { row.Bucket, row.IncidentId, row.RunId });
}
