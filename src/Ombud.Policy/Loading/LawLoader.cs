using Ombud.Policies.Cases;
using Ombud.Policies.Law;
using Ombud.Policies.Loading.Mapping;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading;

/// <summary>Reads the law's data from its folder and checks it.</summary>
public sealed class LawLoader
{
    private static readonly string[] Areas = ["eea", "uk", "ch"];

    private readonly PackFolder _folder;
    private readonly Findings _findings = new();
    private bool _allRead = true;

    private LawLoader(PackFolder folder) => _folder = folder;

    /// <summary>Loads the law's data. Bad content is never an exception but an error of the result.</summary>
    /// <param name="lawFolder">The folder that holds <c>countries.yaml</c> and its neighbours.</param>
    public static LawLoading Load(string lawFolder)
    {
        var loader = new LawLoader(new(lawFolder));
        var law = loader.Read();
        return new(law, loader._findings.Errors);
    }

    private LegalData Read()
    {
        var law = new LegalData
        {
            Countries = Entries("countries", LawMapper.Country),
            Regimes = Entries("regimes", LawMapper.Regime),
            Mechanisms = Entries("mechanisms", LawMapper.Mechanism),
            Adequacies = Entries("adequacy", LawMapper.Adequacy),
            Deadlines = Entries("deadlines", LawMapper.Deadline),
            Holidays = Entries("holidays", LawMapper.Holiday),
            AgentRules = Entries("agents", LawMapper.AgentRule),
        };
        if (_allRead)
            Check(law);
        return law;
    }

    private IReadOnlyList<T> Entries<T>(string key, Func<YamlReader, T> map)
        where T : PackEntry
    {
        var path = $"{key}.yaml";
        if (!_folder.Has(path))
        {
            _findings.Add(new(path, 1, 1), PackRules.FileMissing,
                $"there is no {path}; give the folder of the law's data");
            _allRead = false;
            return [];
        }

        if (YamlFile.Read(SourceFile.Read(_folder.Root, path, _findings), _findings) is not { } yaml)
        {
            _allRead = false;
            return [];
        }

        var reader = new YamlReader(yaml, new() { Findings = _findings, Lenient = true });
        if (!reader.Has(key))
            _findings.Add(yaml.At, PackRules.KeyMissing, $"'{key}' is missing; add it");
        return reader.Entries(key, map);
    }

    private void Check(LegalData law)
    {
        var countries = law.Countries.Select(country => country.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var country in law.Countries)
            CheckCountry(countries, country.At, "partOf", -1, country.PartOf);
        foreach (var regime in law.Regimes)
            CheckMembers(countries, regime);
        foreach (var mechanism in law.Mechanisms)
        {
            CheckArea(mechanism.At, mechanism.From);
            for (var i = 0; i < mechanism.To.Count; i++)
                CheckCountry(countries, mechanism.At, "to", i, mechanism.To[i]);
            CheckMechanism(law, mechanism);
        }

        foreach (var holiday in law.Holidays)
            CheckHoliday(countries, holiday);
        foreach (var rule in law.AgentRules)
            CheckAgentRule(law, rule);
        foreach (var adequacy in law.Adequacies)
        {
            CheckArea(adequacy.At, adequacy.From);
            CheckCountry(countries, adequacy.At, "to", -1, adequacy.To);
        }
    }

    private void CheckAgentRule(LegalData law, AgentRule rule)
    {
        CheckWord(rule.At, "regime", -1, rule.Regime, "regime", [.. law.Regimes.Select(regime => regime.Id)]);
        for (var i = 0; i < rule.Capacities.Count; i++)
            CheckWord(rule.At, "capacities", i, rule.Capacities[i], "capacity", EnumWords.Of<AgentCapacity>());
        for (var i = 0; i < rule.Ask.Count; i++)
            CheckWord(rule.At, "ask", i, rule.Ask[i], "kind of proof", EnumWords.Of<AgentProof>());
    }

    private void CheckWord(SourceSpan entry, string key, int index, string word, string what, IReadOnlyList<string> known)
    {
        if (word.Length > 0 && !known.Contains(word, StringComparer.Ordinal))
        {
            _findings.Add(_findings.Places.Of(entry, key, index), PackRules.ReferenceDangling,
                $"there is no {what} '{word}'{Suggestion.For(word, known)}");
        }
    }

    private void CheckHoliday(HashSet<string> countries, Holiday holiday)
    {
        CheckCountry(countries, holiday.At, "country", -1, holiday.Country);
        var ways = new[] { holiday.On is not null, holiday.Easter is not null, holiday is { Weekday: not null, From: not null } };
        if (ways.Count(way => way) != 1)
            _findings.Add(holiday.At, PackRules.KeyMissing, "a holiday has either 'on', or 'easter', or 'weekday' with 'from'");
    }

    private void CheckMembers(HashSet<string> countries, Regime regime)
    {
        for (var i = 0; i < regime.Members.Count; i++)
        {
            var member = _findings.Places.Of(regime.At, "members", i);
            CheckCountry(countries, member, "country", -1, regime.Members[i].Country);
        }
    }

    private void CheckCountry(HashSet<string> countries, SourceSpan entry, string key, int index, string? country)
    {
        if (string.IsNullOrEmpty(country) || countries.Contains(country))
            return;

        _findings.Add(_findings.Places.Of(entry, key, index), PackRules.CountryUnknown,
            $"there is no country '{country}' in countries.yaml{Suggestion.For(country, countries)}");
    }

    private void CheckArea(SourceSpan entry, string area)
    {
        if (area.Length > 0 && !Areas.Contains(area))
        {
            _findings.Add(_findings.Places.Of(entry, "from"), PackRules.ValueUnknown,
                $"'{area}' is not one of {string.Join(", ", Areas)}{Suggestion.For(area, Areas)}");
        }
    }

    private void CheckMechanism(LegalData law, TransferMechanism mechanism)
    {
        if (mechanism.DependsOn is { Length: > 0 } other && law.Mechanisms.All(known => known.Id != other))
        {
            _findings.Add(_findings.Places.Of(mechanism.At, "dependsOn"), PackRules.ReferenceDangling,
                $"there is no mechanism '{other}'{Suggestion.For(other, law.Mechanisms.Select(known => known.Id))}");
        }
    }
}
