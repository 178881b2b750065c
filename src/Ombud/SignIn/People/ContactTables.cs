using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.SignIn.People.SubjectContactMapping, Ombud.SignIn.People.SubjectContactRow>]

namespace Ombud.SignIn.People;

/// <summary>Where a person who has proved it can be written to, encrypted under their key.</summary>
internal sealed class SubjectContactRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public byte Kind { get; set; }
    public DateTimeOffset ProvedAt { get; set; }
    public byte[] Sealed { get; set; } = [];

    /// <summary>Hash of the address by which sign-in codes and their letters are found.</summary>
    public byte[] AddressHash { get; set; } = [];
}

internal sealed class SubjectContactMapping : IEntityTypeConfiguration<SubjectContactRow>
{
    public void Configure(EntityTypeBuilder<SubjectContactRow> builder) =>
        builder.ToTable("subject_contact").HasKey(row => new { row.Bucket, row.SubjectId, row.Kind });
}
