using AngleSharp.Dom;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Ombud.Collection.Pages;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>A point's page as a person's browser gets it.</summary>
internal sealed record PointPageRead(CollectionPoint Point, string Language, IDocument Page)
{
    /// <summary>How it is named where something is amiss.</summary>
    public string Name => $"{Language} {Point.Id}";
}

/// <summary>The pages of all points that people fill in, signed in where a point demands it.</summary>
internal sealed class PointPages(
    OwnPages pages, NoticeBook notices, PersonSession sessions, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider time)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    // A person of whom nothing is stored: good for looking at a form.
    private readonly SubjectId _reader = SubjectId.New(time);

    public IReadOnlyList<CollectionPoint> Points => [.. notices.InForce()!.CollectionPoints.Where(PointView.IsForPeople)];

    public async IAsyncEnumerable<PointPageRead> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var point in Points)
        {
            foreach (var language in OwnPages.Languages)
            {
                var page = await pages.ReadAsync($"/{language}{FillInPoint.PathOf(point.Id)}", cancel, point.SignedIn ? Cookie() : null);
                yield return new PointPageRead(point, language, page);
            }
        }
    }

    private string Cookie()
    {
        var options = cookies.Get(Schemes.Person);
        var now = time.GetUtcNow();
        var ticket = new AuthenticationTicket(
            sessions.PrincipalOf(_reader), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Short }, Schemes.Person);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
