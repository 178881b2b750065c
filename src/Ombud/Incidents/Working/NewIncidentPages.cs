using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Cases.Working;
using Ombud.Incidents.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Incidents.Working;

/// <summary>Staff open an incident, of their own accord or from a report of a break-in; or note that the report is none.</summary>
internal static class NewIncidentPages
{
    internal const string Path = "/console/new-incident";
    internal const string NonePath = Path + "/none";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path, OpenAsync).RequireAuthorization(Access.Staff);
        app.MapForm(NonePath, NoneAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> ShowAsync(Guid? @case, CaseBook cases, CaseTicket tickets, CancellationToken cancel)
    {
        if (@case is not { } id)
            return Page(new IncidentForm { Ticket = tickets.Make() }, []);
        return await ReportAsync(cases, id, cancel) is not { } file ? TypedResults.NotFound() : Page(
            new IncidentForm
            {
                Ticket = tickets.Make(), Case = id.ToString("D"), Controllers = [file.Controller], Aware = MomentField.Of(file.ReceivedAt),
            },
            []);
    }

    internal static async Task<IResult> OpenAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, NoticeBook notices, CaseBook cases, CaseTicket tickets,
        OpenIncident open, TimeProvider time, CancellationToken cancel)
    {
        var form = IncidentForm.Of(sent);
        if (notices.InForce() is not { } version || tickets.Read(form.Ticket) is not { } id)
            return TypedResults.BadRequest();
        Guid? report = null;
        if (form.Case.Length > 0)
        {
            if (!Guid.TryParse(form.Case, out var known) || await ReportAsync(cases, known, cancel) is null)
                return TypedResults.NotFound();
            (report, id) = (known, OpenIncident.OfCase(known));
        }
        var errors = form.Errors(version, language, time.GetUtcNow());
        if (errors.Count > 0)
            return Page(form, errors);
        await open.RunAsync(form.OrderOf(id, report, user.StaffId()), cancel);
        return TypedResults.LocalRedirect(language.Path(ListIncidents.PathOf(id)));
    }

    internal static async Task<IResult> NoneAsync(
        [FromForm(Name = "case")] Guid report, [FromForm] string? why, Language language, ClaimsPrincipal user, CaseBook cases,
        CaseTicket tickets, JudgeBreach judge, CancellationToken cancel)
    {
        if (await ReportAsync(cases, report, cancel) is not { } file)
            return TypedResults.NotFound();
        var written = (why ?? "").Trim();
        var error = written.Length == 0 ? WorkTexts.TextMissing : written.Length > IncidentForm.TextMax ? WorkTexts.TextTooLong : null;
        if (error is null && await judge.IsNoneAsync(report, new(written), user.StaffId(), cancel))
            return TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(report)));
        return Page(
            new IncidentForm { Ticket = tickets.Make(), Case = report.ToString("D"), Controllers = [file.Controller] },
            [new FieldError("why", (error ?? IncidentTexts.OfCase).In(language))], written);
    }

    private static async Task<CaseFile?> ReportAsync(CaseBook cases, Guid id, CancellationToken cancel) =>
        await cases.FindAsync(id, cancel) is { State.Kind: CaseKind.SuspectedBreakIn } file ? file : null;

    private static RazorComponentResult<NewIncidentPage> Page(
        IncidentForm form, IReadOnlyList<FieldError> errors, string why = "") =>
        new(new { Form = form, Errors = errors, Why = why })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
