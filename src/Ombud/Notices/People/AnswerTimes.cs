using Ombud.Layout;
using Ombud.Policies.Law;

namespace Ombud.Notices.People;

/// <summary>How soon the law of a residence wants a person answered (promise <c>rights.by-region</c>).</summary>
internal static class AnswerTimes
{
    // Of whose residents the framework takes complaints, beside the law.
    private static readonly string[] UnderFramework = ["eu", "uk", "ch"];
    private const string Framework = "DPF";

    private static readonly string[] Events =
        ["access-request", "rights-request", "opt-out-or-limit", "confirm-request", "complaint-acknowledge", "complaint"];

    /// <summary>The deadlines in force on a day for requests and complaints of those who live there, by what is asked.</summary>
    public static IReadOnlyList<Deadline> For(LegalData law, Countries countries, string residence, DateOnly day)
    {
        string[] places = [residence, countries.WholeOf(residence)];
        var regimes = law.Regimes.Where(regime => regime.Members.Any(
            member => places.Contains(member.Country) && Holds(member.From, member.Until, day))).ToList();
        var acts = regimes.SelectMany(regime => regime.Periods.Where(period => Holds(period.From, period.Until, day)))
            .Select(period => period.Law).ToHashSet(StringComparer.Ordinal);
        if (regimes.Exists(regime => UnderFramework.Contains(regime.Id, StringComparer.Ordinal)))
            acts.Add(Framework);
        return [.. law.Deadlines
            .Where(deadline => acts.Contains(deadline.Law) && Events.Contains(deadline.Event, StringComparer.Ordinal)
                && Holds(deadline.ValidFrom, deadline.ValidTo, day))
            .OrderBy(deadline => Array.IndexOf(Events, deadline.Event)).ThenBy(deadline => deadline.Id, StringComparer.Ordinal)];
    }

    /// <summary>What is to be done by then.</summary>
    public static Text Of(Deadline deadline) => deadline.Event switch
    {
        "access-request" => new(sv: "Svar på en begäran om tillgång", en: "Answer to a request for access"),
        "rights-request" => new(sv: "Svar på en begäran", en: "Answer to a request"),
        "opt-out-or-limit" => new(sv: "Sluta sälja, dela eller använda", en: "Stop selling, sharing or using"),
        "confirm-request" => new(sv: "Bekräfta att begäran har kommit in", en: "Confirm that the request has come in"),
        "complaint-acknowledge" => new(sv: "Bekräfta ett klagomål", en: "Acknowledge a complaint"),
        _ => new(sv: "Svar på ett klagomål", en: "Answer to a complaint"),
    };

    /// <summary>Within what, in words; with by how much it can be lengthened.</summary>
    public static string Within(Deadline deadline, Language language)
    {
        var within = deadline.Value is { } value and > 0 ? Say(new(value, deadline.Unit), language)
            : (deadline.Value is 0 ? PeopleTexts.AtOnce : PeopleTexts.Soon).In(language);
        return deadline.Extension is not { } more ? within : $"{within}; " + (more.By is { } by
            ? PeopleTexts.AndMore.In(language, Say(by, language)) : PeopleTexts.AndMoreOpen.In(language));
    }

    private static string Say(Period period, Language language) => (period.Unit switch
    {
        DeadlineUnit.Hours => PeopleTexts.Hours,
        DeadlineUnit.Days => PeopleTexts.Days,
        DeadlineUnit.BusinessDays => PeopleTexts.BusinessDays,
        DeadlineUnit.Months => period.Value == 1 ? PeopleTexts.OneMonth : PeopleTexts.Months,
    }).In(language, period.Value.ToString(language.Culture));

    private static bool Holds(DateOnly? from, DateOnly? until, DateOnly day) => !(day < from) && !(day > until);
}
