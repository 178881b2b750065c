namespace Ombud.Layout;

/// <summary>A way into a capability's pages. Only what is registered is linked, so no link leads to nothing.</summary>
/// <param name="Path">Path without language, from <c>/</c>.</param>
/// <param name="Order">Its place among the others, lowest first.</param>
/// <param name="Title">Its name, as short as a menu's.</param>
/// <param name="Says">What people find there, one sentence.</param>
public sealed record Doorway(string Path, int Order, Text Title, Text Says)
{
    /// <summary>Whether the head of every page links it too; a handful does.</summary>
    public bool InHead { get; init; }

    /// <summary>Whether the front page shows it large.</summary>
    public bool OnFront { get; init; }
}

/// <summary>All ways in, in their order.</summary>
public sealed class Doorways(IEnumerable<Doorway> all)
{
    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<Doorway> All { get; } = [.. all.OrderBy(doorway => doorway.Order)];

    /// <summary>Whether a page is there to be linked to.</summary>
    public bool LeadTo(string path) => All.Any(doorway => doorway.Path == path);
}
