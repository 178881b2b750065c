using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Assurance.Measuring;
using Ombud.Layout;
using Ombud.SignIn;

namespace Ombud.Assurance.Running;

/// <summary>Staff see every control with what it found, and run them now.</summary>
internal static class ShowControls
{
    internal const string Path = "/console/controls";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/run", RunAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RazorComponentResult<ControlsPage>> ShowAsync(
        ControlRunner runner, EvidenceStore evidence, CancellationToken cancel)
    {
        var found = await evidence.ReadAsync(cancel);
        return new(new
        {
            Lines = (IReadOnlyList<ControlLine>)[.. runner.Controls.Select(control =>
                new ControlLine(control.Id, found.GetValueOrDefault(control.Id)))],
        });
    }

    /// <param name="control">Id of the one to run; empty for all.</param>
    internal static async Task<Results<RedirectHttpResult, NotFound>> RunAsync(
        [FromForm] string? control, Language language, ControlRunner runner, CancellationToken cancel)
    {
        var wanted = runner.Controls.Where(known => string.IsNullOrEmpty(control) || known.Id == control).ToList();
        if (wanted.Count == 0)
            return TypedResults.NotFound();
        await runner.RunAsync(wanted, cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }
}

/// <summary>A control and its latest result; none where it has not measured yet.</summary>
public sealed record ControlLine(string Control, EvidenceRow? Found);
