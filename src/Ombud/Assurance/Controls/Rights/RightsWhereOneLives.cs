using AngleSharp.Dom;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Collection.Facts;
using Ombud.Layout;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Law;

namespace Ombud.Assurance.Controls.Rights;

/// <summary>
/// Somebody made up says where they live, and moves: their own page leads to the rights and deadlines of that place and of no other,
/// their report names those rights, and a request of theirs runs by those deadlines.
/// </summary>
internal sealed class RightsWhereOneLives(
    CanaryPlanter canaries, CanaryCases cases, CaseView view, Ledger ledger, OwnReport report, OwnPages pages, PersonCookies cookies,
    NoticeBook notices, LegalData law, Countries countries) : IControl
{
    private static readonly string[] Residences = ["SE", "CH", "GB", "US-CA", "US"];

    public string Id => "rights-where-one-lives";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = await canaries.MeetAsync(canaries.Points.First(), async canary =>
        {
            var found = new List<string>();
            foreach (var residence in Residences)
            {
                await ledger.AppendAsync(canary.Subject, new ResidenceStated(residence), cancel);
                foreach (var language in Language.All)
                    found.AddRange(await LookAsync(canary, residence, language, cancel));
                found.AddRange(await cases.WithAsync(CaseKind.Access, residence, notices.InForce()!.Parties[0],
                    one => Task.FromResult(ClocksOf(one.File, residence)), cancel, person: canary.Subject));
            }
            return found;
        }, cancel);
        return Measurement.Of(amiss,
            $"den som bor på {Residences.Length} ställen erbjuds rättigheterna och tidsfristerna där, och inga andra",
            $"who lives in {Residences.Length} places is offered the rights and deadlines there, and no others");
    }

    private async Task<IEnumerable<string>> LookAsync(Canary canary, string residence, Language language, CancellationToken cancel)
    {
        var (amiss, where) = (new List<string>(), $"{language} {residence}");
        var own = await pages.ReadAsync(language.Path("/my-data"), cancel, cookies.Of(canary.Subject));
        var path = language.Path(ListRights.Path);
        if (own.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).FirstOrDefault(
            link => link?.StartsWith(path + "?", StringComparison.Ordinal) is true) is not { } offered)
            return [$"{where} not offered"];

        var page = await pages.ReadAsync(offered, cancel);
        var rights = ListRights.For(notices.InForce()!, law, countries, residence, notices.Today);
        var shown = page.QuerySelectorAll("tbody tr").Select(row => row.Id ?? "").ToHashSet(StringComparer.Ordinal);
        var expected = rights.SelectMany(regime => regime.Rights.Select(right => $"{regime.Id}-{right.Id}"))
            .Concat(DeadlinesOf(residence).Select(deadline => $"time-{deadline.Id}")).ToHashSet(StringComparer.Ordinal);
        if (rights.Count == 0 || !shown.SetEquals(expected))
            amiss.Add($"{where} page");
        amiss.AddRange(DeadlinesOf(residence).Where(deadline =>
            page.GetElementById($"time-{deadline.Id}")?.TextContent.Contains(
                AnswerTimes.Within(deadline, language), StringComparison.Ordinal) is not true)
            .Select(deadline => $"{where} {deadline.Id}"));
        var told = (await report.ReadAsync(canary.Subject, language.Code, cancel)).Body!.TextContent;
        amiss.AddRange(rights.SelectMany(regime => regime.Rights).DistinctBy(right => right.Id, StringComparer.Ordinal)
            .Where(right => !told.Contains(right.Law, StringComparison.Ordinal)).Select(right => $"{where} report {right.Id}"));
        return amiss;
    }

    private IReadOnlyList<string> ClocksOf(CaseFile file, string residence)
    {
        var clocks = view.Of(file).Clocks.All.Select(clock => clock.Deadline.Id).ToHashSet(StringComparer.Ordinal);
        var events = CaseDeadlines.EventsOf(file.State.Kind);
        return [.. DeadlinesOf(residence).Where(deadline => events.Contains(deadline.Event, StringComparer.Ordinal)
            && !clocks.Contains(deadline.Id)).Select(deadline => $"{residence} {deadline.Id}")];
    }

    private IReadOnlyList<Deadline> DeadlinesOf(string residence) => AnswerTimes.For(law, countries, residence, notices.Today);
}
