using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>What <c>pack.yaml</c> says.</summary>
internal sealed record PackMeaning : PackEntry
{
    public required LocalizedText Name { get; init; }
    public required LocalizedText? Disclaimer { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyList<string> Versions { get; init; }
}

/// <summary>What <c>version.yaml</c> says.</summary>
internal sealed record VersionMeaning(
    SourceSpan At, string Version, DateOnly EffectiveFrom, LocalizedText Summary, string? BasedOn);

/// <summary>Reads <c>pack.yaml</c> and <c>version.yaml</c>.</summary>
internal static class PackMapper
{
    internal static PackMeaning Pack(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Name = node.Localized("name"),
        Disclaimer = node.OptionalLocalized("disclaimer"),
        Languages = node.SomeWords("languages"),
        Versions = node.SomeWords("versions"),
    };

    internal static VersionMeaning Version(YamlReader node) => new(
        node.At, node.Text("version"), node.Date("effectiveFrom"), node.Localized("summary"),
            node.OptionalText("basedOn"));
}
