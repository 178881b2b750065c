namespace Ombud.Policies.Loading.Versions;

/// <summary>A YAML file of a version and the lists that stand in it.</summary>
internal sealed record VersionFile(string Name, params string[] Keys)
{
    internal const string Version = "version.yaml";

    internal const string TextFolder = "text";

    internal static IReadOnlyList<VersionFile> All { get; } =
    [
        new("sections.yaml", "sections"),
        new("clauses.yaml", "clauses", "principles"),
        new("parties.yaml", "parties"),
        new("recipients.yaml", "recipientKinds", "vendorFunctions", "recipients"),
        new("subjects.yaml", "subjectKinds"),
        new("categories.yaml", "categories"),
        new("purposes.yaml", "purposes", "topics", "rules"),
        new("collection-points.yaml", "collectionPoints"),
        new("safeguards.yaml", "safeguards"),
        new("retention.yaml", "retentionRules"),
        new("rights.yaml", "rights"),
        new("contacts.yaml", "contacts", "authorities", "recourse", "fourEyes"),
        new("cookies.yaml", "sites"),
    ];

    internal static VersionFile Of(string key) => All.First(file => file.Keys.Contains(key));
}
