using Ombud.Cases.Moving;
using Ombud.Corrections;
using Ombud.Log;
using Ombud.MyData.Reading;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Clients;

/// <summary>What a client decides of a request that is about its data.</summary>
internal enum ClientDecision
{
    /// <summary>What the person asks for is to be done here.</summary>
    CarryOut,

    /// <summary>It is not done, for a reason.</summary>
    Refuse,

    /// <summary>The client has done it itself and answered.</summary>
    Answered,
}

/// <summary>A client's answer.</summary>
/// <param name="Reason">Word of <see cref="CaseReasons.ForRefusal"/>; for a refusal alone.</param>
/// <param name="Message">To the person; to the staff, where they are to carry it out.</param>
/// <param name="By">Id of the API key.</param>
internal sealed record ClientAnswer(ClientDecision Decision, string? Reason, Personal<string>? Message, string By);

/// <summary>What came of it.</summary>
internal abstract record ClientOutcome
{
    private ClientOutcome() { }

    /// <summary>It is done, and the person told; or it lies with the staff, who are to carry it out.</summary>
    /// <param name="Records">How many records it was about; null where nothing was carried out here yet.</param>
    /// <param name="Kept">How many of them a hold or a law keeps.</param>
    public sealed record Done(CaseStage Stage, int? Records, int Kept) : ClientOutcome;

    /// <summary>The client has no such request, or nobody has shown yet that it is theirs.</summary>
    public sealed record Unknown : ClientOutcome;

    /// <summary>The case is not where this can happen.</summary>
    public sealed record Refused(CaseRefusal Why) : ClientOutcome;

    /// <summary>The client has not instructed its processor to show people its data, so that there is nothing to pick up.</summary>
    public sealed record NotInstructed : ClientOutcome;
}

