using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Taking;

/// <summary>Download one's own data as JSON, sensitive data included: takes a fresh code.</summary>
internal static class DownloadJson
{
    private static readonly JsonSerializerOptions Legible = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/my-data/download.json", HandleAsync).RequireAuthorization(Access.FreshCode);

    internal static async Task<IResult> HandleAsync(
        Language language, CurrentPerson person, OwnDataReader reader, CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } data)
            return TypedResults.NotFound();
        var json = OwnDataJson.Of(data, language).ToJsonString(Legible);
        return TypedResults.File(Encoding.UTF8.GetBytes(json), "application/json", "my-data.json");
    }
}
