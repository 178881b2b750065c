using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Mail.OutboxMapping, Ombud.Mail.OutboxRow>]

namespace Ombud.Mail;

/// <summary>Where a mail stands.</summary>
internal enum MailState : byte
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Not sent, since its time had passed.</summary>
    Withheld = 2,

    /// <summary>Refused for good by the recipient's server.</summary>
    Refused = 3,
}

/// <summary>A mail that waits or has just been sent. Address, subject and text lie in it encrypted only.</summary>
internal sealed class OutboxRow
{
    public short Bucket { get; set; }
    public Guid MailId { get; set; }

    /// <summary>The person it is about, under whose key it lies; null under the installation's key.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>Keyed hash of the address of a letter about nobody yet, in whose bucket it then lies.</summary>
    public byte[]? AddressHash { get; set; }

    public MailState State { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when on it is not sent any more.</summary>
    public DateTimeOffset SendBefore { get; set; }

    /// <summary>When it was sent, withheld or refused.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The job that sends it, in the same bucket.</summary>
    public Guid JobId { get; set; }

    public byte[] Sealed { get; set; } = [];
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox").HasKey(row => new { row.Bucket, row.MailId });
        builder.HasIndex(row => new { row.Bucket, row.SubjectId });
        builder.HasIndex(row => new { row.Bucket, row.AddressHash });
        builder.HasIndex(row => new { row.Bucket, row.State, row.SendBefore });
    }
}
