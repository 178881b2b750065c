using Microsoft.AspNetCore.Http.HttpResults;

namespace Ombud.Layout.Api;

/// <summary>Explain a kind of problem, to whoever follows its type's address.</summary>
internal static class ShowProblem
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage("/problems", List);
        app.MapPage(ProblemKind.Folder + "{code}", Handle);
    }

    internal static RazorComponentResult<ProblemsPage> List() => new();

    internal static Results<RazorComponentResult<ProblemPage>, NotFound> Handle(string code, ProblemKinds kinds) =>
        kinds.Find(code) is { } kind
            ? new RazorComponentResult<ProblemPage>(new { Kind = kind })
            : TypedResults.NotFound();
}
