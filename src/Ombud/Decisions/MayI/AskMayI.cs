using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.SignIn;

namespace Ombud.Decisions.MayI;

/// <summary>Staff ask whether a person's data may be used; they see the decision, and nothing of the person.</summary>
internal static class AskMayI
{
    internal const string Path = "/console/may-i";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Show).RequireAuthorization(Access.Staff);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.Staff);
    }

    internal static RazorComponentResult<MayIPage> Show() => PageOf(new MayIForm(), [], null);

    // The person stands in the body, never in the address: addresses are kept in logs and histories.
    internal static async Task<RazorComponentResult<MayIPage>> HandleAsync(
        HttpContext http, IFormCollection sent, MayIDesk desk, CancellationToken cancel)
    {
        var form = new MayIForm
        {
            Person = sent["person"].ToString().Trim(),
            Controller = sent["controller"].ToString(),
            Purpose = sent["purpose"].ToString(),
            Recipient = sent["recipient"].ToString(),
            Point = sent["point"].ToString(),
            Categories = [.. sent["category"].OfType<string>()],
        };
        var language = Language.Of(http);
        var asker = "staff-" + http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var errors = Errors(form, language);
        if (errors.Count > 0)
            return PageOf(form, errors, null, StatusCodes.Status422UnprocessableEntity);
        if (await desk.FindAsync(form.Person, cancel) is not { } found)
            return PageOf(form, [new("person", MayITexts.PersonUnknown.In(language))], null, StatusCodes.Status422UnprocessableEntity);
        return PageOf(form, [], await desk.AnswerAsync(found, form, asker, cancel));
    }

    private static List<FieldError> Errors(MayIForm form, Language language)
    {
        var errors = new List<FieldError>();
        if (form.Controller.Length == 0)
            errors.Add(new("controller", MayITexts.ControllerMissing.In(language)));
        if (form.Categories.Count == 0)
            errors.Add(new("categories", MayITexts.CategoriesMissing.In(language)));
        return errors;
    }

    private static RazorComponentResult<MayIPage> PageOf(
        MayIForm form, IReadOnlyList<FieldError> errors, MayIAnswers? answers, int status = StatusCodes.Status200OK) =>
        new(new { Form = form, Errors = errors, Answers = answers }) { StatusCode = status };
}

/// <summary>What was filled in.</summary>
public sealed record MayIForm
{
    public string Person { get; init; } = "";
    public string Controller { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Point { get; init; } = "";
    public IReadOnlyList<string> Categories { get; init; } = [];
}
