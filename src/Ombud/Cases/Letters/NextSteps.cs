using Ombud.Layout;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;

namespace Ombud.Cases.Letters;

/// <summary>Where somebody can turn who is not content.</summary>
/// <param name="Id">Id of the step in the pack, or the word for the supervisory authority.</param>
/// <param name="Says">What it is, with a place for its name.</param>
/// <param name="Address">Its postal address, line by line; may be empty.</param>
/// <param name="Link">Null for what is no more.</param>
public sealed record NextStep(string Id, Text Says, LocalizedText Name, IReadOnlyList<string> Address, Uri? Link)
{
    /// <summary>What it does and for whom; null where its name says it.</summary>
    public LocalizedText? Detail { get; init; }

    /// <summary>On what conditions it can be taken.</summary>
    public IReadOnlyList<LocalizedText> Conditions { get; init; } = [];

    /// <summary>Whether the person is noted to have taken it.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether another step waits for it, so that it is worth noting.</summary>
    public bool IsWaitedFor { get; init; }

    /// <summary>The step in one line, without its link.</summary>
    public string Line(Language language) => Says.In(language, string.Join(", ", [Name.In(language.Code), .. Address]));

    /// <summary>The step as a letter has it: a line, and one more for each thing to know before taking it.</summary>
    public string Lines(Language language) => string.Join("\n  ",
        [Line(language) + (Link is null ? "" : " " + Link), .. Known.Select(text => text.In(language.Code))]);

    private IEnumerable<LocalizedText> Known => Detail is null ? Conditions : [Detail, .. Conditions];
}

/// <summary>What the next steps of a case hang on.</summary>
/// <param name="ReceivedOn">The day on which its clocks begin.</param>
/// <param name="Residence">Id of the country; null for unknown: for bodies the EU's, for the authority the company's.</param>
/// <param name="Taken">Ids of the steps that are noted as taken.</param>
internal sealed record NextStepsOf(
    CaseState State, DateOnly ReceivedOn, string? Residence, Party Party, IReadOnlyList<string> Taken);

/// <summary>
/// The steps after an answer or a day that was missed, by where the person lives (promises <c>shield.dispute-body</c>,
/// <c>shield.authority</c>, <c>shield.arbitration</c>, <c>rights.authority</c>).
/// </summary>
internal sealed class NextSteps(NoticeBook notices, Countries countries, Regimes regimes)
{
    /// <summary>All that are open to the person: bodies, the authority, arbitration; at the end what is no more.</summary>
    public IReadOnlyList<NextStep> Of(NextStepsOf one)
    {
        if (notices.InForce() is not { } notice)
            return [];
        var under = regimes.OfResidence(one.Residence);
        var question = new RecourseQuestion(one.State, notices.Today, one.ReceivedOn, under, one.Taken);
        var waitedFor = OpenRecourse.WaitedFor(notice, one.State.Kind, under);
        var open = OpenRecourse.Of(notice, question);
        NextStep[] steps =
        [
            .. open.Where(step => step.Kind is RecourseKind.DisputeBody).Select(step => Step(step, RecourseTexts.ToBody)),
            .. FindContacts.AuthoritiesOf(notice, one.Residence ?? one.Party.Country, countries).Select(authority => new NextStep(
                RecourseStep.Authority, CaseLetterTexts.ToAuthority, authority.Name, authority.Address, authority.Link)),
            .. open.Where(step => step.Kind is RecourseKind.Arbitration).Select(step => Step(step, RecourseTexts.ToPanel)),
            .. OpenRecourse.Ended(notice, question).Select(step => new NextStep(
                step.Id, RecourseTexts.NoMore, step.Name, [], Link: null)),
        ];
        return [.. steps.Select(step => step with
        {
            IsTaken = one.Taken.Contains(step.Id, StringComparer.Ordinal),
            IsWaitedFor = step.Link is not null && waitedFor.Contains(step.Id, StringComparer.Ordinal),
        })];
    }

    private static NextStep Step(RecourseStep step, Text says) =>
        new(step.Id, says, step.Name, [], step.Link) { Detail = step.Says, Conditions = step.Conditions };
}
