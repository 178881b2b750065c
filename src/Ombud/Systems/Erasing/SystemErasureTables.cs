using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Shared;

[assembly: Ombud.Database.Maps<Ombud.Systems.Erasing.SystemErasureMapping, Ombud.Systems.Erasing.SystemErasureRow>]
[assembly: Ombud.Database.Maps<Ombud.Systems.Erasing.SystemPersonMapping, Ombud.Systems.Erasing.SystemPersonRow>]

namespace Ombud.Systems.Erasing;

/// <summary>How far a person's erasure is in a connected system.</summary>
public enum SystemErasureState : byte
{
    /// <summary>It is to be done: not tried yet, or the last try failed.</summary>
    Asked = 0,

    /// <summary>The system took it, and a second look still found something.</summary>
    Claimed = 1,

    /// <summary>A second look found nothing that should be gone.</summary>
    Verified = 2,

    /// <summary>A person noted that they had erased there by hand: nobody looked again.</summary>
    ByHand = 3,

    /// <summary>A person noted that nothing was there: nobody looked again.</summary>
    NothingFound = 4,

    /// <summary>A person noted that a law requires the data to be kept there: it was not erased.</summary>
    KeptByLaw = 5,

    /// <summary>A person noted that the data is needed there for legal claims: it was not erased.</summary>
    KeptForClaims = 6,
}

/// <summary>A person's erasure in one connected system: where it stands. Ids, moments, counts and what to do.</summary>
internal sealed class SystemErasureRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>The system's id.</summary>
    public string System { get; set; } = "";

    public SystemErasureState State { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Not before this it is tried again.</summary>
    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>When a second look found nothing, or somebody noted it as done by hand; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>At which table the last try failed or found something left; null where none did.</summary>
    public string? ProblemTable { get; set; }

    /// <summary>What whoever runs the system can do; holds no value of anybody's. Null where nothing is wrong.</summary>
    public string? Problem { get; set; }
}

/// <summary>
/// By what an erased person is found in connected systems, sealed under a key of its own: key and row go as soon as no
/// system waits.
/// </summary>
internal sealed class SystemPersonRow : IOutlivesErasure
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class SystemErasureMapping : IEntityTypeConfiguration<SystemErasureRow>
{
    public void Configure(EntityTypeBuilder<SystemErasureRow> builder)
    {
        builder.ToTable("system_erasure").HasKey(row => new { row.Bucket, row.SubjectId, row.System });
        builder.HasIndex(row => new { row.Bucket, row.EndedAt });
    }
}

internal sealed class SystemPersonMapping : IEntityTypeConfiguration<SystemPersonRow>
{
    public void Configure(EntityTypeBuilder<SystemPersonRow> builder) =>
        builder.ToTable("system_person").HasKey(row => new { row.Bucket, row.SubjectId });
}
