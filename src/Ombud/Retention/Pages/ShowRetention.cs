using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Deciding;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Retention.Pages;

/// <summary>Staff see what ends and when, sweep now, place holds and lift them.</summary>
internal static class ShowRetention
{
    internal const string Path = "/console/retention";
    private const int NoteMax = 2000;
    private static readonly char[] Separators = [' ', ',', '\r', '\n', '\t'];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/sweep", SweepAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/holds", PlaceAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/holds/lift", LiftAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RazorComponentResult<RetentionPage>> ShowAsync(
        Language language, ReadRetention read, CancellationToken cancel) =>
        new(new { View = await read.ViewAsync(language, cancel) });

    // A form without fields would bind nothing, and nothing would look at its token.
    internal static async Task<RedirectHttpResult> SweepAsync(
        [FromForm] string? now, Language language, Sweeper sweeper, CancellationToken cancel)
    {
        _ = now;
        await sweeper.RunAsync(cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }

    internal static async Task<IResult> PlaceAsync(
        IFormCollection form, Language language, ClaimsPrincipal user, LegalHolds holds, ReadRetention read,
        CancellationToken cancel)
    {
        var input = new HoldInput(
            $"{form["Subject"]}".Trim(), $"{form["Reason"]}", $"{form["Note"]}", $"{form["Categories"]}", $"{form["Records"]}");
        var errors = ErrorsIn(input, language);
        if (errors.Count == 0 && await holds.PlaceAsync(
            new SubjectId(Guid.Parse(input.Subject)), OrderOf(input, user), cancel) is null)
            errors.Add(new FieldError("Categories", RetentionTexts.RecordsWrong.In(language)));
        return errors.Count == 0
            ? TypedResults.LocalRedirect(language.Path(Path))
            : new RazorComponentResult<RetentionPage>(
                new { View = await read.ViewAsync(language, cancel), Input = input, Errors = (IReadOnlyList<FieldError>)errors })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
    }

    internal static async Task<IResult> LiftAsync(
        [FromForm] Guid subject, [FromForm] Guid hold, Language language, ClaimsPrincipal user, LegalHolds holds,
        CancellationToken cancel) =>
        await holds.LiftAsync(new SubjectId(subject), hold, user.StaffId(), cancel)
            ? TypedResults.LocalRedirect(language.Path(Path))
            : TypedResults.NotFound();

    private static List<FieldError> ErrorsIn(HoldInput input, Language language)
    {
        var errors = new List<FieldError>();
        if (!Guid.TryParse(input.Subject, out _))
            errors.Add(new FieldError("Subject", RetentionTexts.PersonWrong.In(language)));
        if (!Enum.TryParse<HoldReason>(input.Reason, out var reason) || !Enum.IsDefined(reason))
            errors.Add(new FieldError("Reason", RetentionTexts.ReasonWrong.In(language)));
        if (string.IsNullOrWhiteSpace(input.Note) || input.Note.Length > NoteMax)
            errors.Add(new FieldError("Note", RetentionTexts.NoteMissing.In(language)));
        if (Words(input.Records).Any(word => !Guid.TryParse(word, out _)))
            errors.Add(new FieldError("Records", RetentionTexts.RecordsWrong.In(language)));
        return errors;
    }

    private static HoldOrder OrderOf(HoldInput input, ClaimsPrincipal user) => new()
    {
        Reason = Enum.Parse<HoldReason>(input.Reason), Note = new(input.Note.Trim()), By = user.StaffId(),
        Categories = Words(input.Categories), Records = [.. Words(input.Records).Select(Guid.Parse)],
    };

    private static string[] Words(string? text) => (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
