using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Consents.Answering;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Consents.Receipts;

/// <summary>Read one consent as a record of ISO/IEC TS 27560.</summary>
internal static class GetConsentRecord
{
    public const string ContentType = "application/ld+json";

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/consents/{factId:guid}", HandleAsync)
            .WithName("GetConsentRecord")
            .WithSummary("One consent as ISO/IEC TS 27560 has it, JSON-LD with DPV terms and its receipt.")
            .Produces<string>(StatusCodes.Status200OK, ContentType);

    internal static async Task<Results<ContentHttpResult, ProblemAnswer>> HandleAsync(
        Guid id, Guid factId, HttpRequest request, ApiCaller caller, FactHistory history, ConsentRules rules,
        ConsentRecords records, CancellationToken cancel)
    {
        if (await history.FindAsync(new SubjectId(id), factId, cancel) is not { Fact: ConsentAnswered consent } fact)
            return ApiProblems.NotFound.Answer();
        if (caller.Refusal(consent.Controller, rules.PurposeOf(consent.Key), AnswerConsent.Action) is { } refusal)
            return refusal;
        if (await records.OfAsync(fact, consent, OriginOf(request), cancel) is not { } record)
            return ApiProblems.NotFound.Answer();
        return TypedResults.Text(record.ToJsonString(), ContentType, Encoding.UTF8);
    }

    /// <summary>Address of this Privacy Centre as the reader has it.</summary>
    internal static string OriginOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
