using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Shared;

[assembly: Ombud.Database.Maps<Ombud.Erasure.ErasureMapping, Ombud.Erasure.ErasureRow>]
[assembly: Ombud.Database.Maps<Ombud.Erasure.ErasureReceiptMapping, Ombud.Erasure.ErasureReceiptRow>]
[assembly: Ombud.Database.Maps<Ombud.Erasure.ErasureNoticeMapping, Ombud.Erasure.ErasureNoticeRow>]

namespace Ombud.Erasure;

/// <summary>The last step of an erasure that is done.</summary>
internal enum ErasureStep : byte
{
    /// <summary>It was asked for, and every decision denies: one commit.</summary>
    Asked = 0,

    /// <summary>What must be kept lies in proof, and the receipt says what goes: one commit.</summary>
    Erased = 1,

    /// <summary>The keys are destroyed.</summary>
    KeysDestroyed = 2,

    /// <summary>Rows, bodies and hashes are gone.</summary>
    RowsDeleted = 3,

    /// <summary>No connected system waits, and everybody who had been given data has been told. Nothing is left to do.</summary>
    Done = 4,
}

/// <summary>The erasure of a person: where it stands. Ids and moments alone.</summary>
internal sealed class ErasureRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>Random, so that nobody guesses it: whoever holds it reads the receipt without a login.</summary>
    public Guid ReceiptId { get; set; }

    public ErasureReason Reason { get; set; }

    /// <summary>Id of the API key or staff account; <c>self</c> for the person.</summary>
    public string AskedBy { get; set; } = "";

    public DateTimeOffset AskedAt { get; set; }
    public ErasureStep Step { get; set; }

    /// <summary>The fact that is the receipt; null until it is committed.</summary>
    public Guid? FactId { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>When no key of the person's was left but those of what must be kept; null until then.</summary>
    public DateTimeOffset? KeysDestroyedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Not before this it is gone on with.</summary>
    public DateTimeOffset DueAt { get; set; }

    public ErasureRow Copy() => (ErasureRow)MemberwiseClone();
}

/// <summary>Whose erasure a receipt is of. Bucket of the receipt's id.</summary>
internal sealed class ErasureReceiptRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid ReceiptId { get; set; }
    public Guid SubjectId { get; set; }
}

/// <summary>A recipient that must be told of an erasure.</summary>
internal sealed class ErasureNoticeRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>Id of the recipient or party, as the pack has it.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>
    /// Ids of the newest disclosures to it, separated by spaces: by them it knows of whom we speak. Emptied once it has been told.
    /// </summary>
    public string Disclosures { get; set; } = "";

    public int Attempts { get; set; }
    public DateTimeOffset? ToldAt { get; set; }
}

internal sealed class ErasureMapping : IEntityTypeConfiguration<ErasureRow>
{
    public void Configure(EntityTypeBuilder<ErasureRow> builder)
    {
        builder.ToTable("erasure").HasKey(row => new { row.Bucket, row.SubjectId });
        builder.HasIndex(row => new { row.Bucket, row.Step, row.DueAt });
    }
}

internal sealed class ErasureReceiptMapping : IEntityTypeConfiguration<ErasureReceiptRow>
{
    public void Configure(EntityTypeBuilder<ErasureReceiptRow> builder) =>
        builder.ToTable("erasure_receipt").HasKey(row => new { row.Bucket, row.ReceiptId });
}

internal sealed class ErasureNoticeMapping : IEntityTypeConfiguration<ErasureNoticeRow>
{
    public void Configure(EntityTypeBuilder<ErasureNoticeRow> builder)
    {
        builder.ToTable("erasure_notice").HasKey(row => new { row.Bucket, row.SubjectId, row.Recipient });
        builder.HasIndex(row => new { row.Bucket, row.ToldAt });
    }
}