/// <summary>
/// Carries out what a client decides (promises <c>additional.processor</c> and <c>additional.marketsource</c>): erases what it holds of
/// the person, lets them pick up what they may see, or hands to the staff what only they can do; the help is recorded. Done again after a
/// crash, it goes on where it was.
/// </summary>
internal sealed class AnswerForClient(
    CaseBook book, TakeStep step, CaseChanges cases, ClientParts parts, EraseOfController erase, JoinedPersons persons, NoticeBook notices,
    TimeProvider time)
{
    public async Task<ClientOutcome> RunAsync(string client, Guid caseId, ClientAnswer answer, CancellationToken cancel)
    {
        if (await FindAsync(client, caseId, cancel) is not { Person: { } person } file)
            return new ClientOutcome.Unknown();
        if (!file.State.IsOpen)
            return WasAnsweredSo(file.State, answer.Decision) ? Repeated(file) : new ClientOutcome.Refused(CaseRefusal.NotHere);
        switch (answer.Decision)
        {
            case ClientDecision.Refuse:
                return await TakeAsync(caseId, CaseStep.Refuse, answer, answer.Reason, null, 0, cancel);
            case ClientDecision.CarryOut when IsPickedUp(file.State.Kind) && !MayShow(client):
                return new ClientOutcome.NotInstructed();
        }

        if (file.State.Stage is CaseStage.Received
            && await step.RunAsync(caseId, OrderOf(CaseStep.Begin, answer), cancel) is (StepOutcome.Refused, var refusal))
            return new ClientOutcome.Refused(refusal);
        if (answer.Decision is ClientDecision.Answered)
            return await TakeAsync(caseId, CaseStep.Answer, answer, null, null, 0, cancel);
        // Before anything is done: they may be asked anew who they are.
        if (await step.JudgeAsync(caseId, OrderOf(CaseStep.Answer, answer), cancel) is not CaseRefusal.None and var bar)
            return bar is { } why ? new ClientOutcome.Refused(why) : new ClientOutcome.Unknown();
        return await CarryOutAsync(file, await persons.MeantByAsync(person, cancel), answer, cancel);
    }

    /// <summary>A request of a client's, whose person has shown that it is theirs.</summary>
    public async Task<CaseFile?> FindAsync(string client, Guid caseId, CancellationToken cancel) =>
        await book.FindAsync(caseId, cancel) is { Person: not null } file && file.Controller == client
            && ClientParts.IsAboutData(file.State.Kind) ? file : null;

    private async Task<ClientOutcome> CarryOutAsync(CaseFile file, SubjectId person, ClientAnswer answer, CancellationToken cancel)
    {
        var kind = file.State.Kind;
        if (kind is not CaseKind.Erasure && !IsPickedUp(kind))
        {
            await NoteAsync(file, answer, CaseNote.Instructed, new CaseHelped(file.Controller, kind, null, 0, answer.By), cancel);
            return new ClientOutcome.Done(CaseStage.InWork, null, 0);
        }
        var done = kind is CaseKind.Erasure
            ? await erase.RunAsync(person, file.Controller, answer.By, cancel)
            : new ErasedOfController(await parts.CountAsync(person, file.Controller, cancel), 0, 0);
        var kept = done.Held + done.KeptByLaw;
        await NoteAsync(
            file, answer, CaseNote.Helped, new CaseHelped(file.Controller, kind, done.Records, kept, answer.By), cancel);
        return kept == 0
            ? await TakeAsync(file.Id, CaseStep.Answer, answer, null, done.Records, 0, cancel)
            : await TakeAsync(
                file.Id, CaseStep.AnswerInPart, answer, done.KeptByLaw > 0 ? "law-demands-it" : "legal-claim", done.Records, kept, cancel);
    }

    // Once is enough: whoever sends it again after a crash adds no second help.
    private Task<bool> NoteAsync(CaseFile file, ClientAnswer answer, CaseNote note, CaseHelped help, CancellationToken cancel) =>
        cases.RunAsync(file.Id, async change =>
        {
            var isForStaff = note is CaseNote.Instructed;
            if (!change.State.IsOpen || file.Entries.Any(entry => entry.Note == note))
                return false;
            change.Add(new CaseEntry(
                time.GetUtcNow(), CaseAuthor.Client, answer.By, null, null, IsInternal: isForStaff, isForStaff ? answer.Message : null)
            {
                Note = note, About = help.Records is { } records ? $"{records}" : null,
            });
            await change.CommitAsync([help], cancel);
            return true;
        }, cancel);

    private async Task<ClientOutcome> TakeAsync(
        Guid caseId, CaseStep which, ClientAnswer answer, string? reason, int? records, int kept, CancellationToken cancel)
    {
        var (outcome, refusal) = await step.RunAsync(
            caseId, OrderOf(which, answer) with { Reason = reason, Message = answer.Message }, cancel);
        return outcome switch
        {
            StepOutcome.Taken => new ClientOutcome.Done(StageOf(which), records, kept),
            StepOutcome.NoSuchCase => new ClientOutcome.Unknown(),
            StepOutcome.Refused => new ClientOutcome.Refused(refusal),
        };
    }

    private bool MayShow(string client) => notices.InForce() is { } notice && OwnDataReader.AccessIn(notice) is { } access
        && notice.Parties.FirstOrDefault(party => party.Id == client)?.Instructs.Contains(access.Id, StringComparer.Ordinal) is true;

    // What the person picks up on the case's page, from what they may see of their data.
    private static bool IsPickedUp(CaseKind kind) => kind is CaseKind.Access or CaseKind.Portability;

    private static StepOrder OrderOf(CaseStep which, ClientAnswer answer) => new(which, CaseAuthor.Client, answer.By);

    private static CaseStage StageOf(CaseStep which) => which switch
    {
        CaseStep.Refuse => CaseStage.Refused,
        CaseStep.AnswerInPart => CaseStage.AnsweredInPart,
        _ => CaseStage.Answered,
    };

    private static bool WasAnsweredSo(CaseState state, ClientDecision decision) => decision is ClientDecision.Refuse
        ? state.Outcome is CaseStage.Refused : state.Outcome is CaseStage.Answered or CaseStage.AnsweredInPart;

    private static ClientOutcome.Done Repeated(CaseFile file) => new(
        file.State.Outcome!.Value,
        file.NotedAbout(CaseNote.Helped) is [var count] && int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? n : null, 0);
}
