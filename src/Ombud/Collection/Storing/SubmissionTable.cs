using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Collection.Storing.SubmissionMapping, Ombud.Collection.Storing.SubmissionRow>]

namespace Ombud.Collection.Storing;

/// <summary>A submission that is durable, in its person's bucket: its being there is what makes it so.</summary>
internal sealed class SubmissionRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid SubmissionId { get; set; }
    public string Point { get; set; } = "";
    public string NoticeVersion { get; set; } = "";
    public DateTimeOffset At { get; set; }

    /// <summary>Ids of its facts, 16 bytes each, in their order: its receipts.</summary>
    public byte[] Facts { get; set; } = [];
}

internal sealed class SubmissionMapping : IEntityTypeConfiguration<SubmissionRow>
{
    public void Configure(EntityTypeBuilder<SubmissionRow> builder) =>
        builder.ToTable("submission").HasKey(row => new { row.Bucket, row.SubjectId, row.SubmissionId });
}
