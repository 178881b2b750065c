using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Jobs.JobMapping, Ombud.Jobs.JobRow>]

namespace Ombud.Jobs;

/// <summary>Where a job stands. A finished one has no row: what it did is a fact.</summary>
internal enum JobState : byte
{
    Waiting = 0,

    /// <summary>Its handler said that trying again is of no use; stays until somebody looks at it.</summary>
    GivenUp = 1,
}

/// <summary>Work to be done later, in the bucket of whom it is about.</summary>
internal sealed class JobRow
{
    public short Bucket { get; set; }
    public Guid JobId { get; set; }

    /// <summary>The person it is about; null for work about nobody.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>Word of the handler.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Ids, counts and words for the handler; never a personal value, since it lies in clear.</summary>
    public string Payload { get; set; } = "";

    public JobState State { get; set; }

    /// <summary>From when on it may be taken.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was taken.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when its holder has it alone; after that anybody takes it over.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>Grows each time it is taken, so that a late holder can be told from the present one.</summary>
    public long Fence { get; set; }

    /// <summary>The runner that took it last.</summary>
    public Guid? Holder { get; set; }

    /// <summary>Why the last attempt failed: a code, never a message, which may repeat what somebody typed.</summary>
    public string? LastError { get; set; }
}

internal sealed class JobMapping : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> builder)
    {
        builder.ToTable("job").HasKey(row => new { row.Bucket, row.JobId });
        builder.HasIndex(row => new { row.Bucket, row.SubjectId });
        builder.HasIndex(row => new { row.Bucket, row.State, row.DueAt });
    }
}
