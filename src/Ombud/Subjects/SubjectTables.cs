using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Subjects.SubjectMapping, Ombud.Subjects.SubjectRow>]
[assembly: Ombud.Database.Maps<Ombud.Subjects.LookupMapping, Ombud.Subjects.LookupRow>]
[assembly: Ombud.Database.Maps<Ombud.Subjects.ProvedIdentifierMapping, Ombud.Subjects.ProvedIdentifierRow>]
[assembly: Ombud.Database.Maps<Ombud.Subjects.SubjectHashMapping, Ombud.Subjects.SubjectHashRow>]
[assembly: Ombud.Database.Maps<Ombud.Subjects.SubjectLinkMapping, Ombud.Subjects.SubjectLinkRow>]

namespace Ombud.Subjects;

/// <summary>A person, by id alone.</summary>
internal sealed class SubjectRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Whether it is a made-up person of a control, left out of counts and mailings.</summary>
    public bool IsCanary { get; set; }

    /// <summary>Sessions that began then or before are over; null where none was ever ended so.</summary>
    public DateTimeOffset? SessionsEndedAt { get; set; }
}

/// <summary>A keyed hash of an identifier that somebody gave. Not proved, not unique, joins nothing.</summary>
internal sealed class LookupRow
{
    /// <summary>Bucket of the hash.</summary>
    public short Bucket { get; set; }

    public byte[] Hash { get; set; } = [];
    public byte Kind { get; set; }
    public int KeyVersion { get; set; }
    public Guid SubjectId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Until the person's bucket has committed its fact; a sweeper clears what stays so.</summary>
    public bool IsProvisional { get; set; }
}

/// <summary>A proved identifier: the only uniqueness across persons.</summary>
internal sealed class ProvedIdentifierRow
{
    /// <summary>Bucket of the hash.</summary>
    public short Bucket { get; set; }

    public byte[] Hash { get; set; } = [];
    public byte Kind { get; set; }
    public int KeyVersion { get; set; }
    public Guid SubjectId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Until the person's bucket has committed that it was proved; a sweeper clears what stays so.</summary>
    public bool IsProvisional { get; set; }
}

/// <summary>The person's own list of their hashes, so that an erasure finds them all.</summary>
internal sealed class SubjectHashRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public byte[] Hash { get; set; } = [];
    public byte Kind { get; set; }
}

/// <summary>A link between two persons, such as a job seeker and a referee they named; stands at both.</summary>
internal sealed class SubjectLinkRow
{
    /// <summary>How a person is linked to one whom they have taken in.</summary>
    public const string JoinedFrom = "joined-from";

    /// <summary>How one who was joined is linked to the person that lives on.</summary>
    public const string MovedTo = "moved-to";

    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid OtherId { get; set; }

    /// <summary>What the other is to this one: a kind of person, or what joining made them.</summary>
    public string Relation { get; set; } = "";

    public DateTimeOffset At { get; set; }
}

internal sealed class SubjectMapping : IEntityTypeConfiguration<SubjectRow>
{
    public void Configure(EntityTypeBuilder<SubjectRow> builder) =>
        builder.ToTable("subject").HasKey(row => new { row.Bucket, row.SubjectId });
}

internal sealed class LookupMapping : IEntityTypeConfiguration<LookupRow>
{
    public void Configure(EntityTypeBuilder<LookupRow> builder) =>
        builder.ToTable("lookup").HasKey(row => new { row.Bucket, row.Hash, row.Kind, row.SubjectId });
}

internal sealed class ProvedIdentifierMapping : IEntityTypeConfiguration<ProvedIdentifierRow>
{
    public void Configure(EntityTypeBuilder<ProvedIdentifierRow> builder) =>
        builder.ToTable("proved_identifier").HasKey(row => new { row.Bucket, row.Hash, row.Kind });
}

internal sealed class SubjectHashMapping : IEntityTypeConfiguration<SubjectHashRow>
{
    public void Configure(EntityTypeBuilder<SubjectHashRow> builder) =>
        builder.ToTable("subject_hash").HasKey(row => new { row.Bucket, row.SubjectId, row.Hash, row.Kind });
}

internal sealed class SubjectLinkMapping : IEntityTypeConfiguration<SubjectLinkRow>
{
    public void Configure(EntityTypeBuilder<SubjectLinkRow> builder) =>
        builder.ToTable("subject_link").HasKey(row => new { row.Bucket, row.SubjectId, row.OtherId, row.Relation });
}
