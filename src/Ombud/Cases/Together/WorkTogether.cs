using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Together;

/// <summary>
/// Staff choose cases in the queue and one step for all: first it is said of each whether it can take the step, then it is done, some at
/// a time. No file is opened by it.
/// </summary>
internal static class WorkTogether
{
    internal const string Path = WorkCases.Path + "/together";
    internal const string Doing = Path + "/do";

    /// <summary>How many cases one request does.</summary>
    internal const int AtATime = 25;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm(Path, PreviewAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Doing, DoAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> PreviewAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, CaseBook book, NoticeBook notices, MailboxStates mailboxes,
        CaseTicket tickets, StepsTogether steps, CancellationToken cancel)
    {
        // A work of its own for each preview: whoever goes back and chooses something else does something else.
        var form = TogetherForm.Of(sent) with { Ticket = tickets.Make() };
        var errors = form.Errors(language);
        return errors.Count > 0 ? await QueueAsync(form, errors, user, book, notices, mailboxes, cancel)
            : Page(form, await steps.PreviewAsync(form, tickets.Read(form.Ticket)!.Value, user.StaffId(), cancel), isPreview: true);
    }

    internal static async Task<IResult> DoAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, CaseBook book, NoticeBook notices, MailboxStates mailboxes,
        CaseTicket tickets, StepsTogether steps, CancellationToken cancel)
    {
        var form = TogetherForm.Of(sent);
        if (tickets.Read(form.Ticket) is not { } work)
            return TypedResults.BadRequest();
        var errors = form.Errors(language);
        return errors.Count > 0 ? await QueueAsync(form, errors, user, book, notices, mailboxes, cancel)
            : Page(form, await steps.RunAsync(form, work, user.StaffId(), AtATime, cancel), isPreview: false);
    }

    private static async Task<IResult> QueueAsync(
        TogetherForm form, IReadOnlyList<FieldError> errors, ClaimsPrincipal user, CaseBook book, NoticeBook notices,
        MailboxStates mailboxes, CancellationToken cancel) => new RazorComponentResult<QueuePage>(new
        {
            All = await book.QueueAsync(cancel, user.IsDpo()),
            Filter = new QueueFilter("", "", "", user.StaffId()),
            notices.Today,
            Mailboxes = await mailboxes.ReadAsync(cancel),
            Together = form,
            Errors = errors,
        })
        {
            StatusCode = StatusCodes.Status422UnprocessableEntity,
        };

    private static RazorComponentResult<TogetherPage> Page(TogetherForm form, IReadOnlyList<TogetherLine> lines, bool isPreview) =>
        new(new { Form = form, Lines = lines, IsPreview = isPreview });
}
