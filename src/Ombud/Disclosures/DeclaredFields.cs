using System.Collections.Frozen;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;

namespace Ombud.Disclosures;

/// <summary>The fields of all collection points of the pack, and the categories they are of.</summary>
internal sealed class DeclaredFields(Policy policy)
{
    private readonly FrozenDictionary<string, string[]> _categories = policy.Pack.Versions
        .SelectMany(version => version.CollectionPoints).SelectMany(point => point.Fields)
        .Where(field => field.Category is not null)
        .GroupBy(field => field.Id, StringComparer.Ordinal)
        .ToFrozenDictionary(
            fields => fields.Key, fields => fields.Select(field => field.Category!).Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

    /// <summary>The categories that a request touches, named or through its fields.</summary>
    /// <returns>What is wrong with the request; null where nothing is.</returns>
    public ProblemError? CategoriesOf(DisclosureRequest asked, out string[] categories)
    {
        categories = [.. asked.Categories ?? []];
        if (asked.Fields is { Count: > 0 } == asked.Categories is { Count: > 0 })
            return new ProblemError("$", "fields-or-categories", "Name either fields or categories, at least one.");
        if (asked.Fields is not { } fields || fields.Count == 0)
            return null;

        for (var i = 0; i < fields.Count; i++)
        {
            if (!_categories.ContainsKey(fields[i]))
                return new ProblemError($"$.fields[{i}]", "field-not-declared", "No collection point has a field of that id.");
        }
        categories = [.. fields.SelectMany(field => _categories[field]).Distinct(StringComparer.Ordinal)];
        return null;
    }
}
