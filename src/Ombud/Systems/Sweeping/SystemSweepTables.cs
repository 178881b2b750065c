using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Systems.Sweeping.SystemSweepMapping, Ombud.Systems.Sweeping.SystemSweepRow>]

namespace Ombud.Systems.Sweeping;

/// <summary>
/// How far the sweep of a connected system is, and what the last one did: names of tables, moments and counts. A row for each system that
/// says how long rows are kept.
/// </summary>
internal sealed class SystemSweepRow
{
    /// <summary>The system's id.</summary>
    public string System { get; set; } = "";

    /// <summary>Since when it is known that the system is to be swept.</summary>
    public DateTimeOffset SinceAt { get; set; }

    /// <summary>Not before this it is swept, or gone on with.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The day from which a run that was begun counts; null between two runs.</summary>
    public DateOnly? RunDay { get; set; }

    /// <summary>The table at which the run is; null at its beginning.</summary>
    public string? TableName { get; set; }

    /// <summary>Id of the receipt of that table, fixed before, so that whoever goes on after a kill gives no second one.</summary>
    public Guid? ReceiptId { get; set; }

    public int Deleted { get; set; }
    public int Overwritten { get; set; }

    /// <summary>How many rows of the table stay, since they are those of somebody with a hold or a restriction.</summary>
    public int Spared { get; set; }

    /// <summary>How many rows of the table stay for now, since others refer to them.</summary>
    public int Referred { get; set; }

    /// <summary>How many rows of the table a second look still found.</summary>
    public int Left { get; set; }

    /// <summary>How many rows went, or lost what was personal, in the tables that this run has done.</summary>
    public int RunGone { get; set; }

    public int RunStayed { get; set; }
    public int RunLeft { get; set; }

    /// <summary>When the last whole run ended; null before the first.</summary>
    public DateTimeOffset? LastRunAt { get; set; }

    public int LastGone { get; set; }
    public int LastStayed { get; set; }
    public int LastLeft { get; set; }

    /// <summary>When it was last worked at; null before the first time.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>How often it has failed since it last went on.</summary>
    public int Attempts { get; set; }

    /// <summary>At which table it failed; null where at none.</summary>
    public string? ProblemTable { get; set; }

    /// <summary>What whoever runs the system can do; holds no value of anybody's. Null where nothing is wrong.</summary>
    public string? Problem { get; set; }
}

internal sealed class SystemSweepMapping : IEntityTypeConfiguration<SystemSweepRow>
{
    public void Configure(EntityTypeBuilder<SystemSweepRow> builder) => builder.ToTable("system_sweep").HasKey(row => row.System);
}
