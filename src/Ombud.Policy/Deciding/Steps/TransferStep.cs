using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 9: no border of a guarded area is crossed without something in force on the day that carries
/// it.</summary>
internal static class TransferStep
{
    public static DenialReason Check(ref Asked asked)
    {
        var area = asked.Epoch.Areas[asked.From];

        // A country that the caller names is one more border, never instead of the recipient's own.
        return area == Area.None
            || (IsCarried(ref asked, area, asked.To) && (asked.Seat == asked.To || IsCarried(ref asked, area, asked.Seat)))
            ? DenialReason.None
            : asked.Deny(DenialReason.TransferWithoutSafeguard, asked.Recipient.KindClause, Rank.Law);
    }

    /// <summary>The guarded border that decides: the one that nothing carries, else where the data goes, else the
    /// recipient's own.</summary>
    /// <returns>False where the law guards none.</returns>
    public static bool FindBorder(ref Asked asked, Area area, out ushort to)
    {
        to = IsFree(ref asked, area, asked.To) ? asked.Seat : asked.To;
        if (IsFree(ref asked, area, to))
            return false;

        if (to != asked.Seat && IsCarried(ref asked, area, to) && !IsCarried(ref asked, area, asked.Seat))
            (to, asked.Safeguard) = (asked.Seat, default);

        return true;
    }

    private static bool IsCarried(ref Asked asked, Area area, ushort to) =>
        IsFree(ref asked, area, to) || HasCarrier(ref asked, area, to);

    /// <summary>Whether nothing is crossed that the law guards.</summary>
    private static bool IsFree(ref Asked asked, Area area, ushort to) =>
        asked.From == to
        || (to != 0
            && (asked.Law.ParentOf[asked.From] == asked.Law.ParentOf[to]
                || (area == Area.Eea && asked.Epoch.Areas[to] == Area.Eea)));

    private static bool HasCarrier(ref Asked asked, Area area, ushort to)
    {
        ref readonly var importer = ref asked.Question.Recipient.Value != 0 ? ref asked.Recipient
            : ref asked.Controller;
        if (!Carrier(in asked.Question, area, to, in importer, asked.Tables, asked.Law, out var safeguard))
            return false;

        // Two borders may have two carriers; a decision names that of where the data goes.
        if (asked.Safeguard.Value == 0)
            asked.Safeguard = safeguard;

        return true;
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
