using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace Ombud.SignIn.Cookies;

/// <summary>How our cookies are named and kept.</summary>
/// <remarks>
/// <c>__Host-</c> makes browsers refuse a cookie that is not secure, not ours alone or not for the whole site. In
/// Development on plain HTTP browsers would drop it, so that there the name goes without.
/// </remarks>
internal sealed class CookieRules(IHostEnvironment environment) : IConfigureOptions<AntiforgeryOptions>
{
    public string NameOf(string word) => environment.IsDevelopment() ? "ombud-" + word : "__Host-ombud-" + word;

    public CookieSecurePolicy Secure =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

    /// <summary>Names a cookie and closes it to scripts, other sites and plain HTTP.</summary>
    public void Apply(CookieBuilder cookie, string word)
    {
        cookie.Name = NameOf(word);
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = Secure;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    /// <summary>The same for a cookie set by hand.</summary>
    public CookieOptions For(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = !environment.IsDevelopment() || http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        MaxAge = age,
    };

    public void Configure(AntiforgeryOptions options) => Apply(options.Cookie, "form");
}
