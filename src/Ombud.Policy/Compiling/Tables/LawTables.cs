using Ombud.Policies.Deciding;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>Something of the law that carries data to a country by itself, and its days.</summary>
internal readonly record struct LegalCarrier(SafeguardId Id, DaySpan InForce);

/// <summary>In what time a regime has people told of data that did not come from them.</summary>
/// <param name="Regime">Number of the regime.</param>
internal readonly record struct InformClock(int Regime, DaySpan InForce, int Months, int Days)
{
    /// <summary>The last day, counted from when the data was obtained.</summary>
    public int LastDay(int from) => DateOnly.FromDayNumber(from).AddMonths(Months).AddDays(Days).DayNumber;
}

/// <summary>What of the law does not hang on a version of the notice.</summary>
internal sealed class LawTables
{
    private static readonly int LastCounted = new DateOnly(9000, 1, 1).DayNumber;

    private readonly (int First, int Count)[] _index;
    private readonly LegalCarrier[] _carriers;
    private readonly int _countries;
    private readonly InformClock[] _informClocks;

    public LawTables(ushort[] parents, Func<Area, int, IEnumerable<LegalCarrier>> carriersOf, InformClock[] informClocks)
    {
        _informClocks = informClocks;
        ParentOf = parents;
        _countries = parents.Length;
        _index = new (int, int)[_countries * 4];
        var all = new List<LegalCarrier>();
        for (var area = 0; area < 4; area++)
        {
            for (var country = 1; country < _countries; country++)
            {
                var carriers = area is 0 ? [] : carriersOf((Area)area, country).ToList();
                _index[(area * _countries) + country] = (all.Count, carriers.Count);
                all.AddRange(carriers);
            }
        }

        _carriers = [.. all];
    }

    /// <summary>By country: the country it is a part of, or itself.</summary>
    public ushort[] ParentOf { get; }

    /// <summary>The last day on which a person must be told of data that was obtained elsewhere on a day: by the strictest
    /// clock of the regimes that apply, else of any, else that day itself.</summary>
    public Day InformBy(Day obtained, uint regimes)
    {
        var (own, any) = (int.MaxValue, int.MaxValue);
        foreach (ref readonly var clock in _informClocks.AsSpan())
        {
            // A day at the end of time has no month after it.
            if (!clock.InForce.Contains(obtained.Number) || obtained.Number > LastCounted)
                continue;

            any = Math.Min(any, clock.LastDay(obtained.Number));
            if ((regimes >> clock.Regime & 1) != 0)
                own = Math.Min(own, clock.LastDay(obtained.Number));
        }

        return own != int.MaxValue ? new(own) : any != int.MaxValue ? new(any) : obtained;
    }

    public int CountryLength => _countries;

    /// <summary>The days of everything that carries data.</summary>
    public IEnumerable<DaySpan> Spans => _carriers.Select(carrier => carrier.InForce).Distinct();

    /// <summary>What leads from an area to a country without the organisation doing anything.</summary>
    public ReadOnlySpan<LegalCarrier> Carriers(Area from, int to)
    {
        var (first, count) = _index[((int)from * _countries) + to];
        return _carriers.AsSpan(first, count);
    }
}
