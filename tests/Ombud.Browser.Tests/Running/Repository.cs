using System.Reflection;

namespace Ombud.Browser.Tests.Running;

/// <summary>Where the sources and the built product lie, as the build wrote it down.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Say("RepositoryRoot"));

    /// <summary>The product's program, built before these tests.</summary>
    public static string Product { get; } = Say("Product");

    private static string Say(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
