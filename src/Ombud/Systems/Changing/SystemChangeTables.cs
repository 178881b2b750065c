using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Systems.Changing.SystemChangeMapping, Ombud.Systems.Changing.SystemChangeRow>]

namespace Ombud.Systems.Changing;

/// <summary>What a connected system is to take.</summary>
public enum SystemChangeKind : byte
{
    /// <summary>A value was corrected.</summary>
    Correction = 0,

    /// <summary>The person's data was restricted.</summary>
    Restriction = 1,

    /// <summary>The restriction was lifted.</summary>
    Lifting = 2,
}

/// <summary>
/// How far a change of a living person's data is in a connected system. What is verified or done by hand has no row any more.
/// </summary>
public enum SystemChangeState : byte
{
    /// <summary>It is to be done: not tried yet, or the last try failed.</summary>
    Asked = 0,

    /// <summary>The system took it, and a second look still found something amiss, or something of which only a person can tell.</summary>
    Claimed = 1,
}

/// <summary>
/// A correction, a restriction or a lifting that a connected system has not taken yet. It goes once a second look found nothing amiss, when
/// staff note that they have seen to it there, and with the person when they are erased, whom the system then is asked to erase.
/// </summary>
internal sealed class SystemChangeRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }

    /// <summary>Which change it is; the same in all systems.</summary>
    public Guid ChangeId { get; set; }

    /// <summary>The system's id.</summary>
    public string System { get; set; } = "";

    public SystemChangeKind Kind { get; set; }

    /// <summary>Id of the form field that was corrected; empty at a restriction.</summary>
    public string Field { get; set; } = "";

    /// <summary>The wrong and the right value, sealed under a key of this change's own; empty at a restriction.</summary>
    public byte[] Sealed { get; set; } = [];

    public SystemChangeState State { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>At which table the last try failed; null where it failed at none.</summary>
    public string? ProblemTable { get; set; }

    /// <summary>What whoever runs the system can do; holds no value of anybody's. Null before the first try.</summary>
    public string? Problem { get; set; }
}

internal sealed class SystemChangeMapping : IEntityTypeConfiguration<SystemChangeRow>
{
    public void Configure(EntityTypeBuilder<SystemChangeRow> builder) =>
        builder.ToTable("system_change").HasKey(row => new { row.Bucket, row.SubjectId, row.ChangeId, row.System });
}
