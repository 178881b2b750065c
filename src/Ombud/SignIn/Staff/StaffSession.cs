using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ombud.SignIn.Cookies;
using Ombud.SignIn.Pages;

namespace Ombud.SignIn.Staff;

/// <summary>The session of signed-in staff; it ends at once when the account's password changes.</summary>
internal sealed class StaffSession(CookieRules rules) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(8);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name is not Schemes.Staff)
            return;

        rules.Apply(options.Cookie, "staff");
        options.ExpireTimeSpan = Length;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = context => Redirects.To(context, "/console/sign-in"),
            OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            },
        };
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    // Identity's own validator signs out of schemes that are not there, and looks only every half hour.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<StaffAccount>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is not null)
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Staff);
    }
}

/// <summary>Signs staff in and tells nobody whether an account exists.</summary>
internal sealed class StaffSignIn(
    UserManager<StaffAccount> accounts, SignInManager<StaffAccount> signIn,
        IUserClaimsPrincipalFactory<StaffAccount> principals,
    IPasswordHasher<StaffAccount> hasher, UnknownAccount unknown)
{
    /// <summary>Signs in, with the cookie, where name and password fit and the account is not locked.</summary>
    public async Task<bool> TryAsync(HttpContext http, string name, string password)
    {
        var account = await accounts.FindByNameAsync(name);
        if (account is null || await accounts.IsLockedOutAsync(account))
        {
            // The same work as for an account that exists and is not locked: the time tells neither.
            hasher.VerifyHashedPassword(account ?? unknown.Account, account?.PasswordHash ?? unknown.PasswordHash, password);
            return false;
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
            return false;

        await http.SignInAsync(Schemes.Staff, await principals.CreateAsync(account));
        return true;
    }
}

/// <summary>An account that nobody has, against which passwords for unknown names are tried.</summary>
internal sealed class UnknownAccount(int iterations)
{
    private const int SaltLength = 16, KeyLength = 32;
    private const int HmacSha512 = 2;

    // Identity's own format (version 3) over random bytes: trying a password costs what it costs for anybody, and fits none.
    public string PasswordHash { get; } = Convert.ToBase64String([
        1, .. BigEndian(HmacSha512), .. BigEndian(iterations), .. BigEndian(SaltLength),
        .. RandomNumberGenerator.GetBytes(SaltLength + KeyLength)]);

    public StaffAccount Account { get; } = new();

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
