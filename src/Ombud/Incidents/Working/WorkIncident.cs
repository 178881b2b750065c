using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Incidents.Working;

/// <summary>An incident with its file: read, assess, decide, look for the people affected, tell them.</summary>
internal static class WorkIncident
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        const string Path = ListIncidents.Path + "/{id:guid}";
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/step", StepAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/add", AddAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/seek", SeekAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> ShowAsync(
        Guid id, ClaimsPrincipal user, IncidentBook book, IncidentView view, Ledger ledger, CancellationToken cancel) =>
        await ReadAsync(id, user, book, ledger, cancel) is { } file
            ? Page(await view.OfAsync(file, cancel), new IncidentSent(), []) : TypedResults.NotFound();

    internal static async Task<IResult> StepAsync(
        Guid id, IFormCollection sent, Language language, ClaimsPrincipal user, IncidentBook book, IncidentView view,
        TakeIncidentStep step, TimeProvider time, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var (shown, form, errors) = (await view.OfAsync(file, cancel), IncidentSent.Of(sent), new List<FieldError>());
        if (form.OrderOf(shown, user.StaffId(), language, time.GetUtcNow(), errors) is { } order)
        {
            var refusal = await step.RunAsync(id, order, cancel) ?? IncidentRefusal.NotHere;
            if (refusal is IncidentRefusal.None)
                return TypedResults.LocalRedirect(language.Path(ListIncidents.PathOf(id)));
            errors.Add(new FieldError(form.FieldOf(refusal), IncidentTexts.Of(refusal).In(language)));
        }
        return Page(shown, form, errors);
    }

    internal static async Task<IResult> AddAsync(
        Guid id, IFormCollection sent, Language language, ClaimsPrincipal user, IncidentBook book, IncidentView view,
        WriteInIncident write, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var form = IncidentSent.Of(sent);
        var error = form.Part is null ? new FieldError("part", WorkTexts.StepMissing.In(language))
            : form.Text.Length == 0 ? new FieldError("text", WorkTexts.TextMissing.In(language))
            : form.Text.Length > IncidentForm.TextMax ? new FieldError("text", WorkTexts.TextTooLong.In(language)) : null;
        if (error is null && !await write.AddAsync(id, form.Part!.Value, new(form.Text), user.StaffId(), cancel))
            error = new FieldError("text", IncidentTexts.Of(IncidentRefusal.NotHere).In(language));
        return error is null ? TypedResults.LocalRedirect(language.Path(ListIncidents.PathOf(id)))
            : Page(await view.OfAsync(file, cancel), form, [error]);
    }

    internal static async Task<IResult> SeekAsync(
        Guid id, IFormCollection sent, Language language, ClaimsPrincipal user, IncidentBook book, IncidentView view,
        SeekAffected seek, NoticeBook notices, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var (form, errors) = (IncidentSent.Of(sent), new List<FieldError>());
        if (form.SearchOf(file, notices.InForce(), language, errors) is { } order)
        {
            if (await seek.BeginAsync(id, order, user.StaffId(), cancel) is not null)
                return TypedResults.LocalRedirect(language.Path(ListIncidents.PathOf(id)));
            errors.Add(new FieldError("seek", StepTexts.Busy.In(language)));
        }
        return Page(await view.OfAsync(file, cancel), form, errors);
    }

    // Whoever opens a file leaves a fact of it.
    internal static async Task<IncidentFile?> ReadAsync(
        Guid id, ClaimsPrincipal user, IncidentBook book, Ledger ledger, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return null;
        await ledger.AppendAsync(new SubjectId(id), new IncidentRead(user.StaffId()), cancel);
        return file;
    }

    private static RazorComponentResult<IncidentPage> Page(ShownIncident shown, IncidentSent form, List<FieldError> errors) =>
        new(new { Shown = shown, Form = form, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
