using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.SignIn.Staff;

/// <summary>Makes the one account of a new installation.</summary>
internal sealed class FirstOfficer(
    OmbudContext context, UserManager<StaffAccount> accounts, FirstStart firstStart, TimeProvider time)
{
    public const string UserName = "officer";

    // Without letters and digits that are taken for each other.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>24 letters and digits in groups: 120 bits.</summary>
    public static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 6)));

    /// <summary>Makes it where there is none; one process at a time.</summary>
    public async Task CreateAsync(CancellationToken cancel)
    {
        if (await context.Set<StaffAccount>().AnyAsync(cancel))
            return;

        var password = NewPassword();
        await firstStart.AddAsync($"Console, user name {UserName}, password", password, cancel);
        var now = time.GetUtcNow();
        var officer = new StaffAccount
        {
            Id = Guid.CreateVersion7(now), UserName = UserName, CreatedAt = now, Roles = StaffRoles.Officer,
        };
        var result = await accounts.CreateAsync(officer, password);
        if (!result.Succeeded)
            throw new InvalidOperationException("The first account could not be made: " + result.Errors.First().Code);
    }
}
