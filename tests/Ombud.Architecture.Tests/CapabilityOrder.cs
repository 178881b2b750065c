using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Ombud.Architecture.Tests;

/// <summary>The architecture: capabilities in order, each knowing only those before it.</summary>
internal static class CapabilityOrder
{
    /// <summary>The one list. Where it is wrong, change it here, not the rule.</summary>
    public static readonly IReadOnlyList<string> Capabilities =
    [
        "Shared", "Database", "Keys", "Log", "Subjects", "Jobs", "Layout", "Paper", "Mail", "SignIn", "Notices", "Vault", "Consents",
        "Decisions", "Collection", "Disclosures", "Retention", "Systems", "Erasure", "Corrections", "MyData", "Advice", "Cases",
        "Incidents", "Choices", "Usage", "Assurance", "Backup", "Web",
    ];

    /// <summary>Folders and files at the root of the product that put it together, and so know everything.</summary>
    private static readonly string[] Composition = ["Host", "CommandLine", "Program"];

    public static Assembly Product { get; } = typeof(Host).Assembly;

    /// <summary>Dependencies that go against the order, as sentences.</summary>
    public static IReadOnlyList<string> Violations(Assembly assembly, string root)
    {
        var architecture = new ArchLoader().LoadAssemblies(assembly).Build();
        return [.. architecture.Types
            .Where(type => CapabilityOf(type.FullName, root) is not null)
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(pair => IsAgainst(CapabilityOf(pair.From.FullName, root), CapabilityOf(pair.To.FullName, root)))
            .Select(pair => $"{pair.From.FullName} knows {pair.To.FullName}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsAgainst(string? from, string? to) =>
        from is not null && to is not null && Index(from) < Index(to);

    private static int Index(string capability) => Capabilities.ToList().IndexOf(capability);

    /// <summary>The capability a type belongs to; null for types outside, such as generated migrations.</summary>
    public static string? CapabilityOf(string fullName, string root)
    {
        if (!fullName.StartsWith(root + ".", StringComparison.Ordinal) || fullName.Contains(".Migrations.", StringComparison.Ordinal))
            return null;
        var rest = fullName[(root.Length + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : rest[..dot];
    }

    /// <summary>First-level namespaces of the product that the list does not name.</summary>
    public static IReadOnlyList<string> Unlisted() =>
        [.. Product.GetTypes()
            .Where(type => type.Namespace is not null && type.FullName is not null)
            .Select(type => CapabilityOf(type.FullName!, "Ombud"))
            .Where(name => name is not null && !Capabilities.Contains(name) && !Composition.Contains(name))
            .Distinct().Select(name => name!)];
}
