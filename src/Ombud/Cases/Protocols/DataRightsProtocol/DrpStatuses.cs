using Ombud.Cases.Agents;
using Ombud.Layout;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>
/// Where a case stands, in the words of the protocol (section 3.02): as much of it as the agent's own page tells, and so no reason that
/// tells of data before the person has given the agent the answer. An agent whose part is over reads that it is, whatever became of it.
/// </summary>
internal static class DrpStatuses
{
    private const string InProgress = "in_progress";
    private const string Fulfilled = "fulfilled";
    private const string Denied = "denied";
    private const string NeedsPerson = "need_user_verification";
    private const string Asked =
        "The person is asked, by a letter to their own address, to sign in and say who they are and whether the agent may act.";

    /// <summary>The status as an answer.</summary>
    /// <param name="http">The request, whose address leads to the person's page.</param>
    public static IResult Answer(CaseFile file, HttpRequest http) => TypedResults.Json(Of(file, http), DrpJson.Default.DrpStatus);

    private static DrpStatus Of(CaseFile file, HttpRequest http)
    {
        var (isOver, state) = (ProtocolCases.IsOver(file.State), file.State);
        var (status, reason, details) = isOver ? ("revoked", null, null) : StandingOf(file);
        return new DrpStatus
        {
            RequestId = file.Id, ReceivedAt = file.ReceivedAt, AgentRequestId = file.Contact.Value.Agent?.Protocol?.Request,
            Status = status, Reason = reason, Details = details,
            ExpectedBy = !isOver && state.IsOpen ? ProtocolCases.ExpectedBy(file) : null,
            VerificationUrl = reason is NeedsPerson
                ? $"{http.Scheme}://{http.Host}{Language.Parse(file.Language, null).Path(AnswerMandate.PathOf(file.Id))}" : null,
        };
    }

    private static (string Status, string? Reason, string? Details) StandingOf(CaseFile file) =>
        (file.State.Outcome ?? file.State.Stage) switch
        {
            CaseStage.Answered => (Fulfilled, null, WhoHasIt(file.State)),
            CaseStage.AnsweredInPart => (Fulfilled, null, "Answered in part. " + WhoHasIt(file.State)),
            CaseStage.Refused => (Denied, DenialOf(AgentCases.ReasonFor(file)), SaysOf(AgentCases.ReasonFor(file))),
            CaseStage.IdentityWanted => (InProgress, NeedsPerson, Asked),
            CaseStage.Received or CaseStage.InWork or CaseStage.Waiting when file.State.Mandate is { IsAsked: true } =>
                (InProgress, NeedsPerson, Asked),
            CaseStage.Waiting => (InProgress, null, "A question waits for an answer in the Privacy Centre."),
            CaseStage.Received or CaseStage.InWork or CaseStage.Closed => (InProgress, null, LongerOf(file)),
        };

    private static string WhoHasIt(CaseState state) => state.Mandate is { MayReceive: true }
        ? "The answer is in the Privacy Centre, for the person and for the agent, who sign in there."
        : "The answer has gone to the person, who picks it up themselves.";

    private static string? LongerOf(CaseFile file) => file.State.IsExtended
        && file.Entries.LastOrDefault(entry => entry.Step is CaseStep.Extend)?.Reason is { } reason
            ? "The time was lengthened. " + CaseReasons.Says(reason, Language.English) : null;

    private static string? SaysOf(string? reason) => reason is null ? null : CaseReasons.Says(reason, Language.English);

    private static string DenialOf(string? reason) => reason switch
    {
        "identity-not-shown" or "mandate-not-shown" => "insuf_verification",
        "no-such-right" => "outside_jurisdiction",
        "nothing-held" => "no_match",
        "law-demands-it" or "legal-claim" or "others-rights" or "compelling-grounds" or "data-is-right" => "claim_not_covered",
        _ => "other",
    };
}
