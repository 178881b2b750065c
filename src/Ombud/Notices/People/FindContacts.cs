using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.Notices.People;

/// <summary>Find whom to turn to, by residence (promises <c>contact.us</c>, <c>contact.eea</c>, <c>rights.authority</c>).</summary>
internal static class FindContacts
{
    internal const string Path = "/contacts";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static Results<RazorComponentResult<ContactsPage>, NotFound> Handle(
        string? residence, NoticeBook book, Countries countries) =>
        book.InForce() is { } notice
            ? new RazorComponentResult<ContactsPage>(
                new { Notice = notice, Residence = countries.Find(residence)?.Id })
            : TypedResults.NotFound();

    /// <summary>Those who serve a country's residents: those who name it, or else those who serve every other.</summary>
    internal static IReadOnlyList<ContactPoint> For(NoticeVersion notice, string residence, Countries countries)
    {
        var country = countries.WholeOf(residence);
        ContactPoint[] naming = [.. notice.Contacts.Where(
            contact => contact.Residences.Any(place => place == residence || place == country))];
        return naming.Length > 0 ? naming : [.. notice.Contacts.Where(contact => contact.Residences.Count == 0)];
    }

    /// <summary>A contact in one line, as letters have it.</summary>
    internal static string LineOf(ContactPoint contact, string language) => string.Join(
        ", ", [contact.Name.In(language), .. contact.Address, .. contact.Email is { } email ? [email] : Array.Empty<string>()]);

    /// <summary>The authorities of a part of a country where it has its own, or else the country's.</summary>
    internal static IReadOnlyList<Authority> AuthoritiesOf(NoticeVersion notice, string residence, Countries countries)
    {
        Authority[] own = [.. notice.Authorities.Where(authority => authority.Country == residence)];
        var country = countries.WholeOf(residence);
        return own.Length > 0 ? own : [.. notice.Authorities.Where(authority => authority.Country == country)];
    }
}
