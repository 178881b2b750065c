using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Assurance.Word;

/// <summary>The same evidence as on <em>How we keep our word</em>, by the principles of the framework that the group has joined.</summary>
internal static class ShowPrinciples
{
    internal const string Path = "/word/principles";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, HandleAsync);

    internal static async Task<RazorComponentResult<PrinciplesPage>> HandleAsync(PromiseBook promises, CancellationToken cancel) =>
        new(new { Principles = await promises.ReadByPrincipleAsync(cancel) });
}
