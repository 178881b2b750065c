using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices.People;

/// <summary>See which rights one has where one lives (promise <c>rights.by-region</c>).</summary>
internal static class ListRights
{
    internal const string Path = "/rights";

    /// <summary>The regime for countries that no other regime names.</summary>
    private const string Elsewhere = "default";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static Results<RazorComponentResult<RightsPage>, NotFound> Handle(
        string? residence, NoticeBook book, LegalData law, Countries countries)
    {
        if (book.InForce() is not { } notice)
            return TypedResults.NotFound();

        var country = countries.Find(residence)?.Id;
        var shown = country is null ? notice.Rights : For(notice, law, countries, country, book.Today);
        IReadOnlyList<Deadline> times = country is null ? [] : AnswerTimes.For(law, countries, country, book.Today);
        return new RazorComponentResult<RightsPage>(new { Residence = country, Shown = shown, Times = times });
    }

    /// <summary>The rights under every regime that applies to a country's residents on a day.</summary>
    internal static IReadOnlyList<RegimeRights> For(
        NoticeVersion notice, LegalData law, Countries countries, string residence, DateOnly day)
    {
        string[] places = [residence, countries.WholeOf(residence)];
        var regimes = law.Regimes
            .Where(regime => regime.Members.Any(
                member => places.Contains(member.Country) && !(day < member.From) && !(day > member.Until)))
            .Select(regime => regime.Id)
            .ToHashSet(StringComparer.Ordinal);
        RegimeRights[] rights = [.. notice.Rights.Where(rights => regimes.Contains(rights.Regime))];
        return rights.Length > 0 ? rights : [.. notice.Rights.Where(rights => rights.Regime == Elsewhere)];
    }
}
