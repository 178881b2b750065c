using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Cases.Proof.CaseDocumentMapping, Ombud.Cases.Proof.CaseDocumentRow>]

namespace Ombud.Cases.Proof;

/// <summary>
/// The copy of a document by which somebody shows who they are, until the staff have looked at it. It lies under a key of its own, which
/// is destroyed with it, so that no backup of the rows brings it back.
/// </summary>
internal sealed class CaseDocumentRow
{
    public short Bucket { get; set; }

    /// <summary>The case; it has one copy at most.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The copy's own id, under which its key is kept.</summary>
    public Guid DocumentId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Media type, by content.</summary>
    public string MediaType { get; set; } = "";

    public byte[] Sealed { get; set; } = [];
    public int KeyVersion { get; set; }
}

internal sealed class CaseDocumentMapping : IEntityTypeConfiguration<CaseDocumentRow>
{
    public void Configure(EntityTypeBuilder<CaseDocumentRow> builder) =>
        builder.ToTable("case_document").HasKey(row => new { row.Bucket, row.CaseId });
}
