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
        ref readonly var importer = ref asked.Question.Recipient.Value != 0 ? ref asked.Recipient
            : ref asked.Controller;
        return Carrier(in asked.Question, area, asked.To, in importer, asked.Tables, asked.Law, out asked.Safeguard);
    }

    /// <summary>The first thing in force on the day that carries the data to a country: of the law, else of the
    /// importer.</summary>
    internal static bool Carrier(
        in Question question, Area area, ushort to, in PartyRow importer, VersionTables tables, LawTables law,
        out SafeguardId safeguard)
    {
        var day = question.On.Number;
        foreach (ref readonly var carrier in law.Carriers(area, to))
        {
            if (!carrier.InForce.Contains(day))
                continue;

            safeguard = carrier.Id;
            return true;
        }

        foreach (ref readonly var carrier in tables.Carriers.AsSpan(importer.FirstCarrier, importer.CarrierCount))
        {
            if (!carrier.InForce.Contains(day) || carrier.From != area
                || !tables.Destinations.Has(carrier.Destinations, to)
                || !question.Categories.And(carrier.Excluded).IsEmpty)
                continue;

            safeguard = carrier.Id;
            return true;
        }

        safeguard = default;
        return false;
    }
}
