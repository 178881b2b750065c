using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Cookies;
using Ombud.SignIn.Pages;

namespace Ombud.SignIn.People;

/// <summary>The session of a signed-in person: a cookie with ids and moments, nothing else about them.</summary>
internal sealed class PersonSession(CookieRules rules, TimeProvider time, Db db)
    : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string FreshUntil = "ombud:fresh-until";
    public const string SignedInAt = "ombud:signed-in-at";
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    /// <summary>Who it is, and that a code was entered just now.</summary>
    public ClaimsPrincipal PrincipalOf(SubjectId subject)
    {
        var now = time.GetUtcNow();
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, subject.ToString()),
                new Claim(SignedInAt, Text(now)),
                new Claim(FreshUntil, Text(now + FreshFor)),
            ],
            Schemes.Person));
    }

    /// <summary>The signed-in person of a principal, or null.</summary>
    public static SubjectId? SubjectOf(ClaimsPrincipal principal) =>
        IdentityOf(principal)?.FindFirst(ClaimTypes.NameIdentifier) is { } claim
            && Guid.TryParseExact(claim.Value, "N", out var id)
            ? new SubjectId(id)
            : null;

    /// <summary>A moment that the session carries, or null.</summary>
    public static DateTimeOffset? MomentOf(ClaimsPrincipal principal, string claim) =>
        long.TryParse(IdentityOf(principal)?.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name is not Schemes.Person)
            return;

        rules.Apply(options.Cookie, "person");
        options.ExpireTimeSpan = Length;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = RejectEndedAsync,
            OnRedirectToLogin = context => Redirects.To(context, "/sign-in"),
            // Signed in, but the code was entered too long ago: asked for another.
            OnRedirectToAccessDenied = context => Redirects.To(context, "/sign-in"),
        };
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    private static ClaimsIdentity? IdentityOf(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity.AuthenticationType is Schemes.Person);

    private static string Text(DateTimeOffset moment) =>
        moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    // A session must not outlive its person, nor a break-in that was told.
    private async Task RejectEndedAsync(CookieValidatePrincipalContext context)
    {
        var cancel = context.HttpContext.RequestAborted;
        await using var connection = await db.OpenAsync(cancel);
        if (SubjectOf(context.Principal!) is { } subject
            && await Standings.ReadAsync(connection, null, subject, cancel) is not { IsErased: true }
            && !(MomentOf(context.Principal!, SignedInAt) <= await EndedAtAsync(connection, subject, cancel)))
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Person);
    }

    private static async Task<DateTimeOffset?> EndedAtAsync(DbConnection connection, SubjectId subject, CancellationToken cancel)
    {
        await using var select = connection.Command(
            "select sessions_ended_at from subject where bucket = @bucket and subject_id = @subject")
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        return await select.ExecuteScalarAsync(cancel) is long ended ? Micros.ToMoment(ended) : null;
    }
}
