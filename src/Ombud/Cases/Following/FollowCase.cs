using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Cases.Agents;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Keys;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.Codes;
using Ombud.SignIn.People;

namespace Ombud.Cases.Following;

/// <summary>
/// A signed-in person follows their cases: confirms that a request is theirs, reads, answers, takes back. Somebody else's case is
/// not found, whatever its number.
/// </summary>
internal static class FollowCase
{
    internal const string Path = "/my-cases";

    internal static string PathOf(Guid caseId) => $"{Path}/{caseId:D}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ListAsync).RequireAuthorization(Access.Person);
        app.MapPage(Path + "/{id:guid}", ShowAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path + "/{id:guid}/confirm", ConfirmAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path + "/{id:guid}/reply", ReplyAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path + "/{id:guid}/been-to", BeenToAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path + "/{id:guid}/take-back", TakeBackAsync).RequireAuthorization(Access.Person);
    }

    internal static async Task<RazorComponentResult<MyCasesPage>> ListAsync(
        CurrentPerson person, CaseBook book, ClaimCase claim, AgentCases agents, CancellationToken cancel) =>
        new(new
        {
            Own = await book.OfAsync(person.Required, cancel),
            Unclaimed = await claim.FindAsync(person.Required, cancel),
            Followed = await agents.OfAsync(person.Required, cancel),
        });

    internal static async Task<IResult> ShowAsync(
        Guid id, CurrentPerson person, CaseBook book, CaseView view, AgentCases agents, CancellationToken cancel) =>
        await FindOwnAsync(id, person.Required, book, cancel) is { } file ? Page(view.Of(file), [])
            : await FollowAsAgent.ShowAsync(id, person, agents, view, cancel) ?? TypedResults.NotFound();

    internal static async Task<IResult> ConfirmAsync(
        Guid id, [FromForm] string? confirm, Language language, CurrentPerson person, CaseBook book, ClaimCase claim,
        SecureAccount secure, CancellationToken cancel)
    {
        _ = confirm;
        var page = language.Path(PathOf(id));
        // Whom the staff ask again who they are shows it with another code.
        if (await FindOwnAsync(id, person.Required, book, cancel) is { State.Stage: CaseStage.IdentityWanted } && !person.IsFresh)
            return TypedResults.LocalRedirect($"{language.Path("/sign-in")}?return={Uri.EscapeDataString(page)}");
        // Of whoever is said to act for them they decide on a page of its own.
        if ((await claim.FindAsync(person.Required, cancel)).Any(one => one.Id == id && one.State.Mandate is { MaySee: true }))
            return TypedResults.LocalRedirect(language.Path(AnswerMandate.PathOf(id)));
        if (!await claim.RunAsync(person.Required, id, cancel))
            return TypedResults.NotFound();
        // Who confirms their report of a break-in has just signed in by a code: every session before this one ends.
        await secure.OwnAsync(id, person.Required, person.SignedInAt?.AddSeconds(-1), cancel);
        return TypedResults.LocalRedirect(page);
    }

    internal static async Task<IResult> ReplyAsync(
        Guid id, [FromForm] string? message, Language language, CurrentPerson person, CaseBook book, CaseView view, TakeStep step,
        WriteInCase write, CancellationToken cancel)
    {
        if (await FindOwnAsync(id, person.Required, book, cancel) is not { } file)
            return TypedResults.NotFound();
        var text = (message ?? "").Trim();
        if (text.Length is 0 or > RequestForm.MessageMax)
        {
            var wrong = text.Length == 0 ? FilingTexts.MessageMissing : FilingTexts.MessageWrong;
            return Page(view.Of(file), [new FieldError("message", wrong.In(language))]);
        }

        var order = new StepOrder(CaseStep.PersonReplies, CaseAuthor.Person, "person") { Message = new(text) };
        // Only what the staff waited for moves the case; anything else is a message more in its file.
        var isWritten = (await step.RunAsync(id, order, cancel)).Outcome is StepOutcome.Taken
            || await write.NoteAsync(id, CaseAuthor.Person, "person", new(text), isInternal: false, cancel);
        return isWritten ? TypedResults.LocalRedirect(language.Path(PathOf(id)))
            : Page(view.Of(file), [new FieldError("message", FollowingTexts.IsClosed.In(language))]);
    }

    internal static async Task<IResult> BeenToAsync(
        Guid id, [FromForm] string? step, Language language, CurrentPerson person, CaseBook book, CaseView view, WriteInCase write,
        CancellationToken cancel)
    {
        if (await FindOwnAsync(id, person.Required, book, cancel) is not { } file
            || view.Of(file).ToNote(step) is not { } taken)
            return TypedResults.NotFound();
        await write.NoteTakenAsync(id, CaseAuthor.Person, "person", taken, cancel);
        return TypedResults.LocalRedirect(language.Path(PathOf(id)));
    }

    internal static async Task<IResult> TakeBackAsync(
        Guid id, [FromForm] string? confirm, Language language, CurrentPerson person, CaseBook book, CaseView view, TakeStep step,
        CancellationToken cancel)
    {
        _ = confirm;
        if (await FindOwnAsync(id, person.Required, book, cancel) is not { } file)
            return TypedResults.NotFound();
        var (outcome, refusal) = await step.RunAsync(id, new StepOrder(CaseStep.TakeBack, CaseAuthor.Person, "person"), cancel);
        return outcome is StepOutcome.Taken ? TypedResults.LocalRedirect(language.Path(PathOf(id)))
            : Page(view.Of(file), [new FieldError("message", CaseTexts.Of(refusal).In(language))]);
    }

    private static async Task<CaseFile?> FindOwnAsync(Guid id, SubjectId person, CaseBook book, CancellationToken cancel) =>
        await book.FindAsync(id, cancel) is { } file && file.Person == person ? file : null;

    internal static RazorComponentResult<MyCasePage> Page(ShownCase shown, IReadOnlyList<FieldError> errors) =>
        new(new { Shown = shown, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>A person shows that a case is theirs: they have proved the address that it came with.</summary>
internal sealed class ClaimCase(
    CaseBook book, PersonCases persons, CaseLookups lookups, TakeStep step, WriteInCase write, SubjectContacts contacts,
    AddressHash hashes)
{
    /// <summary>Cases that came with the person's proved address and that nobody has confirmed.</summary>
    public async Task<IReadOnlyList<CaseLine>> FindAsync(SubjectId person, CancellationToken cancel) =>
        await HashOfAsync(person, cancel) is { } hash ? await book.UnclaimedAsync(hash, cancel) : [];

    /// <summary>Confirms one of them, or shows again who asks in one that is theirs; repeating it changes nothing.</summary>
    /// <returns>False where it is none of these.</returns>
    public async Task<bool> RunAsync(SubjectId person, Guid caseId, CancellationToken cancel)
    {
        var proof = new StepOrder(CaseStep.ProveIdentity, CaseAuthor.Person, "person") { Person = person };
        if (await HashOfAsync(person, cancel) is not { } hash
            || !(await book.UnclaimedAsync(hash, cancel)).Any(one => one.Id == caseId))
        {
            var own = (await book.OfAsync(person, cancel)).FirstOrDefault(one => one.Id == caseId);
            if (own?.State.Stage is CaseStage.IdentityWanted)
                await step.RunAsync(caseId, proof, cancel);
            return own is not null;
        }

        // The person's list first, the case next, the look-up last: whatever is cut off is done again.
        await persons.NoteAsync(person, caseId, cancel);
        if ((await step.RunAsync(caseId, proof, cancel)).Outcome is not StepOutcome.Taken
            && !await write.ConfirmAsync(caseId, person, cancel))
            return false;
        await lookups.ForgetAsync(hash, caseId, cancel);
        return true;
    }

    private async Task<byte[]?> HashOfAsync(SubjectId person, CancellationToken cancel) =>
        await contacts.FindAsync(person, IdentifierKind.Email, cancel) is { } address
            ? await hashes.OfAsync(address.Value, cancel) : null;
}
