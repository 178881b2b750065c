using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Corrections.Telling.RecipientNoticeMapping, Ombud.Corrections.Telling.RecipientNoticeRow>]

namespace Ombud.Corrections.Telling;

/// <summary>Of what a recipient is told while the person is there; of an erasure it is told by the erasure.</summary>
public enum NoticeAbout : byte
{
    /// <summary>A value that it was given is wrong, and another stands here.</summary>
    Correction = 0,

    /// <summary>The person's data may only be stored for now.</summary>
    Restriction = 1,

    /// <summary>What one controller held of the person is erased; the person stays.</summary>
    Erasure = 2,
}

/// <summary>A recipient that has not been told yet. Ids and words of the pack alone; the row goes once it has been told.</summary>
internal sealed class RecipientNoticeRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>Id of the recipient or party, as the pack has it.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>
    /// Id by which the recipient was given the person: their own, or that of somebody who turned out to be them. Who was given one id
    /// does not learn the other.
    /// </summary>
    public Guid KnownAs { get; set; }

    public NoticeAbout About { get; set; }

    /// <summary>Ids of the fields that were corrected, separated by spaces; empty of a restriction.</summary>
    public string Fields { get; set; } = "";

    /// <summary>Ids of the newest disclosures to it, separated by spaces: by them it knows of whom we speak.</summary>
    public string Disclosures { get; set; } = "";

    /// <summary>Since when it has waited, for the first thing of which it was not told.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the last thing was added: whoever tells it of what was there before has not told it of that.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class RecipientNoticeMapping : IEntityTypeConfiguration<RecipientNoticeRow>
{
    public void Configure(EntityTypeBuilder<RecipientNoticeRow> builder) =>
        builder.ToTable("recipient_notice")
            .HasKey(row => new { row.Bucket, row.SubjectId, row.Recipient, row.KnownAs, row.About });
}
