using System.Collections.Immutable;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>Questions made of the pack itself, so that the controls hold for any organisation's pack.</summary>
internal static class Probe
{
    /// <summary>A made-up person who is of every kind and has agreed to everything, long ago.</summary>
    public static StandingState Willing(NoticeVersion version, string? residence) => StandingState.Empty with
    {
        Version = 1,
        Residence = residence,
        Kinds = [.. version.SubjectKinds.Select(kind => kind.Id)],
        Consents = version.Purposes.Select(purpose => purpose.Id).Concat(version.Topics.Select(topic => topic.Id))
            .ToImmutableSortedDictionary(
                id => id,
                _ => new ConsentState(ConsentAnswer.Given, Start(version), version.Version, Explicit: true),
                StringComparer.Ordinal),
    };

    /// <summary>The same person without any consent.</summary>
    public static StandingState Unasked(NoticeVersion version, string? residence) =>
        Willing(version, residence) with { Consents = StandingState.Empty.Consents };

    /// <summary>The companies that pursue a purpose.</summary>
    public static IEnumerable<Party> ControllersOf(NoticeVersion version, Purpose purpose) => version.Parties.Where(party =>
        purpose.Controllers.Count == 0 ? party.Role is not PartyRole.ClientController : purpose.Controllers
            .Contains(party.Id, StringComparer.Ordinal));

    /// <summary>A question on a day about one category.</summary>
    public static WordQuestion Ask(UseAction action, Purpose purpose, string controller, DateOnly on, params string[] categories) => new()
    {
        Action = action,
        Purpose = purpose.Id,
        Categories = categories.Length > 0 ? categories : [purpose.Categories[0]],
        Controller = controller,
        On = Day.Of(on),
        CollectedOn = Day.Of(on),
    };

    /// <summary>The condition under which a basis touches categories of a nature.</summary>
    public static SpecialCondition ConditionOf(PurposeBasis basis, CategoryNature nature) => nature switch
    {
        CategoryNature.Special => basis.Special,
        CategoryNature.Criminal => basis.Criminal,
        CategoryNature.IdentityNumber => basis.IdentityNumber,
        CategoryNature.Ordinary => SpecialCondition.Law,
    };

    /// <summary>The clauses that a control stands for.</summary>
    public static IReadOnlySet<string> ClausesOf(NoticeVersion version, string control) => version.Clauses
        .Where(clause => clause.Statements.Any(statement => statement.Control == control)).Select(clause => clause.Id)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>An answer in Swedish, as figures tell it.</summary>
    public static string Sv(Decision decision) =>
        decision.IsPermitted ? "tillåtet" : $"nekat ({ReasonCodes.CodeOf(decision.Reason)})";

    /// <summary>An answer in English, as figures tell it.</summary>
    public static string En(Decision decision) =>
        decision.IsPermitted ? "permitted" : $"denied ({ReasonCodes.CodeOf(decision.Reason)})";

    private static DateTimeOffset Start(NoticeVersion version) => new(version.EffectiveFrom, TimeOnly.MinValue, TimeSpan.Zero);
}
