using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>Step 9: no border of a guarded area is crossed without something in force on the day that carries
/// it.</summary>
internal static class TransferStep
{
    private const int OriginsMax = 3;

    public static DenialReason Check(ref Asked asked)
    {
        Span<ushort> origins = stackalloc ushort[OriginsMax];
        foreach (var from in origins[..Origins(ref asked, origins)])
        {
            if (!IsCarriedFrom(ref asked, from))
                return asked.Deny(DenialReason.TransferWithoutSafeguard, asked.Recipient.KindClause, Rank.Law);
        }

        return DenialReason.None;
    }

    /// <summary>The guarded border that decides: the one that nothing carries, else where the data goes, else the
    /// recipient's own.</summary>
    /// <returns>False where the law guards none.</returns>
    public static bool FindBorder(ref Asked asked, out ushort from, out ushort to)
    {
        Span<ushort> origins = stackalloc ushort[OriginsMax];
        var all = origins[..Origins(ref asked, origins)];
        (from, to) = (0, 0);
        foreach (var origin in all)
        {
            if (!Guards(ref asked, origin, out var border))
                continue;

            var isCarried = IsCarriedFrom(ref asked, origin);
            if (to == 0 || !isCarried)
                (from, to) = (origin, border);
            if (!isCarried)
                break;
        }

        if (to == 0)
            return false;

        var area = asked.Epoch.Areas[from];
        if (to != asked.Seat && IsCarried(ref asked, from, area, to) && !IsCarried(ref asked, from, area, asked.Seat))
            (to, asked.Safeguard) = (asked.Seat, default);

        return true;
    }

    /// <summary>The countries from which data is taken to go. Whoever states where it lies adds a border to those of the
    /// controller's country and of the person's, and takes none away.</summary>
    private static int Origins(ref Asked asked, scoped Span<ushort> origins)
    {
        origins[0] = asked.From;
        var stays = asked.Question.To.Value == 0 && asked.Question.Recipient.Value == 0;
        if (stays || asked.From == asked.Controller.Country)
            return 1;

        origins[1] = asked.Controller.Country;
        if (!asked.IsReached)
            return 2;

        origins[2] = asked.Standing.Residence;
        return 3;
    }

    // A country that the caller names is one more border, never instead of the recipient's own.
    private static bool IsCarriedFrom(ref Asked asked, ushort from)
    {
        var area = asked.Epoch.Areas[from];
        return area == Area.None
            || (IsCarried(ref asked, from, area, asked.To)
                && (asked.Seat == asked.To || IsCarried(ref asked, from, area, asked.Seat)));
    }

    /// <summary>Whether a guarded border lies between a country and where the data goes, or the recipient's own.</summary>
    private static bool Guards(ref Asked asked, ushort from, out ushort to)
    {
        var area = asked.Epoch.Areas[from];
        to = IsFree(ref asked, from, area, asked.To) ? asked.Seat : asked.To;
        return area != Area.None && !IsFree(ref asked, from, area, to);
    }

    private static bool IsCarried(ref Asked asked, ushort from, Area area, ushort to) =>
        IsFree(ref asked, from, area, to) || HasCarrier(ref asked, area, to);

    /// <summary>Whether nothing is crossed that the law guards.</summary>
    private static bool IsFree(ref Asked asked, ushort from, Area area, ushort to) =>
        from == to
        || (to != 0
            && (asked.Law.ParentOf[from] == asked.Law.ParentOf[to]
                || (area == Area.Eea && asked.Epoch.Areas[to] == Area.Eea)));

    private static bool HasCarrier(ref Asked asked, Area area, ushort to)
    {
        ref readonly var importer = ref asked.Question.Recipient.Value != 0 ? ref asked.Recipient
            : ref asked.Controller;
        var route = new Route(asked.Question.On.Number, area, to);
        if (!Carrier(route, asked.Question.Categories, in importer, asked.Tables, asked.Law, out var safeguard, out _))
            return false;

        // Two borders may have two carriers; a decision names that of where the data goes.
        if (asked.Safeguard.Value == 0)
            asked.Safeguard = safeguard;

        return true;
    }

    /// <summary>The first thing that carries data over a border on a day: of the law, else of the importer.</summary>
    /// <param name="categories">What must all be carried; empty for anything.</param>
    /// <param name="excluded">Categories that it does not carry.</param>
    internal static bool Carrier(
        Route route, CategorySet categories, in PartyRow importer, VersionTables tables, LawTables law,
        out SafeguardId safeguard, out CategorySet excluded)
    {
        excluded = CategorySet.Empty;
        foreach (ref readonly var carrier in law.Carriers(route.Area, route.To))
        {
            if (!carrier.InForce.Contains(route.Day))
                continue;

            safeguard = carrier.Id;
            return true;
        }

        foreach (ref readonly var carrier in tables.Carriers.AsSpan(importer.FirstCarrier, importer.CarrierCount))
        {
            if (!carrier.InForce.Contains(route.Day) || carrier.From != route.Area
                || !tables.Destinations.Has(carrier.Destinations, route.To)
                || !categories.And(carrier.Excluded).IsEmpty)
                continue;

            (safeguard, excluded) = (carrier.Id, carrier.Excluded);
            return true;
        }

        safeguard = default;
        return false;
    }
}

/// <summary>A guarded area that data leaves, the country it goes to, and the day.</summary>
internal readonly record struct Route(int Day, Area Area, ushort To);
