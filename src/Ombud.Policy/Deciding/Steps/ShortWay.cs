using System.Numerics;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>
/// Answers what is asked most: an unmarked person, no rule that may match. It denies by the purpose's lists and for want of a
/// basis, and permits what a basis covers; whatever it cannot see through at a glance it leaves to the steps, whose answers are
/// the same word for word.
/// </summary>
internal static class ShortWay
{
    // By the place of the lowest bit: the order in which the steps look.
    private static ReadOnlySpan<byte> Reasons =>
    [
        (byte)DenialReason.CategoryOutsidePurpose, (byte)DenialReason.SubjectKindOutsidePurpose,
        (byte)DenialReason.ControllerOutsidePurpose, (byte)DenialReason.RecipientOutsidePurpose,
    ];

    /// <summary>The answer; none (<see cref="Decision.IsAnswer"/>) where the steps must find it.</summary>
    public static Decision Answer(in Question question, Standing standing, Epoch epoch, LawTables law)
    {
        if (epoch.Version is not { } tables
            || question.Purpose.Value >= tables.Purposes.Length
            || question.Controller.Value >= tables.Parties.Length
            || question.Recipient.Value >= tables.Parties.Length
            || !question.HasNoDetails
            || standing.Marks != StandingMarks.None)
            return default;

        ref readonly var purpose = ref tables.Purposes[question.Purpose.Value];
        ref readonly var controller = ref tables.Parties[question.Controller.Value];
        ref readonly var recipient = ref tables.Parties[question.Recipient.Value];
        if (!IsSimple(in question, tables, in purpose, in controller, in recipient))
            return default;

        // Without a jump: with mixed questions the processor would guess wrong, which costs more than the tests themselves.
        var outside = One(!question.Categories.IsWithin(purpose.Categories))
            | (One(!standing.Kinds.Overlaps(purpose.Subjects)) << 1)
            | (One(!tables.Pursues.Has(question.Purpose.Value, question.Controller.Value)) << 2)
            | (One(question.Recipient.Value != 0 & question.Recipient.Value != question.Controller.Value
                & (purpose.RecipientKinds >> recipient.Kind & 1) == 0) << 3);
        if (outside != 0)
        {
            var reason = (DenialReason)Reasons[BitOperations.TrailingZeroCount(outside)];
            return Decision.Deny(reason, purpose.Clause, Rank.Notice, tables.Index);
        }

        return Ground(in question, standing, epoch, law);
    }

    /// <summary>Whether everything is declared and no rule speaks before or beside the lists.</summary>
    private static bool IsSimple(
        in Question question, VersionTables tables, in PurposeRow purpose, in PartyRow controller, in PartyRow recipient) =>
        question.Action is UseAction.Use or UseAction.Disclose or UseAction.Store
        && !question.Categories.IsEmpty
        && question.Categories.IsWithin(tables.Declared)
        && purpose.Traits.HasAny(PurposeTraits.Declared)
        && (controller.Traits & (PartyTraits.Client | PartyTraits.Controller)) == PartyTraits.Controller
        && (question.Recipient.Value == 0
            ? question.Action != UseAction.Disclose : recipient.Traits.HasAny(PartyTraits.Recipient))
        && (question.Categories.And(purpose.RuleCategories).IsEmpty || !IsRuled(in question, tables, in purpose, in recipient));

    /// <summary>Whether a rule may match: it speaks of the action, of any of the categories, of the recipient's kind.</summary>
    private static bool IsRuled(in Question question, VersionTables tables, in PurposeRow purpose, in PartyRow recipient)
    {
        foreach (ref readonly var rule in tables.Rules.AsSpan(purpose.FirstRule, purpose.RuleCount))
        {
            if (rule.Actions.Matches((int)question.Action)
                && (rule.AnyCategory || !rule.Categories.And(question.Categories).IsEmpty)
                && (rule.RecipientKinds.IsOpen || (question.Recipient.Value != 0 && rule.RecipientKinds.Matches(recipient.Kind))))
                return true;
        }

        return false;
    }

