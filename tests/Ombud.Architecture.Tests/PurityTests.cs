using ArchUnitNET.Loader;

namespace Ombud.Architecture.Tests;

/// <summary>Policy and Trail are pure: no database, no web, no clock; files only where a pack or an export is read.</summary>
public sealed class PurityTests
{
    private static readonly string[] Impure =
    [
        "Microsoft.AspNetCore.", "Microsoft.EntityFrameworkCore.", "Microsoft.Data.", "Npgsql.", "System.Net.",
        "System.Data.", "Microsoft.Extensions.",
    ];

    private static readonly string[] Files = ["System.IO.File", "System.IO.Directory", "System.IO.FileStream"];

    [Fact]
    public void Policy_reads_files_only_while_loading() =>
        Assert.Empty(Violations(typeof(Policies.Model.Pack).Assembly, "Ombud.Policies.Loading"));

    [Fact]
    public void Trail_reads_files_only_while_verifying() =>
        Assert.Empty(Violations(typeof(Trail.Hash32).Assembly, "Ombud.Trail.Verification"));

    // The partner: the product itself is anything but pure, so the same rule must find it.
    [Fact]
    public void The_rule_finds_what_is_not_pure() =>
        Assert.NotEmpty(Violations(CapabilityOrder.Product, "Ombud.Nowhere"));

    private static List<string> Violations(System.Reflection.Assembly assembly, string mayReadFiles) =>
        [.. new ArchLoader().LoadAssemblies(assembly).Build().Types
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type.FullName, To: dependency.Target.FullName)))
            .Where(pair => Impure.Any(prefix => pair.To.StartsWith(prefix, StringComparison.Ordinal))
                || (Files.Contains(pair.To) && !pair.From.StartsWith(mayReadFiles, StringComparison.Ordinal)))
            .Select(pair => $"{pair.From} knows {pair.To}")
            .Distinct()];
}
