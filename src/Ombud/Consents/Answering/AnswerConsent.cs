using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Log.Receipts;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Consents.Answering;

/// <summary>Report that somebody gave, refused or withdrew a consent: durable when answered, with the receipt to hand on.</summary>
internal sealed class AnswerConsent(
    ConsentRules rules, Ledger ledger, FactHistory history, IdempotencyKeys keys, KnownSubjects subjects, TimeProvider time)
{
    /// <summary>The word that an API key's scope must have.</summary>
    public const string Action = "consent";

    private const int BytesMax = 16 * 1024;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/consents", (HttpContext http, ApiCaller caller, AnswerConsent use, CancellationToken cancel) =>
                use.HandleAsync(http, caller, cancel))
            .WithName("AnswerConsent")
            .WithSummary("Record a consent given, refused or withdrawn; answers with the receipt.")
            .Accepts<ConsentRequest>("application/json")
            .Produces<ConsentRecorded>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    internal async Task<IResult> HandleAsync(HttpContext http, ApiCaller caller, CancellationToken cancel)
    {
        if (await ReadAsync(http.Request, cancel) is not { } body)
            return ConsentProblems.TooLarge();
        if (Parse(body) is not { } request)
            return ConsentProblems.BodyMalformed();

        var errors = new List<ConsentError>();
        if (rules.Check(request, out var purpose, errors) is not { } fact)
            return ConsentProblems.Invalid(errors);
        if (!caller.Allows(fact.Controller, purpose, Action))
            return ConsentProblems.OutOfScope();

        RequestMark? mark = null;
        if (http.Request.Headers.TryGetValue(IdempotencyKeys.Header, out var header))
        {
            if (!IdempotencyKeys.IsKey(header.ToString()))
                return ConsentProblems.KeyInvalid();
            mark = await keys.MarkAsync(caller.KeyId.ToString("N"), header.ToString(), "POST /api/v1/consents", body, cancel);
        }
        return await AppendAsync(request.Subject, fact, mark, cancel);
    }

    private async Task<IResult> AppendAsync(Guid? known, ConsentAnswered fact, RequestMark? mark, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (subject, id) = (new SubjectId(known ?? Guid.CreateVersion7(now)), Guid.CreateVersion7(now));
        var append = new Append(subject, fact)
        {
            Id = id,
            MustBeKnown = known is not null,
            Claim = mark is null ? null : keys.Claim(mark, StatusCodes.Status201Created, subject.Value, id),
        };
        var appended = await ledger.AppendAsync(append, cancel);
        // Who has signed in and done nothing else has no standing yet; rare, and so looked for only now.
        if (appended is Appended.SubjectUnknown && await subjects.ContainAsync(subject, cancel))
            appended = await ledger.AppendAsync(append with { MustBeKnown = false }, cancel);
        return appended switch
        {
            Appended.Done done => Created(subject, done.Fact),
            Appended.Repeated { Answer: var answer } when !answer.IsSame(mark!) => ConsentProblems.KeyReused(),
            Appended.Repeated { Answer.Ids: [var who, var what] } => await RepeatAsync(new SubjectId(who), what, cancel),
            Appended.SubjectUnknown => ConsentProblems.SubjectUnknown(),
            _ => ConsentProblems.SubjectErased(),
        };
    }

    private async Task<IResult> RepeatAsync(SubjectId subject, Guid id, CancellationToken cancel) =>
        await history.FindAsync(subject, id, cancel) is { } fact ? Created(subject, fact) : ConsentProblems.SubjectErased();

    private static JsonHttpResult<ConsentRecorded> Created(SubjectId subject, WrittenFact fact) =>
        TypedResults.Json(
            new ConsentRecorded(
                subject.Value, fact.Id, FactReceipts.Pending(fact), $"/api/v1/receipts/{fact.Id}/proof"),
            ConsentsJson.Strict.ConsentRecorded, statusCode: StatusCodes.Status201Created);

    private static ConsentRequest? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ConsentsJson.Strict.ConsentRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async ValueTask<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > BytesMax)
            return null;
        using var body = new MemoryStream((int)(request.ContentLength ?? 1024));
        var chunk = new byte[1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancel)) > 0;)
        {
            if (body.Length + read > BytesMax)
                return null;
            body.Write(chunk, 0, read);
        }
        return body.ToArray();
    }
}