    /// <summary>What the lists allow: denied where a regime has no basis for it, permitted where one holds at a
    /// glance.</summary>
    private static Decision Ground(in Question question, Standing standing, Epoch epoch, LawTables law)
    {
        var tables = epoch.Version!;
        ref readonly var purpose = ref tables.Purposes[question.Purpose.Value];
        ref readonly var controller = ref tables.Parties[question.Controller.Value];
        ref readonly var recipient = ref tables.Parties[question.Recipient.Value];
        var regime = epoch.SoleRegimes[controller.Country];
        var residence = epoch.SoleRegimes[standing.Residence];
        if (standing.Wills[question.Purpose.Value].Objections != ObjectionMarks.None
            || (question.EndsOn.IsSome && question.EndsOn <= question.On)
            || !purpose.Traits.HasAny(PurposeTraits.Plain)
            || !controller.Traits.HasAny(PartyTraits.ServesEverywhere)
            || regime == 0 || residence == 0)
            return default;

        var reason = BasisOf(in question, standing, tables, regime, residence, out var basis);
        var safeguard = default(SafeguardId);
        if (reason == DenialReason.NoLegalBasis)
            return Decision.Deny(reason, purpose.Clause, Rank.Law, tables.Index);

        if (reason != DenialReason.None
            || !MayReceive(in question, in controller, in recipient, epoch, tables, law, out safeguard))
            return default;

        var obligations = (question.Action == UseAction.Store ? Obligations.None : Obligations.Log)
            | (question.Categories.And(tables.NotOrdinary).IsEmpty
                ? Obligations.None : ClosingSteps.OfSensitive(in question, tables));
        return Decision.Permit(basis, purpose.Clause, obligations, safeguard, tables.Index);
    }

    private static int One(bool stops) => stops ? 1 : 0;

    /// <summary>Nobody else, or somebody with an agreement if need be, to whom it crosses no guarded border or is
    /// carried.</summary>
    private static bool MayReceive(
        in Question question, in PartyRow controller, in PartyRow recipient, Epoch epoch, VersionTables tables,
        LawTables law, out SafeguardId safeguard)
    {
        safeguard = default;
        if (question.Recipient.Value == 0)
            return true;

        var area = epoch.Areas[controller.Country];
        var to = recipient.Country;
        return (!recipient.Traits.HasAny(PartyTraits.NeedsAgreement) || HasAgreement(in question, in recipient, tables))
            && (area == Area.None | controller.Country == to
                | (to != 0 & area == Area.Eea & epoch.Areas[to] == Area.Eea)
                || (to != 0 && law.ParentOf[controller.Country] != law.ParentOf[to]
                    && TransferStep.Carrier(in question, area, to, in recipient, tables, law, out safeguard)));
    }

    private static bool HasAgreement(in Question question, in PartyRow recipient, VersionTables tables) =>
        recipient.Agreement.Contains(question.On.Number)
        && question.Categories.IsWithin(
            tables.FunctionCategories[(recipient.Functions * tables.PurposeLength) + question.Purpose.Value]);

    /// <summary>The basis under the establishment's regime, where one holds there and under the residence's. Of the
    /// denials only the want of any basis is certain; another one is the steps' to name.</summary>
    private static DenialReason BasisOf(
        in Question question, Standing standing, VersionTables tables, byte regime, byte residence, out LegalBasis basis)
    {
        var row = question.Purpose.Value * tables.RegimeLength;
        ref readonly var here = ref tables.SoleBases[row + regime];
        ref readonly var there = ref tables.SoleBases[row + residence];
        basis = here.Basis;
        if (basis > LegalBasis.Consent & there.Basis > LegalBasis.Consent
            & question.Categories.IsWithin(here.Covers.And(there.Covers)))
            return DenialReason.None;

        // Of sensitive data another regime may say first what is missing.
        if (tables.GroundIndex[row + regime].Count == 0 | tables.GroundIndex[row + residence].Count == 0)
            return regime == residence || question.Categories.And(tables.NotOrdinary).IsEmpty
                ? DenialReason.NoLegalBasis : DenialReason.ConsentMissing;

        basis = BasisUnder(in question, standing, tables, regime);
        return basis == LegalBasis.None
            || (residence != regime && BasisUnder(in question, standing, tables, residence) == LegalBasis.None)
            ? DenialReason.ConsentMissing : DenialReason.None;
    }

    /// <summary>The first basis under a regime that is for this person and holds.</summary>
    private static LegalBasis BasisUnder(in Question question, Standing standing, VersionTables tables, byte regime)
    {
        foreach (ref readonly var ground in tables.GroundsOf(question.Purpose.Value, regime))
        {
            if (standing.Kinds.Overlaps(ground.Subjects) && question.Categories.IsWithin(ground.Covers)
                && (ground.Basis != LegalBasis.Consent || HasConsent(in question, standing, tables)))
                return ground.Basis;
        }

        return LegalBasis.None;
    }

    private static bool HasConsent(in Question question, Standing standing, VersionTables tables)
    {
        ref readonly var will = ref standing.Wills[question.Purpose.Value];
        var day = question.On.Number;
        return will.Consent == ConsentMark.Given && will.Version == tables.Index
            && will.Since <= day && day < will.Expires;
    }
}
