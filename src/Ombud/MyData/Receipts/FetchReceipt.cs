using System.Text;
using Ombud.Consents;
using Ombud.Consents.Receipts;
using Ombud.Layout;
using Ombud.Log.Receipts;
using Ombud.MyData.Reading;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Receipts;

/// <summary>Fetch the receipt of a fact of one's own, to keep and to check anywhere; or a consent as a standard record.</summary>
internal static class FetchReceipt
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage("/my-data/receipts/{factId:guid}", HandleAsync).RequireAuthorization(Access.Person);
        app.MapPage("/my-data/consents/{factId:guid}", RecordAsync).RequireAuthorization(Access.Person);
    }

    internal static async Task<IResult> HandleAsync(
        Guid factId, CurrentPerson person, OwnHistory history, FactReceipts receipts, CancellationToken cancel)
    {
        if (await history.FindAsync(person.Required, factId, cancel) is not { } fact)
            return TypedResults.NotFound();
        var receipt = await receipts.OfAsync(fact, cancel);
        return TypedResults.File(receipt.ToJson(), "application/json", $"receipt-{factId}.json");
    }

    internal static async Task<IResult> RecordAsync(
        Guid factId, CurrentPerson person, OwnHistory history, ConsentRecords records, HttpRequest request, CancellationToken cancel)
    {
        if (await history.FindAsync(person.Required, factId, cancel) is not { Fact: ConsentAnswered consent } fact
            || await records.OfAsync(fact, consent, GetConsentRecord.OriginOf(request), cancel) is not { } record)
            return TypedResults.NotFound();
        return TypedResults.File(
            Encoding.UTF8.GetBytes(record.ToJsonString()), GetConsentRecord.ContentType, $"consent-{factId}.jsonld");
    }
}
