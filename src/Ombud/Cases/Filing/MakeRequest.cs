using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Following;
using Ombud.Cases.Moving;
using Ombud.Keys;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Layout.Http;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.Codes;
using Ombud.SignIn.People;

namespace Ombud.Cases.Filing;

/// <summary>
/// Anybody asks for what is theirs, or reports something, with an account or without (promise <c>rights.contact</c>). The answer is
/// the same whether anything is known of them or not.
/// </summary>
internal static class MakeRequest
{
    internal const string Path = "/request";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Show);
        app.MapPage(Path + "/received", ShowReceived);
        app.MapForm(Path, HandleAsync).RequireRateLimiting(RateLimits.Forms);
    }

    internal static IResult Show(NoticeBook book, CaseTicket tickets, CurrentPerson person) => book.InForce() is null
        ? TypedResults.NotFound()
        : Page(new RequestForm { Ticket = tickets.Make(), IsSignedIn = person.Id is not null }, []);

    internal static IResult ShowReceived([FromQuery] string? ticket, [FromQuery] bool? ended, CaseTicket tickets) =>
        tickets.Read(ticket) is { } id
            ? new RazorComponentResult<RequestReceivedPage>(new { CaseId = id, SessionsEnded = ended is true })
            : TypedResults.NotFound();

    internal static async Task<IResult> HandleAsync(
        IFormCollection sent, Language language, HttpContext http, NoticeBook book, CurrentPerson person, [AsParameters] Inputs inputs,
        CancellationToken cancel)
    {
        var form = RequestForm.Of(sent) with { IsSignedIn = person.Id is not null };
        if (book.InForce() is not { } version || inputs.Tickets.Read(form.Ticket) is not { } id)
            return TypedResults.BadRequest();
        var errors = form.Errors(version, inputs.Countries, language, book.Today);
        if (errors.Count > 0)
            return Page(form, errors);

        var address = person.Id is { } known
            ? (await inputs.Contacts.FindAsync(known, IdentifierKind.Email, cancel))?.Value
            : MailAddress.Read(form.Address);
        var outcome = await inputs.File.RunAsync(
            new NewCase
            {
                Id = id, Kind = form.Asked!.Value, Channel = CaseChannel.Form, Controller = form.Controller,
                Residence = form.Residence.Length == 0 ? null : form.Residence, Language = language.Code,
                Contact = new(new CaseContact(form.Name.Length == 0 ? null : form.Name, address)), Says = new(form.Message),
                Person = person.Id, ReceivedAt = inputs.Time.GetUtcNow(), IsCanary = inputs.Own.IsOwn(http.Request),
            },
            cancel);
        if (outcome is FilingOutcome.SentOtherwise)
            return Page(form with { Ticket = inputs.Tickets.Make() }, [new FieldError("message", FilingTexts.SentOtherwise.In(language))]);
        // After it the person's own session is over too: what comes next is for everybody to read.
        if (form.Asked is CaseKind.SuspectedBreakIn && person.Id is { } own && await inputs.Secure.OwnAsync(id, own, null, cancel))
            return TypedResults.LocalRedirect(language.Path($"{Path}/received?ticket={Uri.EscapeDataString(form.Ticket)}&ended=true"));
        return TypedResults.LocalRedirect(language.Path(person.Id is null
            ? $"{Path}/received?ticket={Uri.EscapeDataString(form.Ticket)}" : FollowCase.PathOf(id)));
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Inputs(
        CaseTicket Tickets, Countries Countries, SubjectContacts Contacts, FileCase File, SecureAccount Secure, OwnRequests Own,
        TimeProvider Time);

    private static RazorComponentResult<RequestPage> Page(RequestForm form, IReadOnlyList<FieldError> errors) =>
        new(new { Form = form, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
