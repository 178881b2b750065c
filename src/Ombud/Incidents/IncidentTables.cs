using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Policies.Incidents;

[assembly: Ombud.Database.Maps<Ombud.Incidents.IncidentMapping, Ombud.Incidents.IncidentRow>]
[assembly: Ombud.Database.Maps<Ombud.Incidents.IncidentEntryMapping, Ombud.Incidents.IncidentEntryRow>]

namespace Ombud.Incidents;

/// <summary>
/// An incident: a subject of its own, with a key of its own, as a case is. Words, moments and ids; whatever somebody wrote lies
/// sealed in its entries.
/// </summary>
internal sealed class IncidentRow
{
    public short Bucket { get; set; }
    public Guid IncidentId { get; set; }
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>Id of the staff account.</summary>
    public string OpenedBy { get; set; } = "";

    /// <summary>The report of a break-in that it came of; null for none.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>Ids of the companies concerned, separated by spaces.</summary>
    public string Controllers { get; set; } = "";

    /// <summary>Ids of the categories concerned, separated by spaces.</summary>
    public string Categories { get; set; } = "";

    public BreachNature Nature { get; set; }

    /// <summary>Whether the data lay encrypted for whoever reached it.</summary>
    public bool WasEncrypted { get; set; }

    /// <summary>When it began; null for unknown.</summary>
    public DateTimeOffset? HappenedFrom { get; set; }

    /// <summary>When it ended; null for unknown, or going on.</summary>
    public DateTimeOffset? HappenedTo { get; set; }

    /// <summary>Where it stands, as <see cref="IncidentState"/> in JSON; the next ones repeat of it what is looked for.</summary>
    public string State { get; set; } = "";

    public bool IsOpen { get; set; }

    /// <summary>When the clock next has something to do; null for nothing more.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>How often the desk was reminded: at half time, and in the last hours.</summary>
    public int Reminded { get; set; }

    /// <summary>Whether a control made it, to try with.</summary>
    public bool IsCanary { get; set; }

    /// <summary>Counts changes: of two at once the second finds that somebody was quicker.</summary>
    public int Version { get; set; }

    /// <summary>Puts down where the incident stands.</summary>
    public void Put(IncidentState state)
    {
        State = JsonSerializer.Serialize(state, IncidentJson.Default.IncidentState);
        IsOpen = !state.IsClosed;
        NextAt = IncidentTimes.NextOf(state, Reminded);
    }
}

/// <summary>What an entry of an incident's file tells.</summary>
public enum IncidentPart : byte
{
    /// <summary>What happened.</summary>
    Facts = 0,

    /// <summary>What it may mean for the people affected.</summary>
    Consequences = 1,

    /// <summary>What was and will be done.</summary>
    Measures = 2,

    /// <summary>A note of the staff.</summary>
    Note = 3,

    /// <summary>A step, with its reason.</summary>
    Step = 4,

    /// <summary>The desk was reminded of the clock.</summary>
    Reminded = 5,

    /// <summary>People were sought, and counted.</summary>
    Sought = 6,

    /// <summary>What the people affected are told, in every language.</summary>
    Letter = 7,
}

/// <summary>An entry of an incident's file. Nothing in it is changed: what is known later is another entry.</summary>
internal sealed class IncidentEntryRow
{
    public short Bucket { get; set; }
    public Guid IncidentId { get; set; }

    /// <summary>Version 7: entries sort by it as they were made.</summary>
    public Guid EntryId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Id of the staff account; <c>system</c>.</summary>
    public string By { get; set; } = "";

    public IncidentPart Part { get; set; }
    public IncidentStep? Step { get; set; }

    /// <summary>Words of the step: the risk, the ground, the authority, a count.</summary>
    public string? Word { get; set; }

    public int KeyVersion { get; set; }

    /// <summary>What was written; empty for nothing.</summary>
    public byte[] Sealed { get; set; } = [];
}

internal sealed class IncidentMapping : IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("incident").HasKey(row => new { row.Bucket, row.IncidentId });
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Bucket, row.NextAt });
    }
}

internal sealed class IncidentEntryMapping : IEntityTypeConfiguration<IncidentEntryRow>
{
    public void Configure(EntityTypeBuilder<IncidentEntryRow> builder) =>
        builder.ToTable("incident_entry").HasKey(row => new { row.Bucket, row.IncidentId, row.EntryId });
}
