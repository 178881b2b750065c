using Ombud.Policies.Compiling;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>
/// Permits what is asked most: ordinary data, a plain purpose, no border that matters, an unmarked person. Whatever
/// it cannot see through at a glance it leaves to the steps; it never denies.
/// </summary>
internal static class ShortWay
{
    public static bool TryPermit(in Question question, Standing standing, Epoch epoch, out Decision decision)
    {
        decision = default;
        if (epoch.Version is not { } tables
            || standing.Marks != StandingMarks.None
            || question.Action is not (UseAction.Use or UseAction.Disclose or UseAction.Store)
            || (question.Topic.Value | question.From.Value | question.To.Value | question.Point.Value) != 0
            || (question.EndsOn.IsSome && question.EndsOn <= question.On)
            || question.Purpose.Value >= tables.Purposes.Length
            || question.Controller.Value >= tables.Parties.Length)
            return false;

        ref readonly var purpose = ref tables.Purposes[question.Purpose.Value];
        ref readonly var controller = ref tables.Parties[question.Controller.Value];
        if (!purpose.Traits.HasAny(PurposeTraits.Plain)
            || question.Categories.IsEmpty
            || !question.Categories.IsWithin(purpose.PlainCategories)
            || !standing.Kinds.Overlaps(purpose.Subjects)
            || controller.Traits.HasAny(PartyTraits.Client)
            || !tables.Pursues.Has(question.Purpose.Value, question.Controller.Value)
            || !IsPlainRecipient(in question, in purpose, in controller, epoch, tables)
            || !Holds(in question, standing, epoch, tables, in controller, out var basis))
            return false;

        decision = new()
        {
            Basis = basis,
            Clause = purpose.Clause,
            Obligations = question.Action == UseAction.Store ? Obligations.None : Obligations.Log,
            Version = tables.Index,
        };
        return true;
    }

    /// <summary>Nobody else, or somebody of a listed kind, with an agreement if need be, behind no guarded border.</summary>
    private static bool IsPlainRecipient(
        in Question question, in PurposeRow purpose, in PartyRow controller, Epoch epoch, VersionTables tables)
    {
        if (question.Recipient.Value == 0)
            return question.Action != UseAction.Disclose;

        if (question.Recipient.Value >= tables.Parties.Length)
            return false;

        ref readonly var recipient = ref tables.Parties[question.Recipient.Value];
        return (purpose.RecipientKinds >> recipient.Kind & 1) != 0
            && (!recipient.Traits.HasAny(PartyTraits.NeedsAgreement) || HasAgreement(in question, in recipient, tables))
            && (recipient.Country == controller.Country
                || (recipient.Country != 0 && epoch.Areas[controller.Country] == Area.Eea && epoch.Areas[recipient.Country] == Area.Eea));
    }

    private static bool HasAgreement(in Question question, in PartyRow recipient, VersionTables tables) =>
        recipient.Agreement.Contains(question.On.Number)
        && question.Categories.IsWithin(
            tables.FunctionCategories[(recipient.Functions * tables.PurposeLength) + question.Purpose.Value]);

    private static bool Holds(
        in Question question, Standing standing, Epoch epoch, VersionTables tables, in PartyRow controller, out LegalBasis basis)
    {
        var bases = tables.SoleBases;
        var row = question.Purpose.Value * tables.RegimeLength;
        basis = bases[row + epoch.SoleRegimes[controller.Country]];
        var residence = bases[row + epoch.SoleRegimes[standing.Residence]];
        if (!controller.Traits.HasAny(PartyTraits.ServesEverywhere))
            return false;

        return Holds(in question, standing, tables, basis)
            && (residence == basis || Holds(in question, standing, tables, residence))
            && standing.Objections[question.Purpose.Value] == ObjectionMarks.None;
    }

    private static bool Holds(in Question question, Standing standing, VersionTables tables, LegalBasis basis)
    {
        if (basis != LegalBasis.Consent)
            return basis != LegalBasis.None;

        ref readonly var consent = ref standing.Consents[question.Purpose.Value];
        var day = question.On.Number;
        return consent.Mark == ConsentMark.Given && consent.Version == tables.Index
            && consent.Since <= day && day < consent.Expires;
    }
}
