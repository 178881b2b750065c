using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.SignIn.Staff.StaffAccountMapping, Ombud.SignIn.Staff.StaffAccount>]
[assembly: Ombud.Database.Maps<Ombud.SignIn.Staff.StaffTokenMapping, Ombud.SignIn.Staff.StaffToken>]

namespace Ombud.SignIn.Staff;

/// <summary>A local account of the staff. Its user name is opaque; mail address and phone lie encrypted.</summary>
internal sealed class StaffAccount : IdentityUser<Guid>
{
    /// <summary>What it is there for, one of <see cref="Ombud.Shared.StaffRoles"/>.</summary>
    public string Roles { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A secret of an account, such as an authenticator's key; its value lies encrypted.</summary>
internal sealed class StaffToken : IdentityUserToken<Guid>;

internal sealed class StaffAccountMapping : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> builder)
    {
        builder.ToTable("staff_account").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(row => row.NormalizedUserName).IsUnique();
        builder.HasIndex(row => row.NormalizedEmail);
    }
}

internal sealed class StaffTokenMapping : IEntityTypeConfiguration<StaffToken>
{
    public void Configure(EntityTypeBuilder<StaffToken> builder)
    {
        builder.ToTable("staff_token").HasKey(row => new { row.UserId, row.LoginProvider, row.Name });
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
