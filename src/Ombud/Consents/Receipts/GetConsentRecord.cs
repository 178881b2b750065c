using System.Text;
using Ombud.Consents.Answering;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Consents.Receipts;

/// <summary>Read one consent as a record of ISO/IEC TS 27560.</summary>
internal static class GetConsentRecord
{
    public const string ContentType = "application/ld+json";

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/subjects/{id:guid}/consents/{factId:guid}", HandleAsync)
            .WithName("GetConsentRecord")
            .WithSummary("One consent as ISO/IEC TS 27560 has it, JSON-LD with DPV terms.")
            .Produces(StatusCodes.Status200OK, contentType: ContentType)
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<IResult> HandleAsync(
        Guid id, Guid factId, HttpRequest request, ApiCaller caller, FactHistory history, ConsentRules rules,
        ConsentRecords records, CancellationToken cancel)
    {
        if (await history.FindAsync(new SubjectId(id), factId, cancel) is not { Fact: ConsentAnswered consent } fact
            || records.Of(fact, consent, OriginOf(request)) is not { } record)
            return ConsentProblems.SubjectUnknown();
        return caller.Allows(consent.Controller, rules.PurposeOf(consent.Key), AnswerConsent.Action)
            ? TypedResults.Text(record.ToJsonString(), ContentType, Encoding.UTF8)
            : ConsentProblems.OutOfScope();
    }

    /// <summary>Address of this Privacy Centre as the reader has it.</summary>
    internal static string OriginOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
