using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Law;

namespace Ombud.Policies.Compiling;

/// <summary>Makes tables of the law's data.</summary>
internal sealed class LawCompiler(LegalData law, Words words)
{
    private const string InformEvent = "notice-of-indirect-collection";

    private readonly Dictionary<string, Country> _countries =
        law.Countries.ToDictionary(c => c.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, TransferMechanism> _mechanisms =
        law.Mechanisms.ToDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>All tables that do not hang on a day's version.</summary>
    public LawTables Compile()
    {
        var parents = new ushort[words.Countries.Length];
        for (var n = 1; n < parents.Length; n++)
            parents[n] = ParentOf(n);

        return new(parents, CarriersOf, [.. InformClocks()]);
    }

    // An act speaks while its regime has it. Where an end on a day off may move to the next working day, it is not moved:
    // earlier is never too late.
    private IEnumerable<InformClock> InformClocks() =>
        from deadline in law.Deadlines
        where deadline.Event == InformEvent
        from regime in law.Regimes
        from period in regime.Periods
        where period.Law == deadline.Law
        select new InformClock(
            words.Regimes.Find(regime.Id),
            DaySpan.Of(period.From, period.Until).And(DaySpan.Of(deadline.ValidFrom, deadline.ValidTo)),
            deadline.Unit is DeadlineUnit.Months ? deadline.Value ?? 0 : 0,
            deadline.Unit is DeadlineUnit.Days ? deadline.Value ?? 0 : 0);

    /// <summary>The mechanism of a word; null where the law has none of that name.</summary>
    public TransferMechanism? Mechanism(string word) => _mechanisms.GetValueOrDefault(word);

    /// <summary>The days on which a mechanism carries, those of the mechanisms it depends on included.</summary>
    public DaySpan InForce(TransferMechanism mechanism, int depth = 0)
    {
        var span = DaySpan.Of(mechanism.ValidFrom, mechanism.ValidTo);
        if (mechanism.DependsOn is not { } other)
            return span;

        // A circle never ends and a missing ground carries nothing.
        return depth < 8 && Mechanism(other) is { } ground ? span.And(InForce(ground, depth + 1)) : DaySpan.Never;
    }

    /// <summary>The days of the regimes' memberships and of their acts.</summary>
    public IEnumerable<DaySpan> Spans() =>
        law.Regimes.SelectMany(r => r.Members.Select(m => DaySpan.Of(m.From, m.Until))
            .Concat(r.Periods.Select(p => DaySpan.Of(p.From, p.Until))));

    /// <summary>Regimes by country on a day, as bits; at 0 the European Union's, for people whose residence is
    /// unknown.</summary>
    public uint[] RegimesOn(int day)
    {
        var regimes = new uint[words.Countries.Length];
        regimes[0] = 1u << words.Regimes.Find(KnownWords.Eu);
        for (var n = 1; n < regimes.Length; n++)
            regimes[n] = RegimesOf(words.Countries.Word(n), day);

        return regimes;
    }

    /// <summary>Areas by country on a day; an unknown exporter counts as in the European Economic Area.</summary>
    public Area[] AreasOn(int day) =>
        [.. Enumerable.Range(0, words.Countries.Length)
            .Select(n => n == 0 ? Area.Eea : AreaOf(words.Countries.Word(n), day))];

    /// <summary>Whether a regime has applied in a country on any day.</summary>
    public bool WasEverIn(string regime, string country) =>
        law.Regimes.Any(r => r.Id == regime && r.Members.Any(m => m.Country == country));

    private uint RegimesOf(string country, int day)
    {
        var bits = law.Regimes.Where(r => IsMember(r, country, day) && HasActOn(r, day))
            .Aggregate(0u, (set, r) => set | (1u << words.Regimes.Find(r.Id)));
        if (bits != 0)
            return bits;

        return _countries[country].PartOf is { } whole && _countries.ContainsKey(whole)
            ? RegimesOf(whole, day)
            : 1u << words.Regimes.Find(KnownWords.Default);
    }

    private Area AreaOf(string country, int day)
    {
        if (_countries[country].PartOf is { } whole && _countries.ContainsKey(whole))
            return AreaOf(whole, day);

        // Membership has dates and the flag is today's, so the flag speaks only for countries without dates.
        var eu = law.Regimes.FirstOrDefault(r => r.Id == KnownWords.Eu);
        var dated = eu?.Members.Any(m => m.Country == country) ?? false;
        if (dated ? IsMember(eu!, country, day) : _countries[country].Eea)
            return Area.Eea;

        return country switch { "GB" => Area.Uk, "CH" => Area.Ch, _ => Area.None };
    }

    private static bool IsMember(Regime regime, string country, int day) =>
        regime.Members.Any(m => m.Country == country && DaySpan.Of(m.From, m.Until).Contains(day));

    private static bool HasActOn(Regime regime, int day) =>
        regime.Periods.Count == 0 || regime.Periods.Any(p => DaySpan.Of(p.From, p.Until).Contains(day));

    private ushort ParentOf(int country)
    {
        var whole = _countries[words.Countries.Word(country)].PartOf is { } word ? words.Countries.Find(word) : 0;
        return (ushort)(whole == 0 ? country : whole);
    }

    private IEnumerable<LegalCarrier> CarriersOf(Area from, int country)
    {
        var word = words.Countries.Word(country);
        var parent = words.Countries.Word(ParentOf(country));
        var mechanisms = law.Mechanisms.Where(m => LeadsFrom(m.From, from) && Reaches(m, word, parent)).ToList();
        var certified = mechanisms.Where(m => m.Kind is MechanismKind.Certification)
            .Select(m => DaySpan.Of(m.ValidFrom, m.ValidTo)).ToList();

        foreach (var mechanism in mechanisms.Where(CarriesAlone))
            yield return new(words.Safeguard(mechanism.Id), InForce(mechanism));

        foreach (var adequacy in law.Adequacies.Where(a => LeadsFrom(a.From, from) && (a.To == word || a.To == parent)))
        {
            // An adequacy that runs beside a certification is that certification: it covers the certified and nobody
            // else.
            var span = DaySpan.Of(adequacy.ValidFrom, adequacy.ValidTo);
            if (certified.TrueForAll(c => c.And(span).IsEmpty))
                yield return new(words.Safeguard(adequacy.Id), span);
        }
    }

    private static bool CarriesAlone(TransferMechanism mechanism) =>
        mechanism is
        {
            Kind: MechanismKind.Membership or MechanismKind.Adequacy, Requires.Count: 0,
            HumanResourcesFlag: false
        };

    private static bool Reaches(TransferMechanism mechanism, string country, string parent) =>
        mechanism.To.Contains(country, StringComparer.Ordinal) || mechanism.To.Contains(parent, StringComparer.Ordinal);

    /// <summary>Whether an area's word in the law's data means the area.</summary>
    public static bool LeadsFrom(string word, Area area) => area switch
    {
        Area.Eea => word is "eea" or KnownWords.Eu,
        Area.Uk => word is KnownWords.Uk,
        Area.Ch => word is KnownWords.Ch,
        Area.None => false,
    };
}
