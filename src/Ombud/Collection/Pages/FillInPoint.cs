using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Collection.Checking;
using Ombud.Collection.Submitting;
using Ombud.Layout;
using Ombud.Layout.Http;
using Ombud.Log.Idempotency;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.Collection.Pages;

/// <summary>A person fills in a point: is told first, then asked; sees what is wrong; gets receipts.</summary>
internal static class FillInPoint
{
    internal static string PathOf(string point) => $"{ListPoints.Path}/{point}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(PathOf("{point}"), Show);
        // The token is checked by the handler, which tells a form that is too large from one that is not ours.
        app.MapForm(PathOf("{point}"), HandleAsync).RequireRateLimiting(RateLimits.Forms)
            .WithMetadata(new RequestSizeLimitAttribute(FormPost.SizeMax));
    }

    internal static IResult Show(Language language, string point, NoticeBook book, FormTicket tickets, CurrentPerson person)
    {
        if (Find(book, point) is not var (version, found))
            return TypedResults.NotFound();
        return found.SignedIn && person.Id is null
            ? ToSignIn(language, point)
            : Page(View(version, found, tickets, language), StatusCodes.Status200OK);
    }

    internal static async Task<IResult> HandleAsync(
        Language language, string point, HttpContext http, NoticeBook book, CurrentPerson person, [AsParameters] Inputs inputs)
    {
        var cancel = http.RequestAborted;
        var (form, status) = await FormPost.ReadAsync(http, inputs.Antiforgery, cancel);
        if (form is null)
            return TypedResults.StatusCode(status);
        if (Find(book, point) is not var (version, found))
            return TypedResults.NotFound();
        if (inputs.Tickets.Read(form[FormTicket.Field]) is not { } shown || shown.Point != point)
            return TypedResults.BadRequest();
        if (found.SignedIn && person.Id is null)
            return ToSignIn(language, point);

        var submitter = new Submitter(person.Id is { } id ? $"person {id}" : "form")
        {
            Person = person.Id, IsCanary = inputs.Own.IsOwn(http.Request),
        };
        var mark = await inputs.Keys.MarkAsync(
            submitter.Scope, shown.Id.ToString("N"), PathOf(point), await form.DigestAsync(cancel), cancel);
        var outcome = await inputs.Submit.RunAsync(await form.ToSubmissionAsync(found, shown, cancel), submitter, mark, cancel);
        if (outcome is SubmissionOutcome.Accepted accepted)
        {
            inputs.Receipts.Set(http, new ReceiptsOf(accepted.Subject.Value, accepted.SubmissionId, point));
            return SeeOther(language.Path(ShowReceipts.PathOf(point)));
        }
        var view = View(version, found, inputs.Tickets, language);
        return Refusal(outcome, view with { Values = form.FieldValues(), Ticked = form.Ticked(), IsConfirmed = form.IsConfirmed });
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Inputs(
        IAntiforgery Antiforgery, FormTicket Tickets, ReceiptTicket Receipts, IdempotencyKeys Keys, SubmitPoint Submit,
        OwnRequests Own);

    /// <summary>What is wrong with a form that came back.</summary>
    internal static IReadOnlyList<SubmissionError> ErrorsOf(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Refused refused => refused.Errors,
        SubmissionOutcome.KeyReused => new SubmissionError(PointView.FormId, "already-sent", PageTexts.AlreadySent).Alone(),
        SubmissionOutcome.Erased => new SubmissionError(PointView.FormId, "subject-erased", ErrorTexts.Erased).Alone(),
        _ => throw new InvalidOperationException("An outcome that nobody has thought of."),
    };

    internal static PointView View(NoticeVersion version, CollectionPoint point, FormTicket tickets, Language language) =>
        new(version, point, tickets.Make(point.Id, version.Version, language.Code));

    /// <summary>After a form that succeeded: a page of its own, so that loading it again sends nothing.</summary>
    internal static IResult SeeOther(string path) => new SeeOtherResult(path);

    private static IResult Refusal(SubmissionOutcome outcome, PointView view) => outcome is SubmissionOutcome.Under13
        ? new RazorComponentResult<ChildPage> { StatusCode = StatusCodes.Status422UnprocessableEntity }
        : Page(
            view with { Errors = ErrorsOf(outcome) },
            outcome is SubmissionOutcome.Erased ? StatusCodes.Status410Gone : StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult<PointPage> Page(PointView view, int status) => new(new { View = view }) { StatusCode = status };

    private static RedirectHttpResult ToSignIn(Language language, string point) =>
        TypedResults.LocalRedirect($"{language.Path("/sign-in")}?return={Uri.EscapeDataString(language.Path(PathOf(point)))}");

    private static (NoticeVersion Version, CollectionPoint Point)? Find(NoticeBook book, string point) =>
        book.InForce() is { } version && version.CollectionPoints.FirstOrDefault(known => known.Id == point) is { Offline: false } found
            ? (version, found)
            : null;
}

/// <summary>303: the browser fetches another page instead.</summary>
internal sealed class SeeOtherResult(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
