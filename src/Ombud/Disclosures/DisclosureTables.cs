using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Disclosures.DisclosureMapping, Ombud.Disclosures.DisclosureRow>]

namespace Ombud.Disclosures;

/// <summary>Who was given what and when, in words of the pack: the register. Of the person it has the id alone.</summary>
internal sealed class DisclosureRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid DisclosureId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Id of the API key or staff account that asked for it.</summary>
    public string MadeBy { get; set; } = "";

    public string Recipient { get; set; } = "";
    public string Controller { get; set; } = "";
    public string Purpose { get; set; } = "";

    /// <summary>Ids, separated by spaces.</summary>
    public string Categories { get; set; } = "";

    /// <inheritdoc cref="Categories"/>
    public string Fields { get; set; } = "";

    public string FromCountry { get; set; } = "";
    public string ToCountry { get; set; } = "";
    public string? Safeguard { get; set; }
    public DateOnly? AgreementFrom { get; set; }
    public DateOnly? AgreementUntil { get; set; }
    public string Clause { get; set; } = "";
    public string LegalBasis { get; set; } = "";
    public string NoticeVersion { get; set; } = "";
}

internal sealed class DisclosureMapping : IEntityTypeConfiguration<DisclosureRow>
{
    public void Configure(EntityTypeBuilder<DisclosureRow> builder)
    {
        builder.ToTable("disclosure").HasKey(row => new { row.Bucket, row.SubjectId, row.DisclosureId });
        builder.HasIndex(row => new { row.Bucket, row.Recipient, row.At });
    }
}
