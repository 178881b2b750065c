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
        var glance = epoch.Glance(law);
        var (purposeNumber, recipientNumber) = (question.Purpose.Value, question.Recipient.Value);
        if (!question.HasNoDetails
            || standing.Marks != StandingMarks.None
            || !glance.Holds(purposeNumber, question.Controller.Value, recipientNumber)
            || question.Action is not (UseAction.Use or UseAction.Disclose or UseAction.Store)
            || (question.Action == UseAction.Disclose & recipientNumber == 0))
            return default;

        ref readonly var row = ref glance.Of(purposeNumber, question.Controller.Value, recipientNumber);
        var tables = epoch.Version!;
        ref readonly var purpose = ref tables.Purposes[purposeNumber];

        // Without a jump: with mixed questions the processor would guess wrong, which costs more than the tests themselves.
        var outside = One(!question.Categories.IsWithin(purpose.Categories))
            | (One(!standing.Kinds.Overlaps(purpose.Subjects)) << 1)
            | (int)(row.Traits & GlanceTraits.Outside);
        ref readonly var unruled = ref glance.Set(outside != 0 ? row.Undisputed : row.Quiet);
        if (question.Categories.IsEmpty
            || (!question.Categories.IsWithin(unruled) && !IsUnruled(in question, tables, in purpose, in row)))
            return default;

        return outside != 0
            ? Decision.Deny((DenialReason)Reasons[BitOperations.TrailingZeroCount(outside)], purpose.Clause, Rank.Notice, tables.Index)
            : Ground(in question, standing, epoch, in row, in glance.Set(row.Receivable));
    }

    /// <summary>Whether everything is declared and yet no rule matches: those that speak of it are of other actions.</summary>
    private static bool IsUnruled(in Question question, VersionTables tables, in PurposeRow purpose, in GlanceRow row) =>
        row.Traits.HasAny(GlanceTraits.Declared)
        && question.Categories.IsWithin(tables.Declared)
        && !IsRuled(in question, tables, in purpose, in tables.Parties[question.Recipient.Value]);

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
    private static Decision Ground(
        in Question question, Standing standing, Epoch epoch, in GlanceRow row, in CategorySet receivable)
    {
        var tables = epoch.Version!;
        var clause = tables.Purposes[question.Purpose.Value].Clause;
        var residence = epoch.SoleRegimes[standing.Residence];
        if (standing.Wills[question.Purpose.Value].Objections != ObjectionMarks.None
            || (question.EndsOn.IsSome && question.EndsOn <= question.On)
            || row.Regime == 0 || residence == 0)
            return default;

        var reason = BasisOf(in question, standing, tables, row.Regime, residence, out var basis);
        if (reason == DenialReason.NoLegalBasis)
            return Decision.Deny(reason, clause, Rank.Law, tables.Index);

        return reason == DenialReason.None && question.Categories.IsWithin(receivable)
            ? Decision.Permit(basis, clause, ClosingSteps.OfUse(in question, tables), row.Safeguard, tables.Index) : default;
    }

    private static int One(bool stops) => stops ? 1 : 0;

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
