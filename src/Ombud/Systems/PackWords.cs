using Ombud.Connectors.Loading;
using Ombud.Policies.Model;

namespace Ombud.Systems;

/// <summary>The words of the pack that dataset files may use.</summary>
internal static class PackWords
{
    // Of every version: data that was collected under an earlier one still lies where it lay.
    public static DatasetWorld Of(Pack pack) => new()
    {
        Categories = pack.Versions.SelectMany(version => version.Categories).Select(category => category.Id)
            .ToHashSet(StringComparer.Ordinal),
        Controllers = pack.Versions.SelectMany(version => version.Parties).Select(party => party.Id).ToHashSet(StringComparer.Ordinal),
        SubjectKinds = pack.Versions.SelectMany(version => version.SubjectKinds).Select(kind => kind.Id)
            .ToHashSet(StringComparer.Ordinal),
        FormFields = pack.Versions.SelectMany(version => version.CollectionPoints).SelectMany(point => point.Fields)
            .Where(field => !field.OfOther).Select(field => field.Id).ToHashSet(StringComparer.Ordinal),
    };
}
