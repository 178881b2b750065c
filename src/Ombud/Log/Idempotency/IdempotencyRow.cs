using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Log.Idempotency.IdempotencyMapping, Ombud.Log.Idempotency.IdempotencyRow>]

namespace Ombud.Log.Idempotency;

/// <summary>A request that was answered, remembered for a day: keyed hashes, status and ids, never a value.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>Bucket of the key's hash.</summary>
    public short Bucket { get; set; }

    public byte[] KeyHash { get; set; } = [];
    public byte[] BodyHash { get; set; } = [];

    /// <summary>Status of the answer; 0 while the request runs by protocol and has fixed its ids alone.</summary>
    public short Status { get; set; }

    /// <summary>The ids it made, 16 bytes each.</summary>
    public byte[] Ids { get; set; } = [];

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency").HasKey(row => new { row.Bucket, row.KeyHash });
        builder.HasIndex(row => new { row.Bucket, row.ExpiresAt });
    }
}
