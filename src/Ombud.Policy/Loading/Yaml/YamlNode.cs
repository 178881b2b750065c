using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Yaml;

/// <summary>A value of a YAML file and its place.</summary>
internal abstract record YamlNode(SourceSpan At);

/// <summary>A scalar; plain means without quotes, so that <c>12</c> is a number and <c>'12'</c> a text.</summary>
internal sealed record YamlScalar(SourceSpan At, string Value, bool Plain) : YamlNode(At);

/// <summary>A mapping with its keys in the order of the file.</summary>
internal sealed record YamlMap(SourceSpan At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At);

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A sequence.</summary>
internal sealed record YamlList(SourceSpan At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

/// <summary>Stands for a value that was refused and reported, so that nobody reports it again.</summary>
internal sealed record YamlRefused(SourceSpan At) : YamlNode(At);
