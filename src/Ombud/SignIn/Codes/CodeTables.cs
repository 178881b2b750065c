using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.SignIn.Codes.SignInCodeMapping, Ombud.SignIn.Codes.SignInCodeRow>]

namespace Ombud.SignIn.Codes;

/// <summary>
/// A sign-in code that was asked for. Neither the code nor the address stands in it, only keyed hashes.
/// </summary>
internal sealed class SignInCodeRow
{
    /// <summary>Bucket of the address's hash.</summary>
    public short Bucket { get; set; }

    public Guid CodeId { get; set; }

    /// <summary>By which requests for one address are counted; under a key of its own, so that it joins nothing.</summary>
    public byte[] AddressHash { get; set; } = [];

    /// <summary>Keyed hash of the network it was asked from, by which requests are counted too.</summary>
    public byte[] NetworkHash { get; set; } = [];

    /// <summary>Hash over this row, the browser's secret and the code.</summary>
    public byte[] CodeHash { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public int Tries { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Whether the limit was reached: the row is like any other but its code is never sent.</summary>
    public bool IsWithheld { get; set; }
}

internal sealed class SignInCodeMapping : IEntityTypeConfiguration<SignInCodeRow>
{
    public void Configure(EntityTypeBuilder<SignInCodeRow> builder)
    {
        builder.ToTable("sign_in_code").HasKey(row => new { row.Bucket, row.CodeId });
        builder.HasIndex(row => new { row.Bucket, row.AddressHash, row.CreatedAt });
    }
}
