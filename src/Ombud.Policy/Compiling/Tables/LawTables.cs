using Ombud.Policies.Deciding;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>Something of the law that carries data to a country by itself, and its days.</summary>
internal readonly record struct LegalCarrier(SafeguardId Id, DaySpan InForce);

/// <summary>What of the law does not hang on a version of the notice.</summary>
internal sealed class LawTables
{
    private readonly (int First, int Count)[] _index;
    private readonly LegalCarrier[] _carriers;
    private readonly int _countries;

    public LawTables(ushort[] parents, Func<Area, int, IEnumerable<LegalCarrier>> carriersOf)
    {
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

    public int CountryLength => _countries;

    /// <summary>What leads from an area to a country without the organisation doing anything.</summary>
    public ReadOnlySpan<LegalCarrier> Carriers(Area from, int to)
    {
        var (first, count) = _index[((int)from * _countries) + to];
        return _carriers.AsSpan(first, count);
    }
}
