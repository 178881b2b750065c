using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Keys.Reserve;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Log.Receipts;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Consents.Answering;

/// <summary>Report that somebody gave, refused or withdrew a consent: durable when answered, with the receipt to hand on.</summary>
internal sealed class AnswerConsent(
    ConsentRules rules, Ledger ledger, FactHistory history, IdempotencyKeys keys, KeyReserve reserve, KnownSubjects subjects,
    TimeProvider time)
{
    /// <summary>The word that an API key's scope must have.</summary>
    public const string Action = ApiScopes.Consent;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Post, "/consents", (HttpContext http, ApiCaller caller, AnswerConsent use, CancellationToken cancel) =>
                use.HandleAsync(http, caller, cancel))
            .Needs(ApiScopes.Consent)
            .WithName("AnswerConsent")
            .WithSummary("Record a consent given, refused or withdrawn.")
            .WithDescription("Durable when it is answered. Keep the receipt; its proof is fetched without a key. A yes counts only for the "
                + "version in force, a no for any. Without a subject a visitor who is new is made.")
            .WithMetadata(new BodyLimit(16 * 1024))
            .Accepts<ConsentRequest>("application/json")
            .Produces<ConsentRecorded>(StatusCodes.Status201Created)
            .WithMetadata(new OnceMetadata())
            .ProducesProblems(StatusCodes.Status422UnprocessableEntity, StatusCodes.Status410Gone);

    internal async Task<Results<JsonHttpResult<ConsentRecorded>, ProblemAnswer>> HandleAsync(
        HttpContext http, ApiCaller caller, CancellationToken cancel)
    {
        var (body, problem) = await BodyBytes.ReadAsync(http);
        if (body is null || StrictJson.Read(body, ConsentsJson.Strict.ConsentRequest, http, out problem) is not { } request)
            return problem!;

        var errors = new List<ProblemError>();
        if (rules.Check(request, out var purpose, errors) is not { } fact)
            return ConsentProblems.Invalid.Answer(errors);
        if (caller.Refusal(fact.Controller, purpose, Action) is { } refusal)
            return refusal;

        var once = OnceKey.Of(http);
        return once.Problem ?? await AppendAsync(request.Subject, fact, await once.MarkAsync(body, cancel), cancel);
    }

    private async Task<Results<JsonHttpResult<ConsentRecorded>, ProblemAnswer>> AppendAsync(
        Guid? known, ConsentAnswered fact, RequestMark? mark, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // A call that may be a repeated one takes nothing from the reserve: it would have no use for it.
        var subject = known is { } told ? new SubjectId(told)
            : mark is null ? reserve.Take() : SubjectId.New(time);
        var id = Guid.CreateVersion7(now);
        var appended = await ledger.AppendAsync(To(subject), cancel);
        // Who has signed in and done nothing else has no standing yet; rare, and so looked for only now.
        if (appended is Appended.SubjectUnknown && await subjects.ContainAsync(subject, cancel))
            appended = await ledger.AppendAsync(To(subject) with { MustBeKnown = false }, cancel);
        // Joined since the caller was given the id: a no that stayed there would be heard by nobody.
        if (appended is Appended.SubjectJoined { Into: var person })
            appended = await ledger.AppendAsync(To(person), cancel);
        return appended switch
        {
            Appended.Done done => Created(subject, done.Fact),
            Appended.Repeated { Answer: var answer } when !answer.IsSame(mark!) => ApiProblems.KeyReused.Answer(),
            Appended.Repeated { Answer.Ids: [var who, var what] } =>
                await RepeatAsync(new SubjectId(known ?? who), new SubjectId(who), what, cancel),
            Appended.SubjectUnknown => ConsentProblems.SubjectUnknown.Answer(),
            _ => ConsentProblems.SubjectErased.Answer(),
        };

        Append To(SubjectId whom) => new(whom, fact)
        {
            Id = id,
            MustBeKnown = known is not null,
            IsNew = known is null,
            Claim = mark is null ? null : keys.Claim(mark, StatusCodes.Status201Created, whom.Value, id),
        };
    }

    private async Task<Results<JsonHttpResult<ConsentRecorded>, ProblemAnswer>> RepeatAsync(
        SubjectId told, SubjectId subject, Guid id, CancellationToken cancel)
    {
        if (await history.FindAsync(subject, id, cancel) is not { } fact)
            return ConsentProblems.SubjectErased.Answer();
        return Created(told, fact);
    }

    // A receipt names its person: who holds another id of theirs does not learn it from us.
    private static JsonHttpResult<ConsentRecorded> Created(SubjectId told, WrittenFact fact) =>
        TypedResults.Json(
            new ConsentRecorded(
                told.Value, fact.Id, fact.Subject == told ? FactReceipts.Pending(fact) : null, $"/api/v1/receipts/{fact.Id}/proof"),
            ConsentsJson.Strict.ConsentRecorded, statusCode: StatusCodes.Status201Created);
}
