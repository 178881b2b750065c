using AngleSharp.Dom;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Pages;
using Ombud.Cases;
using Ombud.Cases.Following;
using Ombud.Cases.Letters;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// Answers requests of somebody made up in full, in part and not at all, and looks at letter and page: whether they say in the
/// person's language what is granted, why, and what the next step is.
/// </summary>
internal sealed class AnsweredCases(
    CanaryCases cases, CanaryPlanter canaries, TakeStep step, CaseBook book, CaseView view, GrantReasons grants, OwnPages pages,
    PersonCookies cookies, NoticeBook notices)
{
    private static readonly string[] Residences = ["SE", "US"];

    private static readonly (CaseStep Step, CaseStage Stage, CaseLetterKind Letter)[] Outcomes =
    [
        (CaseStep.Answer, CaseStage.Answered, CaseLetterKind.Answered),
        (CaseStep.AnswerInPart, CaseStage.AnsweredInPart, CaseLetterKind.AnsweredInPart),
        (CaseStep.Refuse, CaseStage.Refused, CaseLetterKind.Refused),
    ];

    /// <summary>What is amiss with the answers to requests of a kind.</summary>
    /// <param name="reason">Word of the reason why something is not granted.</param>
    /// <returns>How many answers were looked at, and what was amiss.</returns>
    public async Task<(int Count, IReadOnlyList<string> Amiss)> LookAsync(CaseKind kind, string reason, CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties.First(party => party.Country is "SE");
        var (amiss, count) = (new List<string>(), 0);
        await canaries.MeetAsync(canaries.Points.First(), async canary =>
        {
            foreach (var residence in Residences)
            {
                foreach (var (language, outcome) in Language.All.SelectMany(language => Outcomes.Select(outcome => (language, outcome))))
                {
                    var expected = new Expected(outcome.Step, outcome.Stage, outcome.Letter, reason, language, canary.Subject);
                    amiss.AddRange(await cases.WithAsync(
                        kind, residence, company, one => AnswerAsync(one, company, expected, cancel), cancel, person: canary.Subject,
                        language: language.Code));
                    count++;
                }
            }
            return amiss;
        }, cancel);
        return (count, amiss);
    }

    private async Task<IReadOnlyList<string>> AnswerAsync(CanaryCase one, Party company, Expected expected, CancellationToken cancel)
    {
        var (id, where) = (one.File.Id, $"{one.File.Residence} {expected.Language} {expected.Step}");
        var reason = expected.Step is CaseStep.Answer ? null : expected.Reason;
        await TakeAsync(id, CaseStep.Begin, null, cancel);
        // Nothing is withheld without a reason.
        if (reason is not null && await TakeAsync(id, expected.Step, null, cancel) is not CaseRefusal.ReasonMissing)
            return [$"{where} without a reason"];
        if (await TakeAsync(id, expected.Step, reason, cancel) is not CaseRefusal.None || await book.FindAsync(id, cancel) is not { } file)
            return [$"{where} not answered"];

        List<string> words = [.. view.Of(file).Next.Select(next => next.Line(expected.Language))];
        var hasNext = words.Count > 0;
        if (reason is not null)
            words.Add(CaseReasons.Says(reason, expected.Language));
        if (expected.Step is not CaseStep.Refuse)
            words.Add(grants.Of(file.State.Kind, file.Residence, company, expected.Language));

        var amiss = hasNext ? new List<string>() : [$"{where} next step"];
        var granted = CaseLetterTexts.Of(expected.Letter).Subject.In(expected.Language.Code);
        if ((await one.LettersAsync()).LastOrDefault(letter => letter.StartsWith(granted, StringComparison.Ordinal)) is not { } sent
            || !words.TrueForAll(word => Says(sent, word)))
            amiss.Add($"{where} letter");
        var page = await pages.ReadAsync(expected.Language.Path(FollowCase.PathOf(id)), cancel, cookies.Of(expected.Person));
        if (!words.Append(CaseTexts.Of(expected.Stage).In(expected.Language)).All(word => Says(page.Body!.TextContent, word)))
            amiss.Add($"{where} page");
        return amiss;
    }

    private static bool Says(string text, string word) =>
        PageSearch.Squeezed(text).Contains(PageSearch.Squeezed(word), StringComparison.Ordinal);

    private async Task<CaseRefusal> TakeAsync(Guid id, CaseStep taken, string? reason, CancellationToken cancel) =>
        (await step.RunAsync(id, new StepOrder(taken, CaseAuthor.System, CanaryPlanter.By) { Reason = reason }, cancel)).Refusal;

    private sealed record Expected(
        CaseStep Step, CaseStage Stage, CaseLetterKind Letter, string Reason, Language Language, SubjectId Person);
}
