using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>What YAML says of a section; its text is Markdown.</summary>
internal sealed record SectionMeaning : PackEntry;

/// <summary>What YAML says of a clause; its text is Markdown.</summary>
internal sealed record ClauseMeaning : PackEntry
{
    public required string Section { get; init; }
    public required Rank Rank { get; init; }
    public required IReadOnlyList<string> Parties { get; init; }
    public required IReadOnlyList<Statement> Statements { get; init; }
}

/// <summary>Reads <c>sections.yaml</c> and <c>clauses.yaml</c>.</summary>
internal static class ClausesMapper
{
    internal static SectionMeaning Section(YamlReader node) => new() { Id = node.Id(), At = node.At };

    internal static ClauseMeaning Clause(YamlReader node) => new()
    {
        Id = node.ClauseId(),
        At = node.At,
        Section = node.Text("section"),
        Rank = node.Enum("rank", Rank.Notice),
        Parties = node.Words("parties"),
        Statements = node.List("statements", Statement),
    };

    internal static Principle Principle(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Name = node.Localized("name"),
        Says = node.Localized("says"),
        Clauses = node.SomeWords("clauses"),
    };

    private static Statement Statement(YamlReader node) => new()
    {
        At = node.At,
        Says = node.Localized("says"),
        Control = node.OptionalText("control"),
        Attested = node.Child("attested", Attestation),
    };

    private static Attestation Attestation(YamlReader node)
    {
        var on = node.Date("on");
        return new(node.Text("by"), on, node.Date("until"));
    }
}
