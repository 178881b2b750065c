using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.SignIn;
using Ombud.SignIn.Codes;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Filing;

/// <summary>Staff record what somebody asked for by phone, by post or in person; the clock runs from that day.</summary>
internal static class FileForSomebody
{
    internal const string Path = "/console/new-case";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Show).RequireAuthorization(Access.Staff);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.Staff);
    }

    internal static RazorComponentResult<ForSomebodyPage> Show(
        [FromQuery(Name = "for")] string? whom, NoticeBook book, CaseTicket tickets) => Page(
        new RequestForm
        {
            Ticket = tickets.Make(), IsForSomebody = true, IsByAgent = whom is RequestForm.ForOther,
            ReceivedOn = book.Today.ToString("O", CultureInfo.InvariantCulture),
        },
        []);

    internal static async Task<IResult> HandleAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, NoticeBook book, CaseTicket tickets, Countries countries,
        FileCase file, CancellationToken cancel)
    {
        var form = RequestForm.Of(sent) with { IsForSomebody = true };
        if (book.InForce() is not { } version || tickets.Read(form.Ticket) is not { } id)
            return TypedResults.BadRequest();
        var errors = form.Errors(version, countries, language, book.Today);
        if (errors.Count > 0)
            return Page(form, errors);

        var outcome = await file.RunAsync(
            new NewCase
            {
                Id = id, Kind = form.Asked!.Value, Channel = form.Came!.Value, Controller = form.Controller,
                Residence = form.Residence.Length == 0 ? null : form.Residence, Language = language.Code,
                Contact = new(form.ContactOf(MailAddress.Read(form.Address))), Capacity = form.AsWhat,
                Says = new(form.Message), Author = CaseAuthor.Staff,
                By = user.StaffId(),
                // At noon, which is the same day wherever the company is.
                ReceivedAt = new DateTimeOffset(form.Day!.Value.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero),
            },
            cancel);
        if (outcome is FilingOutcome.SentOtherwise)
            return Page(form with { Ticket = tickets.Make() }, [new FieldError("message", FilingTexts.SentOtherwise.In(language))]);
        return TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)));
    }

    private static RazorComponentResult<ForSomebodyPage> Page(RequestForm form, IReadOnlyList<FieldError> errors) =>
        new(new { Form = form, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
