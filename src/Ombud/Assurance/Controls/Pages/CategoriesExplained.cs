using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Notices.Registers;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>Every category of data stands with its examples on the page of collection points, in every language.</summary>
internal sealed class CategoriesExplained(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "categories-explained";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var categories = notices.InForce()!.Categories;
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}/collection-points", cancel);
            foreach (var category in categories)
            {
                var shown = page.GetElementById(CollectionPointsPage.IdOf(category));
                var examples = category.Examples.In(language);
                if (string.IsNullOrWhiteSpace(examples) || shown?.TextContent.Trim() != examples
                    || shown.PreviousElementSibling?.TextContent.Trim() != category.Name.In(language))
                    amiss.Add($"{language} {category.Id}");
            }
        }
        return categories.Count == 0 ? Measurement.Bad("inga kategorier i paketet", "no categories in the pack") : Measurement.Of(amiss,
            $"{categories.Count} kategorier, var och en med exempel på båda språken",
            $"{categories.Count} categories, each with examples in both languages");
    }
}
