using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>The cookie with which somebody made up is signed in, for the few minutes that a control reads their pages.</summary>
internal sealed class PersonCookies(PersonSession sessions, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider time)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    /// <summary>The header's value for a person.</summary>
    public string Of(SubjectId person)
    {
        var options = cookies.Get(Schemes.Person);
        var now = time.GetUtcNow();
        var ticket = new AuthenticationTicket(
            sessions.PrincipalOf(person), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Short }, Schemes.Person);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
