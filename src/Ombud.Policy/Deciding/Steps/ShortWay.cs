using Ombud.Policies.Compiling.Tables;
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
            || question.Purpose.Value >= tables.Purposes.Length
            || question.Controller.Value >= tables.Parties.Length)
            return false;

        ref readonly var purpose = ref tables.Purposes[question.Purpose.Value];
        ref readonly var controller = ref tables.Parties[question.Controller.Value];

        // One jump for many conditions: with mixed questions a wrong guess costs more than the tests themselves.
        var stops = (int)standing.Marks
            | question.Topic.Value | question.From.Value | question.To.Value | question.Point.Value
            | (int)standing.Wills[question.Purpose.Value].Objections
            | One(question.Action is UseAction.None or UseAction.Collect or > UseAction.Store)
            | One(question.EndsOn.IsSome & question.EndsOn <= question.On)
            | One(!purpose.Traits.HasAny(PurposeTraits.Plain))
            | One(question.Categories.IsEmpty | !question.Categories.IsWithin(purpose.PlainCategories))
            | One(!standing.Kinds.Overlaps(purpose.Subjects))
            | One((controller.Traits & (PartyTraits.Client | PartyTraits.ServesEverywhere))
                != PartyTraits.ServesEverywhere)
            | One(!tables.Pursues.Has(question.Purpose.Value, question.Controller.Value));
        if (stops != 0
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

    private static int One(bool stops) => stops ? 1 : 0;

    /// <summary>Nobody else, or somebody of a listed kind, with an agreement if need be, behind no guarded
    /// border.</summary>
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
                || (recipient.Country != 0 && epoch.Areas[controller.Country] == Area.Eea
                    && epoch.Areas[recipient.Country] == Area.Eea));
    }

    private static bool HasAgreement(in Question question, in PartyRow recipient, VersionTables tables) =>
        recipient.Agreement.Contains(question.On.Number)
        && question.Categories.IsWithin(
            tables.FunctionCategories[(recipient.Functions * tables.PurposeLength) + question.Purpose.Value]);

    /// <summary>Whether a basis holds under the establishment's regime, and under the residence's.</summary>
    private static bool Holds(
        in Question question, Standing standing, Epoch epoch, VersionTables tables, in PartyRow controller,
        out LegalBasis basis)
    {
        var regime = epoch.SoleRegimes[controller.Country];
        var residence = epoch.SoleRegimes[standing.Residence];
        basis = BasisUnder(in question, standing, tables, regime);
        return basis != LegalBasis.None
            && (residence == regime || BasisUnder(in question, standing, tables, residence) != LegalBasis.None);
    }

    /// <summary>The first basis under a regime that is for this person and holds; none under regime 0.</summary>
    private static LegalBasis BasisUnder(in Question question, Standing standing, VersionTables tables, byte regime)
    {
        foreach (ref readonly var ground in tables.GroundsOf(question.Purpose.Value, regime))
        {
            if (standing.Kinds.Overlaps(ground.Subjects)
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
