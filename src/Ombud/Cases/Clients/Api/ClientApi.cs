using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log.Writing;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Cases.Clients.Api;

/// <summary>A request that waits for a client: what it is about, and no word of the person.</summary>
/// <param name="LastDay">By when it is to be answered; null where no law sets a day.</param>
/// <param name="Subject">Id of the person, by which the client's data of them is read.</param>
/// <param name="PartOf">The request of which it is a part; null where the client was asked itself.</param>
internal sealed record WaitingRequest(
    Guid Id, CaseKind Kind, CaseStage Stage, DateTimeOffset ReceivedAt, DateOnly? LastDay, Guid Subject, string? Residence,
    string Language, Guid? PartOf);

/// <summary>The same with who asks and what they wrote.</summary>
/// <param name="Name">As they gave it; null for nothing.</param>
/// <param name="Address">Their mail address; null for none.</param>
/// <param name="Says">What they wrote; null for nothing.</param>
internal sealed record OpenedRequest(WaitingRequest Request, string? Name, string? Address, string? Says);

/// <summary>What a client decides.</summary>
internal sealed record DecisionOnRequest
{
    /// <summary><c>carry-out</c>, <c>refuse</c> or <c>answered</c>.</summary>
    public required ClientDecision Decision { get; init; }

    /// <summary>Why it is refused; for a refusal alone.</summary>
    [MaxLength(100)]
    public string? Reason { get; init; }

