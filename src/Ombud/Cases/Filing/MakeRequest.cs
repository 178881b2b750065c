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

    /// <summary>The same form, for a message to the data protection officer.</summary>
    internal const string OfficerPath = Path + "/officer";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Show);
        app.MapPage(OfficerPath, ShowForOfficer);
        app.MapPage(Path + "/received", ShowReceived);
        app.MapForm(Path, HandleAsync).RequireRateLimiting(RateLimits.Forms);
    }

    internal static IResult Show(
        [FromQuery(Name = "for")] string? whom, NoticeBook book, CaseTicket tickets, CurrentPerson person) => book.InForce() is null
        ? TypedResults.NotFound()
        : Page(
            new RequestForm
            {
                Ticket = tickets.Make(), IsSignedIn = person.Id is not null, IsByAgent = whom is RequestForm.ForOther,
            },
            []);

    internal static IResult ShowForOfficer(NoticeBook book, CaseTicket tickets, CurrentPerson person) => book.InForce() is null
        ? TypedResults.NotFound()
        : Page(
            new RequestForm
            {
                Ticket = tickets.Make(), IsSignedIn = person.Id is not null, Kind = nameof(CaseKind.OfficerMessage),
            },
            []);

    internal static IResult ShowReceived(
        [FromQuery] string? ticket, [FromQuery] bool? ended, [FromQuery(Name = "for")] string? whom, CaseTicket tickets) =>
        tickets.Read(ticket) is { } id
            ? new RazorComponentResult<RequestReceivedPage>(
                new { CaseId = id, SessionsEnded = ended is true, IsByAgent = whom is RequestForm.ForOther })
            : TypedResults.NotFound();

    internal static async Task<IResult> HandleAsync(
        IFormCollection sent, Language language, HttpContext http, NoticeBook book, CurrentPerson person, [AsParameters] Inputs inputs,
        CancellationToken cancel)
    {
        var form = RequestForm.Of(sent) with { IsSignedIn = person.Id is not null };
        if (book.InForce() is not { } version || inputs.Tickets.Read(form.Ticket) is not { } id)
            return TypedResults.BadRequest();
        var proved = person.Id is { } known ? (await inputs.Contacts.FindAsync(known, IdentifierKind.Email, cancel))?.Value : null;
        form = form.IsByAgent && form.IsSignedIn ? form with { AgentAddress = proved ?? "" } : form;
        var errors = form.Errors(version, inputs.Countries, language, book.Today);
        if (errors.Count > 0)
            return Page(form, errors);

        // An agent's own sign-in proves nothing of whom they ask for.
        var asker = form.IsByAgent ? null : person.Id;
        var address = asker is null ? MailAddress.Read(form.Address) : proved;
        var outcome = await inputs.File.RunAsync(
            new NewCase
            {
                Id = id, Kind = form.Asked!.Value, Channel = CaseChannel.Form, Controller = form.Controller,
                Residence = form.Residence.Length == 0 ? null : form.Residence, Language = language.Code,
                Contact = new(form.ContactOf(address)), Says = new(form.Message), Capacity = form.AsWhat,
                Author = form.IsByAgent ? CaseAuthor.Agent : CaseAuthor.Person, By = form.IsByAgent ? "agent" : "person",
                Person = asker, ReceivedAt = inputs.Time.GetUtcNow(), IsCanary = inputs.Own.IsOwn(http.Request),
            },
            cancel);
        if (outcome is FilingOutcome.SentOtherwise)
            return Page(form with { Ticket = inputs.Tickets.Make() }, [new FieldError("message", FilingTexts.SentOtherwise.In(language))]);
        // After it the person's own session is over too: what comes next is for everybody to read.
        if (form.Asked is CaseKind.SuspectedBreakIn && asker is { } own && await inputs.Secure.OwnAsync(id, own, null, cancel))
            return TypedResults.LocalRedirect(language.Path($"{Path}/received?ticket={Uri.EscapeDataString(form.Ticket)}&ended=true"));
        return TypedResults.LocalRedirect(language.Path(person.Id is null
            ? $"{Path}/received?ticket={Uri.EscapeDataString(form.Ticket)}{(form.IsByAgent ? $"&for={RequestForm.ForOther}" : "")}"
            : FollowCase.PathOf(id)));
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
