using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 6: what the purpose lists, and the ranked rules that narrow or widen it.</summary>
internal static class ListStep
{
    public static DenialReason Check(ref Asked asked)
    {
        var listed = ListDenial(ref asked, out var clause);
        if (!asked.Question.Categories.And(asked.Purpose.RuleCategories).IsEmpty)
            return CheckRules(ref asked, listed, clause);

        return listed == DenialReason.None ? listed : asked.Deny(listed, clause, Rank.Notice);
    }

    private static DenialReason ListDenial(ref Asked asked, out ClauseId clause)
    {
        clause = asked.Purpose.Clause;
        ref readonly var question = ref asked.Question;
        if (!question.Categories.IsWithin(asked.Purpose.Categories))
            return DenialReason.CategoryOutsidePurpose;

        if (!asked.Kinds.Overlaps(asked.Purpose.Subjects))
            return DenialReason.SubjectKindOutsidePurpose;

        if (!asked.Tables.Pursues.Has(question.Purpose.Value, question.Controller.Value))
            return DenialReason.ControllerOutsidePurpose;

        if (asked.HasRecipient && (asked.Purpose.RecipientKinds >> asked.Recipient.Kind & 1) == 0)
            return DenialReason.RecipientOutsidePurpose;

        if (question.Action != UseAction.Collect || IsCollectedThere(ref asked, out var pointClause))
            return DenialReason.None;

        clause = pointClause;
        return DenialReason.CollectionPointOutsidePurpose;
    }

    private static bool IsCollectedThere(ref Asked asked, out ClauseId clause)
    {
        ref readonly var point = ref asked.Tables.Points[asked.Question.Point.Value];
        clause = point.Clause;
        return point.Controller == asked.Question.Controller.Value
            && asked.Tables.PointPurposes.Has(asked.Question.Point.Value, asked.Question.Purpose.Value)
            && asked.Question.Categories.IsWithin(point.Categories);
    }

    /// <summary>
    /// Goes through the rules from the highest rank down. What a permission names is lifted from every prohibition
    /// below its rank, the purpose's own lists included, which have the notice's rank.
    /// </summary>
    private static DenialReason CheckRules(ref Asked asked, DenialReason listed, ClauseId listClause)
    {
        var lifted = CategorySet.Empty;
        var (liftClause, liftRank) = (asked.Purpose.Clause, Rank.Notice);
        var isListSettled = listed == DenialReason.None;
        foreach (ref readonly var rule in asked.Tables.Rules.AsSpan(asked.Purpose.FirstRule, asked.Purpose.RuleCount))
        {
            // A permission of the notice's own rank comes too late: the lists have that rank.
            if (rule.Rank == Rank.Notice && !isListSettled)
                break;

            if (!Matches(ref asked, in rule))
                continue;

            var named = rule.AnyCategory ? asked.Question.Categories : asked.Question.Categories.And(rule.Categories);
            if (rule.Effect == RuleEffect.RequireConsent)
                AskConsent(ref asked, in rule);
            else if (rule.Effect == RuleEffect.Permit)
            {
                if (lifted.IsEmpty)
                    (liftClause, liftRank) = (rule.Clause, rule.Rank);

                lifted = lifted.Or(named);
                isListSettled = listed == DenialReason.None || IsLifted(ref asked, listed, lifted);
            }
            else if (!named.IsWithin(lifted))
                return asked.Deny(DenialReason.RuleForbids, rule.Clause, rule.Rank);
            else
                asked.IsLifted = true;
        }

        if (!isListSettled)
            return asked.Deny(listed, listClause, Rank.Notice);

        asked.IsLifted |= listed != DenialReason.None;
        (asked.Clause, asked.Rank) = asked.IsLifted ? (liftClause, liftRank) : (asked.Purpose.Clause, Rank.Notice);
        return DenialReason.None;
    }

    private static void AskConsent(ref Asked asked, in RuleRow rule)
    {
        if (asked.RuleAsksConsent)
            return;

        (asked.RuleAsksConsent, asked.ConsentClause, asked.ConsentRank) = (true, rule.Clause, rule.Rank);
    }

    private static bool IsLifted(ref Asked asked, DenialReason listed, CategorySet lifted) =>
        listed == DenialReason.CategoryOutsidePurpose && OnlyCategoriesAreOutside(ref asked)
            ? asked.Question.Categories.Without(asked.Purpose.Categories).IsWithin(lifted)
            : asked.Question.Categories.IsWithin(lifted);

    // The lists answer with their first denial; a permission for one category must not hide a second denial behind it.
    private static bool OnlyCategoriesAreOutside(ref Asked asked) =>
        asked.Kinds.Overlaps(asked.Purpose.Subjects)
        && asked.Tables.Pursues.Has(asked.Question.Purpose.Value, asked.Question.Controller.Value)
        && (!asked.HasRecipient || (asked.Purpose.RecipientKinds >> asked.Recipient.Kind & 1) != 0)
        && (asked.Question.Action != UseAction.Collect || IsCollectedThere(ref asked, out _));

    private static bool Matches(ref Asked asked, in RuleRow rule)
    {
        ref readonly var question = ref asked.Question;
        return rule.Days.Contains(question.On.Number)
            && rule.Actions.Matches((int)question.Action)
            && (rule.AnyCategory || !rule.Categories.And(question.Categories).IsEmpty)
            && rule.Subjects.Overlaps(asked.Kinds.Bits)
            && rule.Residences.Overlaps(asked.Epoch.Regimes[asked.Standing.Residence])
            && (rule.RecipientKinds.IsOpen || (asked.HasRecipient && rule.RecipientKinds.Matches(asked.Recipient.Kind)))
            && (rule.AnyController || asked.Tables.RuleControllers.Has(rule.Number, question.Controller.Value))
            && (rule.AnyDestination || LeadsThere(ref asked, in rule));
    }

    // As with borders: a country that the caller names must not buy a permission, nor slip past a prohibition.
    private static bool LeadsThere(ref Asked asked, in RuleRow rule) =>
        rule.Effect == RuleEffect.Permit
            ? HasDestination(ref asked, rule.Number, asked.To) && HasDestination(ref asked, rule.Number, asked.Seat)
            : HasDestination(ref asked, rule.Number, asked.To) || HasDestination(ref asked, rule.Number, asked.Seat);

    private static bool HasDestination(ref Asked asked, int rule, ushort to) =>
        asked.Tables.RuleDestinations.Has(rule, to)
        || asked.Tables.RuleDestinations.Has(rule, asked.Law.ParentOf[to]);
}
