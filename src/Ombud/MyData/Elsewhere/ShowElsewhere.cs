using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Elsewhere;

/// <summary>See and take along what connected systems hold about oneself; what is sensitive, after a fresh code.</summary>
internal static class ShowElsewhere
{
    internal const string Path = "/my-data/systems";

    private static readonly JsonSerializerOptions Legible = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, (Language language, CurrentPerson person, OwnSystemsReader reader, NoticeBook book, CancellationToken cancel) =>
            ShowAsync(false, language, person, reader, book, cancel)).RequireAuthorization(Access.Person);
        app.MapPage(Path + "/all", (Language language, CurrentPerson person, OwnSystemsReader reader, NoticeBook book,
            CancellationToken cancel) => ShowAsync(true, language, person, reader, book, cancel)).RequireAuthorization(Access.FreshCode);
        app.MapPage(Path + ".json", DownloadAsync).RequireAuthorization(Access.FreshCode);
    }

    internal static async Task<Results<RazorComponentResult<ElsewherePage>, NotFound>> ShowAsync(
        bool showsSensitive, Language language, CurrentPerson person, OwnSystemsReader reader, NoticeBook book, CancellationToken cancel)
    {
        if (book.InForce() is not { } notice || await reader.ReadAsync(person.Required, cancel) is not { } systems)
            return TypedResults.NotFound();
        return new RazorComponentResult<ElsewherePage>(
            new { View = PresentElsewhere.Of(systems, notice, showsSensitive, language) });
    }

    internal static async Task<IResult> DownloadAsync(CurrentPerson person, OwnSystemsReader reader, CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } systems)
            return TypedResults.NotFound();
        var json = ElsewhereJson.Of(systems).ToJsonString(Legible);
        return TypedResults.File(Encoding.UTF8.GetBytes(json), "application/json", "my-data-in-systems.json");
    }
}
