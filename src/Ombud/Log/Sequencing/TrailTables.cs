using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Log.Sequencing.TrailEntryMapping, Ombud.Log.Sequencing.TrailEntryRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.Sequencing.TrailTileMapping, Ombud.Log.Sequencing.TrailTileRow>]
[assembly: Ombud.Database.Maps<Ombud.Log.Sequencing.CheckpointMapping, Ombud.Log.Sequencing.CheckpointRow>]

namespace Ombud.Log.Sequencing;

/// <summary>A leaf of the tree at its place.</summary>
internal sealed class TrailEntryRow
{
    public long Position { get; set; }
    public Guid FactId { get; set; }
    public byte[] Commitment { get; set; } = [];
}

/// <summary>A tile of hashes; a partial one is replaced by wider ones until it is full.</summary>
internal sealed class TrailTileRow
{
    public int Level { get; set; }
    public long Position { get; set; }
    public int Width { get; set; }
    public byte[] Hashes { get; set; } = [];
}

/// <summary>A signed checkpoint.</summary>
internal sealed class CheckpointRow
{
    public long Size { get; set; }
    public DateTimeOffset At { get; set; }
    public string Note { get; set; } = "";
}

internal sealed class TrailEntryMapping : IEntityTypeConfiguration<TrailEntryRow>
{
    public void Configure(EntityTypeBuilder<TrailEntryRow> builder)
    {
        builder.ToTable("trail_entry").HasKey(row => row.Position);
        builder.Property(row => row.Position).ValueGeneratedNever();
        builder.HasIndex(row => row.FactId).IsUnique();
    }
}

internal sealed class TrailTileMapping : IEntityTypeConfiguration<TrailTileRow>
{
    public void Configure(EntityTypeBuilder<TrailTileRow> builder) =>
        builder.ToTable("trail_tile").HasKey(row => new { row.Level, row.Position });
}

internal sealed class CheckpointMapping : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("checkpoint").HasKey(row => row.Size);
        builder.Property(row => row.Size).ValueGeneratedNever();
    }
}
