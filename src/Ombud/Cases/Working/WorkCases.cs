using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Cases.Working;

/// <summary>The staff's queue, and a case with its file: read, take on, take the next step, write.</summary>
internal static class WorkCases
{
    internal const string Path = "/console/cases";

    internal static string PathOf(Guid caseId) => $"{Path}/{caseId:D}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ListAsync).RequireAuthorization(Access.Staff);
        app.MapPage(Path + "/{id:guid}", ShowAsync).RequireAuthorization(Access.Staff);
        app.MapPage(Path + "/{id:guid}/dossier.json", DossierAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/{id:guid}/take-on", TakeOnAsync).RequireAuthorization(Access.Staff).AlsoForDpo();
        app.MapForm(Path + "/{id:guid}/step", StepAsync).RequireAuthorization(Access.Staff).AlsoForDpo();
        app.MapForm(Path + "/{id:guid}/been-to", BeenToAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/{id:guid}/write", WriteAsync).RequireAuthorization(Access.Staff).AlsoForDpo();
    }

    internal static async Task<RazorComponentResult<QueuePage>> ListAsync(
        string? kind, string? stage, string? owner, string? eyes, ClaimsPrincipal user, CaseBook book, NoticeBook notices,
        MailboxStates mailboxes, CancellationToken cancel) =>
        new(new
        {
            All = await book.QueueAsync(cancel, user.IsDpo()),
            Filter = new QueueFilter(kind ?? "", stage ?? "", owner ?? "", user.StaffId()) { Eyes = eyes ?? "" },
            notices.Today,
            Mailboxes = await mailboxes.ReadAsync(cancel),
        });

    internal static async Task<IResult> ShowAsync(
        Guid id, ClaimsPrincipal user, CaseBook book, CaseView view, Ledger ledger, CancellationToken cancel) =>
        await ReadAsync(id, user, book, ledger, cancel) is { } file
            ? Page(await view.ForStaffAsync(file, cancel), new StepForm(), user, []) : TypedResults.NotFound();

    internal static async Task<IResult> DossierAsync(
        Guid id, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, Ledger ledger, CancellationToken cancel) =>
        await ReadAsync(id, user, book, ledger, cancel) is { } file
            ? TypedResults.File(Dossier.Of(view.Of(file), language), "application/json", $"case-{id:D}.json") : TypedResults.NotFound();

    internal static async Task<IResult> TakeOnAsync(
        Guid id, [FromForm] string? take, Language language, ClaimsPrincipal user, CaseBook book, TakeStep step, WriteInCase write,
        CancellationToken cancel)
    {
        _ = take;
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        // Whoever takes on a case that nobody has begun begins it.
        var begin = new StepOrder(CaseStep.Begin, CaseAuthor.Staff, user.StaffId());
        if (file.State.Stage is not CaseStage.Received
            || (await step.RunAsync(id, begin, cancel)).Outcome is not StepOutcome.Taken)
            await write.AssignAsync(id, user.StaffId(), cancel);
        return TypedResults.LocalRedirect(language.Path(PathOf(id)));
    }

    internal static async Task<IResult> StepAsync(
        Guid id, IFormCollection sent, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, TakeStep step,
        ProposeStep propose, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var (form, errors) = (StepForm.Of(sent), new List<FieldError>());
        if (form.OrderOf(file.State.Stage, user.StaffId(), language, errors) is { } order)
        {
            var (outcome, refusal) = step.TakesTwo(file.State, order.Step)
                ? await propose.RunAsync(id, order, cancel) : await step.RunAsync(id, order, cancel);
            if (outcome is StepOutcome.Taken)
                return TypedResults.LocalRedirect(language.Path(PathOf(id)));
            errors.Add(new FieldError(FieldOf(refusal), CaseTexts.Of(refusal).In(language)));
        }
        return Page(await view.ForStaffAsync(file, cancel), form, user, errors);
    }

    internal static async Task<IResult> BeenToAsync(
        Guid id, [FromForm] string? step, Language language, ClaimsPrincipal user, CaseBook book, CaseView view, WriteInCase write,
        CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file || view.Of(file).ToNote(step) is not { } taken)
            return TypedResults.NotFound();
        await write.NoteTakenAsync(id, CaseAuthor.Staff, user.StaffId(), taken, cancel);
        return TypedResults.LocalRedirect(language.Path(PathOf(id)));
    }

    internal static async Task<IResult> WriteAsync(
        Guid id, [FromForm] string? text, [FromForm] string? to, Language language, ClaimsPrincipal user, CaseBook book, CaseView view,
        WriteInCase write, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return TypedResults.NotFound();
        var written = (text ?? "").Trim();
        if (written.Length is 0 or > RequestForm.MessageMax)
        {
            return Page(await view.ForStaffAsync(file, cancel), new StepForm(), user,
                [new FieldError("text", (written.Length == 0 ? WorkingTexts.TextMissing : WorkingTexts.TextTooLong).In(language))]);
        }
        return await write.NoteAsync(id, CaseAuthor.Staff, user.StaffId(), new(written), isInternal: to is not "person", cancel)
            ? TypedResults.LocalRedirect(language.Path(PathOf(id)))
            : Page(await view.ForStaffAsync(file, cancel), new StepForm(), user,
                [new FieldError("text", CaseTexts.Of(CaseRefusal.NotHere).In(language))]);
    }

    // Whoever opens a file leaves a fact of it.
    private static async Task<CaseFile?> ReadAsync(Guid id, ClaimsPrincipal user, CaseBook book, Ledger ledger, CancellationToken cancel)
    {
        if (await book.FindAsync(id, cancel) is not { } file)
            return null;
        await ledger.AppendAsync(new SubjectId(id), new CaseRead(user.StaffId()), cancel);
        return file;
    }

    private static string FieldOf(CaseRefusal refusal) => refusal switch
    {
        CaseRefusal.ReasonMissing => "reason",
        CaseRefusal.DayOutOfRange => "until",
        _ => "step",
    };

    internal static RazorComponentResult<CasePage> Page(
        ShownCase shown, StepForm form, ClaimsPrincipal user, List<FieldError> errors, IReadOnlyList<FoundPerson>? found = null) =>
        new(new { Shown = shown, Form = form, Me = user.StaffId(), Errors = errors, Found = found ?? [] })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>What of the queue is shown.</summary>
/// <param name="Me">Id of the staff account that looks.</param>
public sealed record QueueFilter(string Kind, string Stage, string Owner, string Me)
{
    /// <summary>The word for what waits for a second pair of eyes.</summary>
    public const string Waits = "waits";

    /// <summary>Empty for all; <see cref="Waits"/> for what waits for a second pair of eyes.</summary>
    public string Eyes { get; init; } = "";

    /// <summary>Whether a case is shown.</summary>
    public bool Matches(CaseLine line) =>
        (Kind.Length == 0 || line.State.Kind.ToString() == Kind)
        && (Stage.Length == 0 || line.State.Stage.ToString() == Stage)
        && (Eyes is not Waits || line.State.Proposal is not null)
        && (Owner is not "me" || line.Owner == Me)
        && (Owner is not "none" || line.Owner is null);
}
