using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Shared;

[assembly: Ombud.Database.Maps<Ombud.Log.FactMapping, Ombud.Log.FactRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.FactBodyMapping, Ombud.Log.FactBodyRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.ClearFactMapping, Ombud.Log.ClearFactRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.UnsequencedMapping, Ombud.Log.UnsequencedRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.StandingMapping, Ombud.Log.StandingRow>]

namespace Ombud.Log;

/// <summary>The permanent part of a fact: that something happened, and its commitment. Never updated, never deleted.</summary>
internal sealed class FactRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid FactId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>
    /// Version of the standing after it; null where it changed nothing there. A person has each once: the standing's row sees to it.
    /// </summary>
    public long? StandingVersion { get; set; }

    public byte[] Commitment { get; set; } = [];
}

/// <summary>What happened, encrypted under the person's key. Deleted by the eraser, updated by nobody.</summary>
internal sealed class FactBodyRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid FactId { get; set; }
    public string Kind { get; set; } = "";
    public int KeyVersion { get; set; }
    public byte[] Sealed { get; set; } = [];
}

/// <summary>A fact whose body cannot hold a personal value, and so lies in clear.</summary>
internal sealed class ClearFactRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid FactId { get; set; }

    /// <summary>The person it is about, known by an id alone; null for the system's own facts.</summary>
    public Guid? SubjectId { get; set; }

    public string Kind { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public byte[] Commitment { get; set; } = [];
    public byte[] SaltedBody { get; set; } = [];
}

/// <summary>A fact that waits to be taken into the tree.</summary>
internal sealed class UnsequencedRow
{
    public short Bucket { get; set; }
    public Guid FactId { get; set; }
    public byte[] Commitment { get; set; } = [];

    /// <summary>Its line in the journal, for facts that a restored backup must be told of.</summary>
    public string? Journal { get; set; }
}

/// <summary>Where a person stands, folded from facts and encrypted under their key.</summary>
internal sealed class StandingRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public long Version { get; set; }

    /// <summary>In clear, since after an erasure no key is left.</summary>
    public bool IsErased { get; set; }

    public int KeyVersion { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class FactMapping : IEntityTypeConfiguration<FactRow>
{
    public void Configure(EntityTypeBuilder<FactRow> builder) =>
        builder.ToTable("fact").HasKey(row => new { row.Bucket, row.SubjectId, row.FactId });
}

internal sealed class FactBodyMapping : IEntityTypeConfiguration<FactBodyRow>
{
    public void Configure(EntityTypeBuilder<FactBodyRow> builder) =>
        builder.ToTable("fact_body").HasKey(row => new { row.Bucket, row.SubjectId, row.FactId });
}

internal sealed class ClearFactMapping : IEntityTypeConfiguration<ClearFactRow>
{
    public void Configure(EntityTypeBuilder<ClearFactRow> builder)
    {
        builder.ToTable("clear_fact").HasKey(row => new { row.Bucket, row.FactId });
        builder.HasIndex(row => new { row.Bucket, row.SubjectId });
        builder.HasIndex(row => new { row.Bucket, row.Kind, row.At });
    }
}

internal sealed class UnsequencedMapping : IEntityTypeConfiguration<UnsequencedRow>
{
    public void Configure(EntityTypeBuilder<UnsequencedRow> builder) =>
        builder.ToTable("unsequenced").HasKey(row => new { row.Bucket, row.FactId });
}

internal sealed class StandingMapping : IEntityTypeConfiguration<StandingRow>
{
    public void Configure(EntityTypeBuilder<StandingRow> builder) =>
        builder.ToTable("standing").HasKey(row => new { row.Bucket, row.SubjectId });
}
