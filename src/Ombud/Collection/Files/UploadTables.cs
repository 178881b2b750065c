using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Collection.Files.UploadMapping, Ombud.Collection.Files.UploadRow>]
[assembly: Ombud.Database.Maps<Ombud.Collection.Files.UploadChunkMapping, Ombud.Collection.Files.UploadChunkRow>]

namespace Ombud.Collection.Files;

/// <summary>A file that was uploaded and waits, for an hour at most, for the submission it belongs to.</summary>
internal sealed class UploadRow
{
    /// <summary>Bucket of the upload's id: it belongs to nobody yet.</summary>
    public short Bucket { get; set; }

    public Guid UploadId { get; set; }

    /// <summary>Keyed hash of who uploaded it; nobody else can refer to it.</summary>
    public byte[] ScopeHash { get; set; } = [];

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Number of encrypted pieces.</summary>
    public int Chunks { get; set; }

    /// <summary>The file's name, encrypted.</summary>
    public byte[] Sealed { get; set; } = [];
}

/// <summary>One encrypted piece of an uploaded file.</summary>
internal sealed class UploadChunkRow
{
    public short Bucket { get; set; }
    public Guid UploadId { get; set; }
    public int Position { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class UploadMapping : IEntityTypeConfiguration<UploadRow>
{
    public void Configure(EntityTypeBuilder<UploadRow> builder)
    {
        builder.ToTable("upload").HasKey(row => new { row.Bucket, row.UploadId });
        builder.HasIndex(row => new { row.Bucket, row.ExpiresAt });
    }
}

internal sealed class UploadChunkMapping : IEntityTypeConfiguration<UploadChunkRow>
{
    public void Configure(EntityTypeBuilder<UploadChunkRow> builder) =>
        builder.ToTable("upload_chunk").HasKey(row => new { row.Bucket, row.UploadId, row.Position });
}
