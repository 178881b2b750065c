using Ombud.Policies.Compiling.Tables;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 1: what the notice does not name is not done.</summary>
internal static class DeclaredStep
{
    /// <summary>Whether every word of the question is in the version in force. After it, numbers index without a
    /// check.</summary>
    public static DenialReason Check(in Question question, VersionTables? tables, int countries)
    {
        if (question.Action is UseAction.None or > UseAction.Store)
            return DenialReason.ActionNotDeclared;

        if (tables is null)
            return DenialReason.NoNoticeInForce;

        if (question.Purpose.Value >= tables.Purposes.Length
            || !tables.Purposes[question.Purpose.Value].Traits.HasAny(PurposeTraits.Declared))
            return DenialReason.PurposeNotDeclared;

        if (question.Topic.Value != 0 && !HasTopic(question, tables))
            return DenialReason.TopicNotDeclared;

        if (question.Categories.IsEmpty || !question.Categories.IsWithin(tables.Declared))
            return DenialReason.CategoryNotDeclared;

        if (question.Controller.Value >= tables.Parties.Length
            || !tables.Parties[question.Controller.Value].Traits.HasAny(PartyTraits.Controller))
            return DenialReason.ControllerNotDeclared;

        if ((question.Recipient.Value != 0 || question.Action == UseAction.Disclose) && !HasRecipient(question, tables))
            return DenialReason.RecipientNotDeclared;

        if ((question.Point.Value != 0 || question.Action == UseAction.Collect) && !HasPoint(question, tables))
            return DenialReason.CollectionPointNotDeclared;

        return question.From.Value >= countries || question.To.Value >= countries
            ? DenialReason.CountryNotDeclared : DenialReason.None;
    }

    private static bool HasTopic(in Question question, VersionTables tables) =>
        question.Topic.Value < tables.TopicPurposes.Length
        && tables.TopicPurposes[question.Topic.Value] == question.Purpose.Value;

    private static bool HasRecipient(in Question question, VersionTables tables) =>
        question.Recipient.Value < tables.Parties.Length
        && tables.Parties[question.Recipient.Value].Traits.HasAny(PartyTraits.Recipient);

    private static bool HasPoint(in Question question, VersionTables tables) =>
        question.Point.Value < tables.Points.Length && tables.Points[question.Point.Value].IsDeclared;
}
