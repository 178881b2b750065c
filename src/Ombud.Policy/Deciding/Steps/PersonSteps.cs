using Ombud.Policies.Compiling.Tables;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Steps 2 to 5: what holds for the person, or for the controller, whatever the purpose's lists say.</summary>
internal static class PersonSteps
{
    /// <summary>Step 2. Erasing, the guardian's access and legal claims go on.</summary>
    public static DenialReason Under13(ref Asked asked) =>
        asked.Standing.Marks.HasAny(StandingMarks.Under13) && !asked.Purpose.Traits.HasAny(PurposeTraits.ForChildren)
            ? asked.DenyByLaw(DenialReason.Under13) : DenialReason.None;

    /// <summary>Step 3.</summary>
    public static DenialReason Erased(ref Asked asked) =>
        asked.Standing.Marks.HasAny(StandingMarks.Erased) ? asked.DenyByLaw(DenialReason.SubjectErased)
        : asked.Standing.Marks.HasAny(StandingMarks.Isolated) ? asked.DenyByLaw(DenialReason.SubjectIsolated)
        : asked.Standing.Marks.HasAny(StandingMarks.Joined) ? asked.DenyByLaw(DenialReason.SubjectJoined)
        : DenialReason.None;

    /// <summary>Step 4. Storage goes on, and what article 18(2) leaves open.</summary>
    public static DenialReason Restricted(ref Asked asked) =>
        asked.Standing.Marks.HasAny(StandingMarks.Restricted) && !GoesOnUnderRestriction(ref asked)
            ? asked.DenyByLaw(DenialReason.ProcessingRestricted) : DenialReason.None;

    /// <summary>Step 5. A client decides what is done on its behalf.</summary>
    public static DenialReason Instructed(ref Asked asked) =>
        asked.Controller.Traits.HasAny(PartyTraits.Client)
        && !asked.Tables.Instructs.Has(asked.Question.Controller.Value, asked.Question.Purpose.Value)
            ? asked.DenyByLaw(DenialReason.NotInstructed) : DenialReason.None;

    private static bool GoesOnUnderRestriction(ref Asked asked) =>
        asked.Question.Action == UseAction.Store
        || asked.Purpose.Traits.HasAny(PurposeTraits.UnderRestriction)
        || ConsentCheck.LiftsRestriction(ref asked);
}
