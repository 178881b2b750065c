using System.Numerics;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 8: what the person has agreed to, taken back, objected to.</summary>
internal static class WillStep
{
    public static DenialReason Check(ref Asked asked)
    {
        var controllers = asked.ControllerRegimes;
        for (var left = asked.RegimesFound; left != 0; left &= left - 1)
        {
            var regime = BitOperations.TrailingZeroCount(left);
            var reason = Under(ref asked, regime, out var basis);
            if (reason != DenialReason.None)
                return asked.DenyByLaw(reason);

            if (asked.Basis == LegalBasis.None && (controllers >> regime & 1) != 0)
                asked.Basis = basis;
        }

        if (asked.RuleAsksConsent && ConsentCheck.Of(ref asked) is var asks and not DenialReason.None)
            return asked.Deny(asks, asked.ConsentClause, asked.ConsentRank);

        return !asked.Purpose.Traits.HasAny(PurposeTraits.Marketing | PurposeTraits.OptIn)
            ? DenialReason.None : MarketingOrSale(ref asked);
    }

    /// <summary>Whether a basis of a regime holds with what the person wants.</summary>
    public static DenialReason Under(ref Asked asked, int regime, out LegalBasis basis)
    {
        var first = DenialReason.NoLegalBasis;
        foreach (ref readonly var ground in asked.Tables.GroundsOf(asked.Question.Purpose.Value, regime))
        {
            if (!asked.Kinds.Overlaps(ground.Subjects) || GroundStep.Of(ref asked, in ground) != DenialReason.None)
                continue;

            var reason = Of(ref asked, ground.Basis);
            if (reason == DenialReason.None)
            {
                basis = ground.Basis;
                return reason;
            }

            if (first == DenialReason.NoLegalBasis)
                first = reason;
        }

        basis = LegalBasis.None;
        return first;
    }

    private static DenialReason Of(ref Asked asked, LegalBasis basis)
    {
        if (basis == LegalBasis.Consent)
        {
            // Whoever asks to sell is told that it takes an opt-in, not merely that something is missing.
            var reason = ConsentCheck.Of(ref asked);
            return reason == DenialReason.ConsentMissing && asked.Purpose.Traits.HasAny(PurposeTraits.OptIn)
                ? DenialReason.SaleWithoutOptIn : reason;
        }

        if (basis is not (LegalBasis.LegitimateInterest or LegalBasis.PublicTask)
            || asked.Purpose.Traits.HasAny(PurposeTraits.Marketing))
            return DenialReason.None;

        var marks = asked.Standing.Wills[asked.ConsentKey].Objections;
        return marks.HasAny(ObjectionMarks.Pending) ? DenialReason.ObjectionPending
            : marks.HasAny(ObjectionMarks.Upheld) ? DenialReason.ObjectionUpheld
            : DenialReason.None;
    }

    private static DenialReason MarketingOrSale(ref Asked asked)
    {
        if (asked.Purpose.Traits.HasAny(PurposeTraits.Marketing))
            return asked.Standing.Wills[asked.ConsentKey].Objections.HasAny(ObjectionMarks.OptedOut)
                ? asked.DenyByLaw(DenialReason.MarketingObjected) : DenialReason.None;

        var consent = ConsentCheck.Of(ref asked);
        if (consent != DenialReason.None)
            return asked.Deny(
                consent == DenialReason.ConsentMissing ? DenialReason.SaleWithoutOptIn
                    : consent, asked.Purpose.Clause, Rank.Notice);

        return asked.Question.Signals.HasAny(Signals.GlobalPrivacyControl)
            ? asked.Deny(DenialReason.PrivacySignalRefuses, asked.Purpose.Clause, Rank.Notice) : DenialReason.None;
    }
}
