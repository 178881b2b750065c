using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.SignIn.ApiKeys.ApiKeyMapping, Ombud.SignIn.ApiKeys.ApiKeyRow>]

namespace Ombud.SignIn.ApiKeys;

/// <summary>An API key: what it may do, and a hash of its secret.</summary>
internal sealed class ApiKeyRow
{
    public Guid KeyId { get; set; }

    /// <summary>What the operator calls it.</summary>
    public string Name { get; set; } = "";

    public byte[] Hash { get; set; } = [];

    /// <summary>Ids of controllers, separated by spaces; <c>*</c> for all.</summary>
    public string Controllers { get; set; } = "";

    /// <summary>Ids of purposes, separated by spaces; <c>*</c> for all.</summary>
    public string Purposes { get; set; } = "";

    /// <summary>Words of actions, separated by spaces; <c>*</c> for all.</summary>
    public string Actions { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_key").HasKey(row => row.KeyId);
        builder.Property(row => row.KeyId).ValueGeneratedNever();
    }
}
