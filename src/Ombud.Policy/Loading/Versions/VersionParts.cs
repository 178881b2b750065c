using Ombud.Policies.Loading.Mapping;
using Ombud.Policies.Loading.Markdown;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Versions;

/// <summary>An id that a version takes away from the one it is based on.</summary>
internal sealed record Removal(string Id, SourceSpan At);

/// <summary>What a version's folder holds, before and after it is laid over the version it is based on.</summary>
internal sealed record VersionParts
{
    /// <summary>The folder's name.</summary>
    internal required string Name { get; init; }

    /// <summary>What <c>version.yaml</c> says; null where it cannot be read.</summary>
    internal required VersionMeaning? Says { get; init; }

    /// <summary>All lists but sections and clauses, which need their text first.</summary>
    internal required NoticeVersion Lists { get; init; }

    internal required IReadOnlyList<SectionMeaning> Sections { get; init; }

    internal required IReadOnlyList<ClauseMeaning> Clauses { get; init; }

    /// <summary>By a list's key, what is taken away.</summary>
    internal required IReadOnlyDictionary<string, IReadOnlyList<Removal>> Removed { get; init; }

    internal required IReadOnlyList<MarkdownFile> Texts { get; init; }

    internal required IReadOnlyList<SourceFile> YamlFiles { get; init; }

    /// <summary>Lists whose file could not be read: nobody knows what they hold.</summary>
    internal required IReadOnlySet<string> Unknown { get; init; }

    /// <summary>The place of the version as a whole.</summary>
    internal SourceSpan At => Says?.At ?? new($"{Name}/{VersionFile.Version}", 1, 1);
}
