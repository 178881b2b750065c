using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Consents.Suppression.SuppressionMapping, Ombud.Consents.Suppression.SuppressionRow>]

namespace Ombud.Consents.Suppression;

/// <summary>
/// An address whose owner objected to marketing, as a keyed hash under a key of its own, and nothing of who that is. Outlives
/// an erasure, since it must keep us from writing to the address again; goes when the objection is taken back.
/// </summary>
internal sealed class SuppressionRow
{
    /// <summary>Bucket of the hash.</summary>
    public short Bucket { get; set; }

    public byte[] Hash { get; set; } = [];
    public byte Kind { get; set; }

    /// <summary>What the objection is to: id of a purpose or topic, or <c>*</c> for all marketing.</summary>
    public string Key { get; set; } = "";

    public int KeyVersion { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class SuppressionMapping : IEntityTypeConfiguration<SuppressionRow>
{
    public void Configure(EntityTypeBuilder<SuppressionRow> builder) =>
        builder.ToTable("suppression").HasKey(row => new { row.Bucket, row.Hash, row.Kind, row.Key });
}
