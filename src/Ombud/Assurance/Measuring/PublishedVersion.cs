using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Assurance.Measuring.PublishedVersionMapping, Ombud.Assurance.Measuring.PublishedVersionRow>]

namespace Ombud.Assurance.Measuring;

/// <summary>A version of the notice as it was when this installation first loaded it.</summary>
internal sealed class PublishedVersionRow
{
    public string Version { get; set; } = "";
    public string Digest { get; set; } = "";
}

internal sealed class PublishedVersionMapping : IEntityTypeConfiguration<PublishedVersionRow>
{
    public void Configure(EntityTypeBuilder<PublishedVersionRow> builder) =>
        builder.ToTable("published_version").HasKey(row => row.Version);
}
