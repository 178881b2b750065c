using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Shared;

[assembly: Ombud.Database.Maps<Ombud.Retention.HoldMapping, Ombud.Retention.HoldRow>]
[assembly: Ombud.Database.Maps<Ombud.Retention.HeldRecordMapping, Ombud.Retention.HeldRecordRow>]
[assembly: Ombud.Database.Maps<Ombud.Retention.RetainedCountMapping, Ombud.Retention.RetainedCountRow>]
[assembly: Ombud.Database.Maps<Ombud.Retention.SweepStateMapping, Ombud.Retention.SweepStateRow>]
[assembly: Ombud.Database.Maps<Ombud.Retention.EndsWorkedOutMapping, Ombud.Retention.EndsWorkedOutRow>]

namespace Ombud.Retention;

/// <summary>A hold on records of one person, until it is lifted.</summary>
internal sealed class HoldRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid HoldId { get; set; }
    public HoldReason Reason { get; set; }

    /// <summary>Id of the staff account or API key that placed it.</summary>
    public string PlacedBy { get; set; } = "";

    public DateTimeOffset PlacedAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>What the staff wrote about it, encrypted in the compartment of proof.</summary>
    public byte[] SealedNote { get; set; } = [];
}

/// <summary>A record that a hold names.</summary>
internal sealed class HeldRecordRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid HoldId { get; set; }
    public Guid RecordId { get; set; }
}

/// <summary>How many records were anonymised: a number about nobody.</summary>
internal sealed class RetainedCountRow
{
    public short Bucket { get; set; }
    public string Rule { get; set; } = "";
    public string Category { get; set; } = "";

    /// <summary>Country of the controller's establishment.</summary>
    public string Country { get; set; } = "";

    /// <summary>First day of the month of collection.</summary>
    public DateOnly Month { get; set; }

    public long Count { get; set; }
}

/// <summary>Where the sweeper is and what it has done. One row.</summary>
internal sealed class SweepStateRow
{
    public short Id { get; set; }

    /// <summary>The bucket it takes next.</summary>
    public short NextBucket { get; set; }

    public DateTimeOffset? LastRunAt { get; set; }
    public DateTimeOffset? LastBatchAt { get; set; }
    public int LastBatch { get; set; }
    public long Total { get; set; }
}

/// <summary>The standing by which a person's ends were last worked out.</summary>
internal sealed class EndsWorkedOutRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public long StandingVersion { get; set; }
}

internal sealed class HoldMapping : IEntityTypeConfiguration<HoldRow>
{
    public void Configure(EntityTypeBuilder<HoldRow> builder)
    {
        builder.ToTable("hold").HasKey(row => new { row.Bucket, row.SubjectId, row.HoldId });
        builder.HasIndex(row => new { row.Bucket, row.LiftedAt });
    }
}

internal sealed class HeldRecordMapping : IEntityTypeConfiguration<HeldRecordRow>
{
    public void Configure(EntityTypeBuilder<HeldRecordRow> builder) =>
        builder.ToTable("held_record").HasKey(row => new { row.Bucket, row.SubjectId, row.HoldId, row.RecordId });
}

internal sealed class RetainedCountMapping : IEntityTypeConfiguration<RetainedCountRow>
{
    public void Configure(EntityTypeBuilder<RetainedCountRow> builder) =>
        builder.ToTable("retained_count").HasKey(row => new { row.Bucket, row.Rule, row.Category, row.Country, row.Month });
}

internal sealed class SweepStateMapping : IEntityTypeConfiguration<SweepStateRow>
{
    public void Configure(EntityTypeBuilder<SweepStateRow> builder)
    {
        builder.ToTable("sweep_state").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}

internal sealed class EndsWorkedOutMapping : IEntityTypeConfiguration<EndsWorkedOutRow>
{
    public void Configure(EntityTypeBuilder<EndsWorkedOutRow> builder) =>
        builder.ToTable("ends_worked_out").HasKey(row => new { row.Bucket, row.SubjectId });
}