    /// <summary>To the person; to the staff, where they are to carry it out.</summary>
    [MaxLength(4000)]
    public string? Message { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Records">How many values it was about; null where nothing was carried out here yet.</param>
/// <param name="Kept">How many of them a hold or a law keeps.</param>
internal sealed record DecidedRequest(Guid Id, CaseStage Stage, int? Records, int Kept);

/// <summary>A client sees what its customers ask of it, and answers (promise <c>additional.marketsource</c>).</summary>
internal static class ClientApi
{
    private const string Path = "/controllers/{controller}/requests";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Requests");
        api.MapLate(HttpMethods.Get, Path, ListAsync)
            .Needs(ApiScopes.Answer)
            .WithName("GetRequests")
            .WithSummary("Open requests about a client's data, what is due first; up to 500.")
            .Produces<IReadOnlyList<WaitingRequest>>();
        api.MapLate(HttpMethods.Get, Path + "/{id:guid}", ShowAsync)
            .Needs(ApiScopes.Answer)
            .WithName("GetRequest")
            .WithSummary("A request with who asks and what they wrote. That it was read is recorded.")
            .Produces<OpenedRequest>();
        api.MapLate(HttpMethods.Post, Path + "/{id:guid}/decision", DecideAsync)
            .Needs(ApiScopes.Answer)
            .WithName("PostDecisionOnRequest")
            .WithSummary("What the client decides: it is carried out and the person told. Sent again, the first decision is the answer.")
            .WithDescription("Erasure, access and portability are carried out at once; anything else by the staff, who then answer.")
            .Produces<DecidedRequest>()
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    internal static async Task<Results<Ok<IReadOnlyList<WaitingRequest>>, ProblemAnswer>> ListAsync(
        string controller, ApiCaller caller, ClientParts parts, CaseBook book, CancellationToken cancel)
    {
        if (Barred(controller, caller, parts) is { } problem)
            return problem;
        var open = await book.OpenOfAsync(controller, cancel);
        return TypedResults.Ok<IReadOnlyList<WaitingRequest>>(
            [.. open.Where(line => ClientParts.IsAboutData(line.State.Kind)).Select(LineOf)]);
    }

    internal static async Task<Results<Ok<OpenedRequest>, ProblemAnswer>> ShowAsync(
        string controller, Guid id, ApiCaller caller, ClientParts parts, AnswerForClient answers, Ledger ledger, CancellationToken cancel)
    {
        if (Barred(controller, caller, parts) is { } problem)
            return problem;
        if (await answers.FindAsync(controller, id, cancel) is not { } file)
            return ClientProblems.Unknown.Answer();
        await ledger.AppendAsync(new SubjectId(id), new CaseRead(caller.ReaderId()), cancel);
        var contact = file.Contact.Value;
        return TypedResults.Ok(new OpenedRequest(LineOf(file), contact.Name, contact.Address, file.Entries[0].Text?.Value));
    }

    internal static async Task<Results<Ok<DecidedRequest>, ProblemAnswer>> DecideAsync(
        string controller, Guid id, Body<DecisionOnRequest> body, ApiCaller caller, ClientParts parts, AnswerForClient answers,
        CancellationToken cancel)
    {
        if (Barred(controller, caller, parts) is { } problem)
            return problem;
        var sent = body.Value;
        if (Check(sent) is { } error)
            return ApiProblems.BodyInvalid.Answer([error]);
        var message = (sent.Message ?? "").Trim();
        var answer = new ClientAnswer(sent.Decision, sent.Reason, message.Length == 0 ? null : new(message), caller.ReaderId());
        return await answers.RunAsync(controller, id, answer, cancel) switch
        {
            ClientOutcome.Done done => TypedResults.Ok(new DecidedRequest(id, done.Stage, done.Records, done.Kept)),
            ClientOutcome.Unknown => ClientProblems.Unknown.Answer(),
            ClientOutcome.NotInstructed => ClientProblems.NotInstructed.Answer(),
            ClientOutcome.Refused => ClientProblems.NotOpen.Answer(),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };
    }

    // The key first: it must not tell which controllers there are to whoever may not ask.
    private static ProblemAnswer? Barred(string controller, ApiCaller caller, ClientParts parts) =>
        caller.Refusal(controller, purpose: null, ApiScopes.Answer)
        ?? (parts.Find(controller) is null ? ClientProblems.NoClient.Answer() : null);

    private static ProblemError? Check(DecisionOnRequest sent) => sent switch
    {
        { Decision: ClientDecision.Refuse, Reason: null } =>
            new("$.reason", "reason-missing", $"A refusal has a reason, one of {string.Join(", ", CaseReasons.ForRefusal.Keys)}."),
        { Decision: ClientDecision.Refuse, Reason: { } reason } when !CaseReasons.ForRefusal.ContainsKey(reason) =>
            new("$.reason", "reason-unknown", $"It is one of {string.Join(", ", CaseReasons.ForRefusal.Keys)}."),
        { Decision: not ClientDecision.Refuse, Reason: not null } =>
            new("$.reason", "reason-out-of-place", "Only a refusal has a reason."),
        _ => null,
    };

    private static WaitingRequest LineOf(CaseLine line) => new(
        line.Id, line.State.Kind, line.State.Stage, line.ReceivedAt, line.State.Clock?.LastDay, line.Person!.Value.Value, line.Residence,
        line.Language, line.PartOf);
}

/// <summary>The problems of answering for a client.</summary>
internal static class ClientProblems
{
    internal static readonly ProblemKind NoClient = new("client-unknown", 404,
        new(sv: "Ingen sådan personuppgiftsansvarig kund finns.", en: "There is no such client that is controller."),
        new(sv: "Id:t ska vara en kund i paketet som koncernen är personuppgiftsbiträde åt.",
            en: "The id is that of a client in the pack for which the group is processor."));

    internal static readonly ProblemKind Unknown = new("request-unknown", 404,
        new(sv: "Ingen sådan begäran väntar på den personuppgiftsansvariga.", en: "No such request waits for that controller."),
        new(sv: "Hämta listan på nytt. En begäran syns först när personen har visat att den är hennes.",
            en: "Fetch the list anew. A request is seen once its person has shown that it is theirs."));

    internal static readonly ProblemKind NotOpen = new("request-not-open", 409,
        new(sv: "Begäran kan inte avgöras så som den står.", en: "The request cannot be decided as it stands."),
        new(sv: "Den är besvarad på annat sätt, återtagen, eller personen har ombetts visa på nytt vem det är. Ingenting har ändrats.",
            en: "It was answered otherwise, taken back, or the person was asked to show anew who they are. Nothing was changed."));

    internal static readonly ProblemKind NotInstructed = new("access-not-instructed", 422,
        new(sv: "Personen får inte se uppgifterna här.", en: "The person may not see the data here."),
        new(sv: "Ni har inte gett oss instruktion att visa dem. Ge den (instructs i paketet), eller svara personen själva och sänd "
                + "answered.",
            en: "You have not instructed us to show it. Do so (instructs in the pack), or answer the person yourselves and send "
                + "answered."));

    internal static readonly IReadOnlyList<ProblemKind> All = [NoClient, Unknown, NotOpen, NotInstructed];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<WaitingRequest>))]
[JsonSerializable(typeof(OpenedRequest))]
[JsonSerializable(typeof(DecisionOnRequest))]
[JsonSerializable(typeof(DecidedRequest))]
internal sealed partial class ClientJson : JsonSerializerContext;
