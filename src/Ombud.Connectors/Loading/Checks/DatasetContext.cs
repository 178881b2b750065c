using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>What a check of a dataset may look at.</summary>
internal sealed class DatasetContext
{
    private readonly Findings _findings;
    private readonly Dictionary<string, TableDescription> _tables = new(StringComparer.Ordinal);

    internal DatasetContext(SystemDescription system, DatasetWorld? world, Findings findings)
    {
        (System, World, _findings) = (system, world, findings);
        foreach (var table in system.Tables)
            _tables.TryAdd(table.Name, table);
    }

    internal SystemDescription System { get; }

    internal DatasetWorld? World { get; }

    internal IEnumerable<string> TableNames => _tables.Keys;

    /// <summary>
    /// Whether tables, fields and references could all be read and lead somewhere; where not, nothing that follows from them
    /// together is said.
    /// </summary>
    internal bool IsWhole { get; private set; } = true;

    internal TableDescription? Table(string name) => _tables.GetValueOrDefault(name);

    internal bool IsSound(SourceSpan entry, string key) => _findings.IsSound(entry, key);

    /// <summary>Says that something the whole depends on is missing.</summary>
    internal void Break() => IsWhole = false;

    internal void Add(SourceSpan entry, string key, PackRule rule, string message) =>
        _findings.Add(_findings.Places.Of(entry, key), rule, message);

    internal void Add(SourceSpan entry, string key, int index, PackRule rule, string message) =>
        _findings.Add(_findings.Places.Of(entry, key, index), rule, message);
}

/// <summary>A rule about the meaning of a whole dataset file.</summary>
internal interface IDatasetCheck
{
    /// <summary>Reports everything that breaks the rule.</summary>
    void Run(DatasetContext check);
}

/// <summary>All checks. Each runs, whatever the others found; those of references stand before those that follow them.</summary>
internal static class DatasetChecks
{
    private static readonly IDatasetCheck[] All =
    [
        new WorldIsKnown(),
        new NamesStandOnce(),
        new KeysAreListed(),
        new CallsAreSaid(),
        new PeopleAreAsked(),
        new ReferencesResolve(),
        new FieldsAreErasedWhereRowsStay(),
        new WhatStaysIsExplained(),
        new WhatIsCorrectedLeadsNowhere(),
        new TimesRunFromFields(),
        new MarksCanBeSet(),
        new PeopleAreReached(),
        new RowsCanGoInOrder(),
    ];

    internal static void Run(DatasetContext check)
    {
        foreach (var rule in All)
            rule.Run(check);
    }
}
