using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Policies.Deciding;
using Ombud.Shared;

[assembly: Ombud.Database.Maps<Ombud.Vault.RecordMapping, Ombud.Vault.RecordRow>]
[assembly: Ombud.Database.Maps<Ombud.Vault.ChunkMapping, Ombud.Vault.ChunkRow>]

namespace Ombud.Vault;

/// <summary>One value of one field of one person; the value itself is encrypted.</summary>
internal sealed class RecordRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid RecordId { get; set; }

    /// <summary>Id of the party that is controller.</summary>
    public string Controller { get; set; } = "";

    public byte Compartment { get; set; }

    /// <summary>Id of the kind of person as whom it was given.</summary>
    public string Kind { get; set; } = "";

    public string Category { get; set; } = "";
    public string Field { get; set; } = "";

    /// <summary>Id of the collection point; with the version it tells the purposes, which nothing widens.</summary>
    public string Point { get; set; } = "";

    public string NoticeVersion { get; set; } = "";
    public Guid SubmissionId { get; set; }

    /// <summary>Channel by which it came: web, phone, third-party, public and so on.</summary>
    public string Source { get; set; } = "";

    /// <summary>Another person who gave it, by id; null where it came from the person.</summary>
    public Guid? GivenBy { get; set; }

    public DateTimeOffset CollectedAt { get; set; }

    /// <summary>When it ends by its retention rule; null while the rule's event has not happened.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Id of the rule that determines the end.</summary>
    public string RetentionRule { get; set; } = "";

    /// <summary>How many holds name it; while any does, it does not end.</summary>
    public int Holds { get; set; }

    public int KeyVersion { get; set; }

    /// <summary>The encrypted value; for a file, its name, type and length.</summary>
    public byte[] Sealed { get; set; } = [];

    /// <summary>Number of encrypted chunks; 0 where it is no file.</summary>
    public int Chunks { get; set; }
}

/// <summary>One encrypted piece of a file.</summary>
internal sealed class ChunkRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid RecordId { get; set; }
    public int Position { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal static class RecordQueries
{
    /// <summary>A person's records but those that have ended and wait for the sweep.</summary>
    public static IQueryable<RecordRow> LiveOf(this IQueryable<RecordRow> rows, SubjectId subject, DateTimeOffset now)
    {
        var bucket = Bucket.Of(subject.Value);
        return rows.Where(row => row.Bucket == bucket && row.SubjectId == subject.Value
            && (row.EndsAt == null || row.EndsAt > now || row.Holds > 0));
    }
}

internal sealed class RecordMapping : IEntityTypeConfiguration<RecordRow>
{
    public void Configure(EntityTypeBuilder<RecordRow> builder)
    {
        builder.ToTable("record").HasKey(row => new { row.Bucket, row.SubjectId, row.RecordId });
        builder.HasIndex(row => new { row.Bucket, row.EndsAt });
    }
}

internal sealed class ChunkMapping : IEntityTypeConfiguration<ChunkRow>
{
    public void Configure(EntityTypeBuilder<ChunkRow> builder) =>
        builder.ToTable("record_chunk").HasKey(row => new { row.Bucket, row.SubjectId, row.RecordId, row.Position });
}
