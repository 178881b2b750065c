using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Ombud.Database;

namespace Ombud.SignIn.Staff;

/// <summary>
/// Accounts in our own tables: personal data and authenticators encrypted, roles in the account's row.
/// </summary>
/// <remarks>Without its gate: accounts are written rarely, and SQLite's own waiting does.</remarks>
internal sealed class StaffStore(
    OmbudContext context, IPersonalDataProtector protector, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<StaffAccount, OmbudContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>,
        StaffToken>(context, describer)
{
    public override Task SetEmailAsync(
        StaffAccount user, string? email, CancellationToken cancellationToken = default) =>
        base.SetEmailAsync(user, Seal(email), cancellationToken);

    public override async Task<string?> GetEmailAsync(
        StaffAccount user, CancellationToken cancellationToken = default) =>
        Open(await base.GetEmailAsync(user, cancellationToken));

    public override Task SetPhoneNumberAsync(
        StaffAccount user, string? phoneNumber, CancellationToken cancellationToken = default) =>
        base.SetPhoneNumberAsync(user, Seal(phoneNumber), cancellationToken);

    public override async Task<string?> GetPhoneNumberAsync(
        StaffAccount user, CancellationToken cancellationToken = default) =>
        Open(await base.GetPhoneNumberAsync(user, cancellationToken));

    public override Task SetTokenAsync(
        StaffAccount user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, Seal(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(
        StaffAccount user, string loginProvider, string name, CancellationToken cancellationToken) =>
        Open(await base.GetTokenAsync(user, loginProvider, name, cancellationToken));

    public override Task<IList<Claim>> GetClaimsAsync(
        StaffAccount user, CancellationToken cancellationToken = default) =>
        Task.FromResult<IList<Claim>>(
        [
            .. user.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(role => new Claim(ClaimTypes.Role, role)),
        ]);

    private string? Seal(string? text) => text is null ? null : protector.Protect(text);

    private string? Open(string? sealedText) => sealedText is null ? null : protector.Unprotect(sealedText);
}
