using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Taking;

/// <summary>Download one's own data as JSON, sensitive data included: takes a fresh code.</summary>
internal static class DownloadJson
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/my-data/download.json", HandleAsync).RequireAuthorization(Access.FreshCode);

    internal static async Task<IResult> HandleAsync(
        Language language, CurrentPerson person, OwnDataReader reader, CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } data)
            return TypedResults.NotFound();
        return TypedResults.File(LegibleJson.Of(OwnDataJson.Of(data, language)), "application/json", "my-data.json");
    }
}
