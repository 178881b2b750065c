using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 9: no border of a guarded area is crossed without something in force on the day that carries
/// it.</summary>
internal static class TransferStep
{
    public static DenialReason Check(ref Asked asked)
    {
        if (asked.From == asked.To)
            return DenialReason.None;

        var area = asked.Epoch.Areas[asked.From];
        return area == Area.None || IsFree(ref asked, area) || HasCarrier(ref asked, area)
            ? DenialReason.None
            : asked.Deny(DenialReason.TransferWithoutSafeguard, asked.Recipient.KindClause, Rank.Law);
    }

    /// <summary>Whether nothing is crossed that the law guards.</summary>
    public static bool IsFree(ref Asked asked, Area area) =>
        asked.To != 0
        && (asked.Law.ParentOf[asked.From] == asked.Law.ParentOf[asked.To]
            || (area == Area.Eea && asked.Epoch.Areas[asked.To] == Area.Eea));

    private static bool HasCarrier(ref Asked asked, Area area)
    {
        var day = asked.Question.On.Number;
        foreach (ref readonly var carrier in asked.Law.Carriers(area, asked.To))
        {
            if (!carrier.InForce.Contains(day))
                continue;

            asked.Safeguard = carrier.Id;
            return true;
        }

        ref readonly var importer = ref asked.Question.Recipient.Value != 0 ? ref asked.Recipient
            : ref asked.Controller;
        foreach (ref readonly var carrier in asked.Tables.Carriers.AsSpan(importer.FirstCarrier, importer.CarrierCount))
        {
            if (!carrier.InForce.Contains(day) || carrier.From != area
                || !asked.Tables.Destinations.Has(carrier.Destinations, asked.To)
                || !asked.Question.Categories.And(carrier.Excluded).IsEmpty)
                continue;

            asked.Safeguard = carrier.Id;
            return true;
        }

        return false;
    }
}
