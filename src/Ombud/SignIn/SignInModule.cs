using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Ombud.Database;
using Ombud.Database.Locking;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.Codes;
using Ombud.SignIn.Cookies;
using Ombud.SignIn.Pages;
using Ombud.SignIn.People;
using Ombud.SignIn.Staff;

namespace Ombud.SignIn;

/// <summary>Who is asking: people by codes, staff by accounts, applications by keys.</summary>
internal static class SignInModule
{
    // An address, a code or a password: nothing that is sent here is longer.
    private const int FormMax = 16 * 1024;

    public static IServiceCollection AddSignIn(this IServiceCollection services, RateLimits limits)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddCookieKeys();
        services.AddAuthentications();
        services.AddPeople();
        services.AddStaff();
        services.AddSingleton(FactType.Of("api-key.made", () => ApiKeyFactsJson.Default.ApiKeyMade));
        services.AddSingleton(FactType.Of("api-key.revoked", () => ApiKeyFactsJson.Default.ApiKeyRevoked));
        services.AddSingleton<ApiKeyRing>();
        services.AddScoped(provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<ApiCaller>()
            ?? throw new InvalidOperationException("The endpoint must demand Access.Api."));
        services.AddSingleton(provider => new FirstStart(
            provider.GetRequiredService<StorageOptions>(), provider.GetRequiredService<Db>(),
            provider.GetService<TextWriter>() ?? Console.Out));
        services.AddSingleton(limits);
        services.AddRateLimiter(limits.Configure);
        return services;
    }

    /// <summary>Makes what a new installation needs before it serves: the first account and the first key.</summary>
    public static async Task PrepareSignInAsync(this IServiceProvider services, CancellationToken cancel)
    {
        var firstStart = services.GetRequiredService<FirstStart>();
        if (await firstStart.IsPastAsync(cancel))
            return;

        // Of several processes that start at once one makes them, and the others find them made.
        await using var only = await StartLock.TakeAsync(
            services.GetRequiredService<Db>(), services.GetRequiredService<StorageOptions>(), "first-start", cancel);
        if (await firstStart.IsPastAsync(cancel))
            return;
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstOfficer>().CreateAsync(cancel);
        await services.GetRequiredService<ApiKeyRing>().CreateFirstAsync(firstStart, cancel);
    }

    /// <summary>
    /// Who is asking, how often, whether they may, and whether the form was ours: before everything that is mapped.
    /// </summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseScopeDemands();
        app.UseAntiforgery();
    }

    public static void MapSignIn(this WebApplication app)
    {
        var pages = app.MapGroup(PageLanguage.Prefix).ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(FormMax));
        AskCode.Map(pages);
        EnterCode.Map(pages);
        SignOut.Map(pages);
        SignInStaff.Map(pages);
    }

    private static void AddCookieKeys(this IServiceCollection services)
    {
        services.AddSingleton<CookieRules>();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider =>
            provider.GetRequiredService<CookieRules>());
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            provider.GetRequiredService<DataProtectionKeys>());
        services.AddDataProtection().SetApplicationName("ombud");
        // It warns that keys lie unencrypted, since it cannot see that the repository encrypts them.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddAntiforgery();
    }

    private static void AddAuthentications(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, PersonSession>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, StaffSession>();
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Schemes.Person)
            .AddCookie(Schemes.Staff)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.ApiKey, configureOptions: null);
        services.AddSingleton<IAuthorizationHandler, FreshCodeHandler>();
        services.AddSingleton<IAuthorizationHandler, StaffHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Access.Person, policy =>
                policy.AddAuthenticationSchemes(Schemes.Person).RequireAuthenticatedUser())
            .AddPolicy(Access.FreshCode, policy => policy
                .AddAuthenticationSchemes(Schemes.Person).RequireAuthenticatedUser()
                    .AddRequirements(new FreshCodeRequirement()))
            .AddPolicy(Access.Staff, policy =>
                policy.AddAuthenticationSchemes(Schemes.Staff).RequireAuthenticatedUser().AddRequirements(new StaffRequirement()))
            .AddPolicy(Access.Api, policy =>
                policy.AddAuthenticationSchemes(Schemes.ApiKey).RequireAuthenticatedUser());
    }

    private static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("identifier.proved", () => PeopleJson.Default.IdentifierProved));
        services.AddSingleton(FactType.Of("sessions.ended", () => PeopleJson.Default.SessionsEnded));
        services.AddSingleton<EndSessions>();
        services.AddSingleton<SignInCodes>();
        services.AddSingleton<CodeCookie>();
        services.AddSingleton<AddressHash>();
        services.AddSingleton<IForgetsAddress, ForgetCodes>();
        services.AddSingleton<ISweep, CodeSweep>();
        services.AddSingleton<ISweep, ProvedSweep>();
        services.AddSingleton<SubjectContacts>();
        services.AddSingleton<ProveAddress>();
        services.AddSingleton<PersonSession>();
        services.AddScoped<CurrentPerson>();
    }

    private static string SchemeOf(HttpContext http)
    {
        if (http.Request.Headers.Authorization.ToString().StartsWith(
            ApiKeyHandler.Bearer, StringComparison.OrdinalIgnoreCase))
            return Schemes.ApiKey;

        var path = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path is ["console", ..] or [_, "console", ..] ? Schemes.Staff : Schemes.Person;
    }
}
