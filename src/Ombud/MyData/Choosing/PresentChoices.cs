using Ombud.Consents;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Systems.Changing;
using Ombud.Vault;

namespace Ombud.MyData.Choosing;

/// <summary>One purpose or topic, what the person has said of it and what is decided now.</summary>
/// <param name="Key">Id of the purpose or topic.</param>
/// <param name="Consent">The latest answer; null where there is none.</param>
/// <param name="Controller">Id of the party before whom the decision is shown.</param>
public sealed record Choice(
    string Key, LocalizedText Name, LocalizedText Says, ConsentState? Consent, ObjectionState Objection, string Controller,
    Decision Decision, string Clause)
{
    /// <summary>Whether consent is a basis of it for this person.</summary>
    public required bool RestsOnConsent { get; init; }

    /// <summary>Whether the person can object to it.</summary>
    public required bool CanObject { get; init; }

    /// <summary>Whether it is a topic of marketing.</summary>
    public bool IsMarketing { get; init; }
}

/// <summary>All choices of a person, as they stand.</summary>
/// <param name="Systems">How far the restriction, or its lifting, is in connected systems.</param>
public sealed record OwnChoices(
    IReadOnlyList<Choice> Choices, bool IsRestricted, bool IsMarketingStopped, IReadOnlyList<SystemRestriction> Systems);

/// <summary>What a person can choose, with the decision beside each choice as the policy gives it this moment.</summary>
internal sealed class PresentChoices(
    NoticeBook book, Decider decider, Standings standings, Holdings holdings, Regimes regimes, ReadRestrictions restrictions, Policy policy)
{
    /// <summary>The choices; null where no notice is in force.</summary>
    public async Task<OwnChoices?> OfAsync(SubjectId subject, CancellationToken cancel)
    {
        if (book.InForce() is not { } notice)
            return null;
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var held = (await holdings.OfAsync(subject, cancel)).Select(holding => holding.Controller)
            .Distinct(StringComparer.Ordinal).ToList();
        var choices = new List<Choice>();
        foreach (var purpose in notice.Purposes.Where(purpose => IsOffered(purpose, standing)))
        {
            if (ControllerOf(purpose, notice, held) is not { } controller)
                continue;
            var bases = Regimes.Bases(purpose, regimes.For(standing.Residence, controller), standing.Kinds);
            choices.Add(await OfAsync(subject, standing, purpose, null, controller, bases, notice, cancel));
            foreach (var topic in notice.Topics.Where(topic => topic.Purpose == purpose.Id))
                choices.Add(await OfAsync(subject, standing, purpose, topic, controller, bases, notice, cancel));
        }
        return new OwnChoices(
            choices, standing.IsRestricted,
            standing.Objections.GetValueOrDefault(PersonalWill.AllMarketing) is not ObjectionState.None,
            await restrictions.OfAsync(subject, standing.IsRestricted, cancel));
    }

    private async Task<Choice> OfAsync(
        SubjectId subject, StandingState standing, Purpose purpose, Topic? topic, Party controller,
        IReadOnlyList<PurposeBasis> bases, NoticeVersion notice, CancellationToken cancel)
    {
        var key = topic?.Id ?? purpose.Id;
        var ordinary = notice.Categories.Where(category => category.Nature is CategoryNature.Ordinary).Select(category => category.Id);
        var categories = purpose.Categories.Intersect(ordinary, StringComparer.Ordinal).ToArray();
        var (decision, _) = await decider.AskAsync(subject, new WordQuestion
        {
            Action = UseAction.Use,
            Purpose = purpose.Id,
            Topic = topic?.Id,
            Categories = categories.Length > 0 ? categories : (string[])[.. purpose.Categories],
            Controller = controller.Id,
            On = decider.Today,
        }, cancel);
        var isMarketing = purpose.Nature is PurposeNature.Marketing;
        return new Choice(
            key, topic?.Name ?? purpose.Name, topic?.Description ?? purpose.Description, standing.Consents.GetValueOrDefault(key),
            standing.Objections.GetValueOrDefault(key), controller.Id, decision,
            decision.Clause.Value == 0 ? purpose.Clause : policy.Words.Word(decision.Clause))
        {
            RestsOnConsent = isMarketing || bases.Any(basis => basis.Basis is LegalBasis.Consent),
            CanObject = !isMarketing && bases.Any(basis => basis.Basis is LegalBasis.LegitimateInterest or LegalBasis.PublicTask),
            IsMarketing = isMarketing,
        };
    }

    // What serves the person's own rights is no choice; the rest is shown where it is for their kind, or they have answered it.
    private static bool IsOffered(Purpose purpose, StandingState standing) =>
        purpose.Nature is PurposeNature.Ordinary or PurposeNature.Marketing or PurposeNature.Sale or PurposeNature.Rental
        && (standing.Kinds.IsEmpty ? purpose.Controllers.Count == 0 : purpose.Subjects.Any(standing.Kinds.Contains)
            || standing.Consents.ContainsKey(purpose.Id));

    private static Party? ControllerOf(Purpose purpose, NoticeVersion notice, List<string> held)
    {
        var pursuing = notice.Parties.Where(party => purpose.Controllers.Count > 0
            ? purpose.Controllers.Contains(party.Id, StringComparer.Ordinal)
            : party.Role is not PartyRole.ClientController).ToList();
        return pursuing.FirstOrDefault(party => held.Contains(party.Id, StringComparer.Ordinal)) ?? pursuing.FirstOrDefault();
    }
}
