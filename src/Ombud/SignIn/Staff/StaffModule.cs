using Microsoft.AspNetCore.Identity;
using Ombud.Log;

namespace Ombud.SignIn.Staff;

internal static class StaffModule
{
    private const int HashIterations = 210_000;

    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffAccount>(options =>
            {
                options.Stores.ProtectPersonalData = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                // Length is what counts; rules about kinds of characters make passwords worse (NIST SP 800-63B).
                options.Password.RequiredLength = 14;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<StaffStore>()
            .AddSignInManager()
            .AddPersonalDataProtection<StaffProtector, StaffProtector>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddScoped<StaffSignIn>();
        services.AddScoped<FirstOfficer>();
        services.AddScoped<AddStaff>();
        services.AddSingleton<StaffCount>();
        services.AddSingleton(FactType.Of("staff.added", () => StaffFactsJson.Default.StaffAdded));
        services.AddSingleton(new UnknownAccount(HashIterations));
        return services;
    }
}
