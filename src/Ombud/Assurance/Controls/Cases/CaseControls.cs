using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// A complaint of somebody in Sweden or Switzerland, to a company in the United States, is confirmed by letter at once and is to be
/// answered within 45 days.
/// </summary>
internal sealed class ComplaintsClocked(CanaryCases cases, NoticeBook notices) : IControl
{
    private const int DaysMax = 45;

    public string Id => "complaints-clocked";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties.First(party => party.Country.StartsWith("US", StringComparison.Ordinal));
        var amiss = new List<string>();
        foreach (var residence in new[] { "SE", "CH" })
            amiss.AddRange(await cases.WithAsync(CaseKind.Complaint, residence, company, one => LookAsync(one, residence), cancel));
        return Measurement.Of(amiss, $"klagomål från Sverige och Schweiz bekräftades och ska besvaras inom {DaysMax} dagar",
            $"complaints from Sweden and Switzerland were confirmed and are to be answered within {DaysMax} days");
    }

    private static async Task<IReadOnlyList<string>> LookAsync(CanaryCase one, string residence)
    {
        var day = one.File.State.Clock?.LastDay;
        var received = DateOnly.FromDateTime(one.File.ReceivedAt.UtcDateTime);
        var letters = await one.LettersAsync();
        return
        [
            .. day is { } last && last <= received.AddDays(DaysMax) ? Array.Empty<string>() : [$"{residence} clock"],
            .. letters.Count == 1 && letters[0].Contains(one.File.Id.ToString("D"), StringComparison.Ordinal)
                ? Array.Empty<string>() : [$"{residence} letter"],
        ];
    }
}

/// <summary>
/// Wherever somebody lives, their case ends on the day of the strictest of the laws that apply, and its page names all of them.
/// </summary>
internal sealed class StrictestClockRuns(CanaryCases cases, CaseView view, NoticeBook notices) : IControl
{
    private static readonly string[] Residences = ["SE", "CH", "GB", "US-CA"];

    public string Id => "strictest-clock-runs";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var parties = notices.InForce()!.Parties.Where(party => party.Role is not PartyRole.ClientController).ToList();
        Party[] companies = [parties.First(party => party.Country is "SE"), parties.First(party => party.Country is "US")];
        var (amiss, count) = (new List<string>(), 0);
        foreach (var company in companies)
        {
            foreach (var residence in Residences)
            {
                amiss.AddRange(await cases.WithAsync(CaseKind.Access, residence, company, one => Task.FromResult(Look(one.File)), cancel));
                count++;
            }
        }
        return Measurement.Of(amiss, $"{count} ärenden med den strängaste klockan av dem som gäller, och varför",
            $"{count} cases with the strictest clock of those that apply, and why");
    }

    private IReadOnlyList<string> Look(CaseFile file)
    {
        var shown = view.Of(file);
        var strictest = shown.Clocks.All.Select(clock => (DateOnly?)clock.LastDay).Min();
        var where = $"{file.Residence} {file.Controller}";
        return shown.Clocks.All.Any(clock => clock.Deadline.Cite is not { Length: > 0 }) ? [$"{where} without its law"]
            : strictest is not null && file.State.Clock?.LastDay == strictest ? [] : [where];
    }
}

/// <summary>A refusal names the authority of where the person lives, with its address on the web.</summary>
internal sealed class AnswersNameAuthority(CanaryCases cases, TakeStep step, NoticeBook notices, Countries countries) : IControl
{
    private static readonly string[] Residences = ["SE", "CH", "GB", "US-CA"];

    public string Id => "answers-name-authority";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (notice, amiss) = (notices.InForce()!, new List<string>());
        foreach (var residence in Residences)
        {
            amiss.AddRange(await cases.WithAsync(
                CaseKind.Complaint, residence, notice.Parties[0], one => RefuseAsync(one, residence, cancel), cancel));
        }
        return Measurement.Of(amiss, $"svaren till {Residences.Length} länder namnger var sin myndighet",
            $"the answers to {Residences.Length} countries name an authority each");
    }

    private async Task<IReadOnlyList<string>> RefuseAsync(CanaryCase one, string residence, CancellationToken cancel)
    {
        var authorities = FindContacts.AuthoritiesOf(notices.InForce()!, residence, countries);
        var order = new StepOrder(CaseStep.Refuse, CaseAuthor.System, CanaryPlanter.By) { Reason = "nothing-held" };
        if ((await step.RunAsync(one.File.Id, order, cancel)).Outcome is not StepOutcome.Taken)
            return [$"{residence} not answered"];
        var letters = await one.LettersAsync();
        return authorities.Count > 0 && letters.Any(letter => authorities.All(authority =>
            letter.Contains(authority.Name.In("en"), StringComparison.Ordinal)
            && letter.Contains(authority.Link.ToString(), StringComparison.Ordinal))) ? [] : [residence];
    }
}
