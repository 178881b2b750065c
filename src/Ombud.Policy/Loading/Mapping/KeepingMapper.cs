using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads <c>safeguards.yaml</c> and <c>retention.yaml</c>.</summary>
internal static class KeepingMapper
{
    private const int MonthsMax = 1200;

    internal static Safeguard Safeguard(YamlReader node)
    {
        var from = node.Date("from");
        return new()
        {
            Id = node.Id(),
            At = node.At,
            Clause = node.Text("clause"),
            Name = node.Localized("name"),
            Mechanism = node.Text("mechanism"),
            Importers = node.SomeWords("importers"),
            To = node.Words("to"),
            Concluded = node.Date("concluded"),
            From = from,
            Until = node.LastDay("until", from),
            Meets = node.Words("meets"),
        };
    }

    internal static RetentionRule Retention(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Reason = node.Localized("reason"),
        Source = node.Text("source"),
        Categories = node.Words("categories"),
        Subjects = node.Words("subjects"),
        Purposes = node.Words("purposes"),
        Countries = node.Words("countries"),
        CollectionPoints = node.Words("collectionPoints"),
        Anchor = node.Enum<Anchor>("anchor"),
        Months = node.Number("months", 0, MonthsMax),
        Then = node.Enum("then", EndAction.Delete),
        Ceiling = node.Flag("ceiling"),
        SurvivesErasure = node.Flag("survivesErasure"),
    };
}
