using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.MyData.Taking;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Porting;

/// <summary>
/// Take one's own data along to somebody else (promise <c>rights.portability</c>), sensitive data included: takes a fresh code.
/// </summary>
internal static class DownloadPortable
{
    internal const string Json = "/my-data/portable.json";
    internal const string Csv = "/my-data/portable.csv";
    internal const string Resume = "/my-data/resume.json";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Json, JsonAsync).RequireAuthorization(Access.FreshCode);
        app.MapPage(Csv, CsvAsync).RequireAuthorization(Access.FreshCode);
        app.MapPage(Resume, ResumeAsync).RequireAuthorization(Access.FreshCode);
    }

    internal static Task<IResult> JsonAsync(Language language, CurrentPerson person, OwnDataReader reader, CancellationToken cancel) =>
        FileAsync(person, reader, data => LegibleJson.Of(PortableJson.Of(data, language)), "application/json", "portable.json", cancel);

    internal static Task<IResult> CsvAsync(Language language, CurrentPerson person, OwnDataReader reader, CancellationToken cancel) =>
        FileAsync(person, reader, data => PortableCsv.Of(data, language), "text/csv; charset=utf-8", "portable.csv", cancel);

    internal static Task<IResult> ResumeAsync(CurrentPerson person, OwnDataReader reader, CancellationToken cancel) =>
        FileAsync(person, reader, data => LegibleJson.Of(ResumeJson.Of(data)), "application/json", "resume.json", cancel);

    private static async Task<IResult> FileAsync(
        CurrentPerson person, OwnDataReader reader, Func<PortableData, byte[]> write, string type, string name, CancellationToken cancel) =>
        await reader.ReadAsync(person.Required, cancel) is { } data
            ? TypedResults.File(write(SelectPortable.Of(data)), type, name)
            : TypedResults.NotFound();
}
