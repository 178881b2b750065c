using System.Net.Mime;
using Ombud.Layout;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Reading;

/// <summary>Fetch a file of one's own, such as a CV: as an attachment of no type, so that nothing runs or shows it here.</summary>
internal static class FetchFile
{
    private const int NameLengthMax = 100;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/my-data/files/{recordId:guid}", HandleAsync).RequireAuthorization(Access.Person);

    internal static async Task<IResult> HandleAsync(
        Guid recordId, HttpContext http, CurrentPerson person, Language language, OwnFiles files, CancellationToken cancel)
    {
        if (await files.FindAsync(person.Required, recordId, cancel) is not { } file)
            return TypedResults.NotFound();
        if (file.IsSensitive && !person.IsFresh)
            return TypedResults.LocalRedirect(language.Path("/my-data/all"));

        var disposition = new ContentDisposition { FileName = SafeName(PageWords.FileNameOf(file.Record.Value.Value)) };
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = MediaTypeNames.Application.Octet;
        await foreach (var piece in files.ReadAsync(file, cancel))
            await http.Response.Body.WriteAsync(piece, cancel);
        return TypedResults.Empty;
    }

    /// <summary>The name without what a file system or a header could take for something else.</summary>
    internal static string SafeName(string name)
    {
        var safe = string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter)
            || letter is '.' or '-' or '_' or ' ')).Trim('.', ' ');
        return safe.Length == 0 ? "file" : safe[..Math.Min(safe.Length, NameLengthMax)];
    }
}
