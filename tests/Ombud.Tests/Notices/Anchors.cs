using AngleSharp.Dom;

namespace Ombud.Tests.Notices;

/// <summary>Links within a page.</summary>
internal static class Anchors
{
    public static void AssertAllResolve(IDocument page)
    {
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        var targets = page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]);
        Assert.Empty(targets.Except(ids, StringComparer.Ordinal));
    }
}
