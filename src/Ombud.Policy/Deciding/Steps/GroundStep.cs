using System.Numerics;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 7: under every regime that applies, a legal basis and what its law asks of sensitive
/// categories.</summary>
internal static class GroundStep
{
    public static DenialReason Check(ref Asked asked)
    {
        // A rule may have lifted the kinds of person at step 6, but it gives nobody a basis.
        var isForKind = asked.Kinds.Overlaps(asked.Purpose.Subjects);
        var row = asked.Question.Purpose.Value * asked.Tables.RegimeLength;
        asked.RegimesFound = asked.Regimes;
        for (var left = asked.RegimesFound; left != 0; left &= left - 1)
        {
            var regime = BitOperations.TrailingZeroCount(left);
            ref readonly var sole = ref asked.Tables.SoleBases[row + regime];
            if (isForKind && sole.Basis != LegalBasis.None && asked.Question.Categories.IsWithin(sole.Covers))
                continue;

            var reason = Under(ref asked, regime);
            if (reason != DenialReason.None)
                return asked.Deny(reason, asked.Purpose.Clause, Rank.Law);
        }

        return DenialReason.None;
    }

    /// <summary>Whether any of a regime's bases holds for this person and these categories.</summary>
    public static DenialReason Under(ref Asked asked, int regime)
    {
        var first = DenialReason.NoLegalBasis;
        foreach (ref readonly var ground in asked.Tables.GroundsOf(asked.Question.Purpose.Value, regime))
        {
            if (!asked.Kinds.Overlaps(ground.Subjects))
                continue;

            var reason = Of(ref asked, in ground);
            if (reason == DenialReason.None)
                return reason;

            if (first == DenialReason.NoLegalBasis)
                first = reason;
        }

        return first;
    }

    /// <summary>Whether one basis holds, before it is asked whether the person agreed or objects.</summary>
    public static DenialReason Of(ref Asked asked, in GroundRow ground)
    {
        if (ground.Basis == LegalBasis.None)
            return DenialReason.NoLegalBasis;

        var categories = asked.Question.Categories;
        if (categories.And(asked.Tables.NotOrdinary).IsEmpty)
            return DenialReason.None;

        return !categories.And(asked.Tables.Special).IsEmpty && !IsMet(ref asked, ground.Special)
                ? DenialReason.SpecialCategoryWithoutGround
            : !categories.And(asked.Tables.Criminal).IsEmpty && !IsMet(ref asked, ground.Criminal)
                ? DenialReason.CriminalDataWithoutGround
            : !categories.And(asked.Tables.IdentityNumbers).IsEmpty && !IsMet(ref asked, ground.IdentityNumber)
                ? DenialReason.IdentityNumberWithoutGround
            : DenialReason.None;
    }

    private static bool IsMet(ref Asked asked, SpecialCondition condition) => condition switch
    {
        SpecialCondition.None => false,
        SpecialCondition.ExplicitConsent => ConsentCheck.IsExplicit(ref asked),
        SpecialCondition.EmploymentLaw or SpecialCondition.MadePublic or SpecialCondition.LegalClaims
            or SpecialCondition.Law or SpecialCondition.OccupationalMedicine => true,
    };
}
