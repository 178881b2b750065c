using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Assurance.Word;

/// <summary>The page <em>How we keep our word</em>.</summary>
internal static class ShowWord
{
    internal const string Path = "/word";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, HandleAsync);

    internal static async Task<RazorComponentResult<WordPage>> HandleAsync(PromiseBook promises, CancellationToken cancel) =>
        new(new { Clauses = await promises.ReadAsync(cancel) });
}
