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
        var obligations = question.Action is UseAction.Use or UseAction.Disclose
            ? Deciding.Obligations.Log : Deciding.Obligations.None;
        if (question.Action == UseAction.Collect && asked.Tables.Points[question.Point.Value].Informs)
            obligations |= Deciding.Obligations.Inform;

        return question.Categories.And(asked.Tables.NotOrdinary).IsEmpty ? obligations
            : obligations | OfSensitive(in question, asked.Tables);
    }

    /// <summary>What sensitive categories oblige to beside the rest.</summary>
    private static Obligations OfSensitive(in Question question, VersionTables tables)
    {
        var isGrave = !question.Categories.And(tables.Grave).IsEmpty;
        return question.Action == UseAction.Use && isGrave
            ? Deciding.Obligations.Mask | Deciding.Obligations.HumanReview : Deciding.Obligations.Mask;
    }
}
