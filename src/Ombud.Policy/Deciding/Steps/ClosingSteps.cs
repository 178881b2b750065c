using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Steps 10 and 11, and what a permission obliges to.</summary>
internal static class ClosingSteps
{
    /// <summary>Step 10. A vendor gets what its function needs, while its agreement runs.</summary>
    public static DenialReason Vendor(ref Asked asked)
    {
        if (!asked.HasRecipient || !asked.Recipient.Traits.HasAny(PartyTraits.NeedsAgreement))
            return DenialReason.None;

        if (!asked.Recipient.Agreement.Contains(asked.Question.On.Number))
            return asked.Deny(DenialReason.AgreementNotInForce, asked.Recipient.KindClause, Rank.Law);

        var row = (asked.Recipient.Functions * asked.Tables.PurposeLength) + asked.Question.Purpose.Value;
        return asked.Question.Categories.IsWithin(asked.Tables.FunctionCategories[row])
            ? DenialReason.None
            : asked.Deny(DenialReason.OutsideVendorFunction, asked.Recipient.KindClause, Rank.Notice);
    }

    /// <summary>Step 11. What has come to its end is not even kept.</summary>
    public static DenialReason Retention(ref Asked asked) =>
        asked.Question.EndsOn.IsSome && asked.Question.EndsOn <= asked.Question.On
            ? asked.Deny(DenialReason.PastRetention, asked.Purpose.Clause, Rank.Notice) : DenialReason.None;

    /// <summary>What whoever acts on the permission must also do.</summary>
    public static Obligations Obligations(ref Asked asked)
    {
        ref readonly var question = ref asked.Question;
        var obligations = OfUse(in question, asked.Tables);
        return question.Action == UseAction.Collect && asked.Tables.Points[question.Point.Value].Informs
            ? obligations | Deciding.Obligations.Inform : obligations;
    }

    /// <summary>What the action and the categories oblige to, wherever the data came from. Worked out without a jump.</summary>
    public static Obligations OfUse(in Question question, VersionTables tables)
    {
        var isUse = One(question.Action == UseAction.Use);
        var isSensitive = One(!question.Categories.And(tables.NotOrdinary).IsEmpty);
        var isGrave = One(!question.Categories.And(tables.Grave).IsEmpty);
        return (Obligations)(((isUse | One(question.Action == UseAction.Disclose)) * (int)Deciding.Obligations.Log)
            | (isSensitive * (int)Deciding.Obligations.Mask)
            | ((isGrave & isUse) * (int)Deciding.Obligations.HumanReview));
    }

    private static int One(bool holds) => holds ? 1 : 0;
}
