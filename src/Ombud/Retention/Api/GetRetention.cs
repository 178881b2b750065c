using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Retention.Api;

/// <summary>Why a record is still here, as the API says it.</summary>
internal sealed record KeptAnswer(
    Guid RecordId, string Category, string Field, DateTimeOffset? EndsAt, string? Rule, WordsAnswer? Name, WordsAnswer? Reason,
    string? Source, IReadOnlyList<ReasonAnswer> Reasons, IReadOnlyList<HoldReason> Holds, bool IsProof);

/// <summary>A reason that matches, and the first day on which it alone keeps the record no longer.</summary>
internal sealed record ReasonAnswer(string Rule, DateOnly? EndsOn);

/// <summary>A text in both languages.</summary>
internal sealed record WordsAnswer(string Sv, string En);

/// <summary>Asks, for a person's records, until when each is kept and why.</summary>
internal static class GetRetention
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/retention", HandleAsync)
            .WithName("GetRetention")
            .WithSummary("For each record the key may see: until when it is kept, by which rule and reason, and whether it is held.");

    internal static async Task<Results<Ok<IReadOnlyList<KeptAnswer>>, ProblemAnswer>> HandleAsync(
        Guid id, ApiCaller caller, JoinedPersons persons, WhyKept why, CancellationToken cancel)
    {
        if (!caller.Allows(ApiScopes.Read))
            return ApiProblems.ScopeAction.Answer();
        var kept = await why.OfAsync(await persons.MeantByAsync(new SubjectId(id), cancel), cancel);
        return TypedResults.Ok<IReadOnlyList<KeptAnswer>>(
            [.. kept.Where(record => caller.Controllers.Allows(record.Controller) && caller.Purposes.AllowsAny(record.Purposes))
                .Select(AnswerOf)]);
    }

    private static KeptAnswer AnswerOf(Keeping kept) => new(
        kept.RecordId, kept.Category, kept.Field, kept.EndsAt, kept.Rule?.Id, Words(kept.Rule?.Name), Words(kept.Rule?.Reason),
        kept.Rule?.Source, [.. kept.Reasons.Select(reason => new ReasonAnswer(reason.Rule.Id, reason.EndsOn))], kept.Holds, kept.IsProof);

    private static WordsAnswer? Words(LocalizedText? text) => text is null ? null : new WordsAnswer(text.In("sv"), text.In("en"));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<KeptAnswer>))]
internal sealed partial class RetentionJson : JsonSerializerContext;
