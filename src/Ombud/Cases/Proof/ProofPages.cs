using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Following;
using Ombud.Cases.Moving;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.People;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Proof;

/// <summary>
/// The person sends a copy of a document, where the staff have asked for one; the staff look at it and say whether it shows who the
/// person is, and with that it is destroyed.
/// </summary>
internal static class ProofPages
{
    internal const string Document = "document";
    private const int Overhead = 64 * 1024;

    internal static void MapOwn(IEndpointRouteBuilder app) =>
        // The token is checked by the handler, which reads the form itself, so that no copy comes onto the disk in clear.
        app.MapForm($"{FollowCase.Path}/{{id:guid}}/{Document}", SendAsync).RequireAuthorization(Access.Person)
            .RequireRateLimiting(RateLimits.Forms).WithMetadata(new RequestSizeLimitAttribute(DocumentContent.Largest + Overhead));

    internal static void MapStaffs(IEndpointRouteBuilder app)
    {
        app.MapPage($"{WorkCases.Path}/{{id:guid}}/{Document}", OpenAsync).RequireAuthorization(Access.Staff);
        app.MapForm($"{WorkCases.Path}/{{id:guid}}/{Document}", JudgeAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> SendAsync(
        Guid id, HttpContext http, IAntiforgery antiforgery, Language language, CurrentPerson person, CaseBook book, CaseView view,
        CaseDocuments documents, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file || file.Person != person.Required)
            return TypedResults.NotFound();
        var (form, status) = await MemoryForm.ReadAsync(http, antiforgery, DocumentContent.Largest + Overhead, cancel);
        if (form is null && status is not StatusCodes.Status413PayloadTooLarge)
            return TypedResults.StatusCode(status);
        using var content = new MemoryStream();
        if (form?.Files["document"] is { Length: > 0 and <= DocumentContent.Largest } sent)
            await sent.CopyToAsync(content, cancel);
        var error = form is null || form.Files["document"] is { Length: > DocumentContent.Largest } ? ProofTexts.TooLarge
            : content.Length == 0 ? ProofTexts.Missing
            : DocumentContent.TypeOf(content.ToArray()) is not { } type ? ProofTexts.NoPicture
            : await documents.SendAsync(id, content.ToArray(), type, cancel) ? null : ProofTexts.NotWanted;
        return error is null ? TypedResults.LocalRedirect(language.Path(FollowCase.PathOf(id)))
            : FollowCase.Page(view.Of(file), [new FieldError("document", error.In(language))]);
    }

    internal static async Task<IResult> OpenAsync(
        Guid id, HttpContext http, ClaimsPrincipal user, CaseDocuments documents, CancellationToken cancel)
    {
        if (await documents.OpenAsync(id, user.StaffId(), cancel) is not var (content, type))
            return TypedResults.NotFound();
        // It is shown on the case's page, and kept by no browser.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(content, type);
    }

    internal static async Task<IResult> JudgeAsync(
        Guid id, [FromForm] string? shows, [FromForm] Guid? copy, Language language, ClaimsPrincipal user, CaseBook book, CaseView view,
        CaseDocuments documents, TakeStep step, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var isAccepted = shows switch { "yes" => true, "no" => (bool?)false, _ => null };
        var by = user.StaffId();
        var error = isAccepted is null ? ProofTexts.ShowsMissing
            : await documents.JudgeAsync(id, copy, isAccepted.Value, by, cancel) ? null : ProofTexts.NotThisOne;
        if (error is not null)
        {
            return WorkCases.Page(
                await view.ForStaffAsync(file, cancel), new StepForm(), user, [new FieldError("shows", error.In(language))]);
        }
        if (isAccepted is true)
            await step.RunAsync(id, new StepOrder(CaseStep.ProveIdentity, CaseAuthor.Staff, by), cancel);
        return TypedResults.LocalRedirect(language.Path(WorkCases.PathOf(id)));
    }
}
