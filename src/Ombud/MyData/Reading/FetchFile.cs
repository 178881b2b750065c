using System.Net.Mime;
using Ombud.Decisions;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.SignIn;
using Ombud.SignIn.People;
using Ombud.Vault;

namespace Ombud.MyData.Reading;

/// <summary>Fetch a file of one's own, such as a CV: as an attachment of no type, so that nothing runs or shows it here.</summary>
internal static class FetchFile
{
    private const int NameLengthMax = 100;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/my-data/files/{recordId:guid}", HandleAsync).RequireAuthorization(Access.Person);

    internal static async Task<IResult> HandleAsync(
        Guid recordId, HttpContext http, CurrentPerson person, Language language, NoticeBook book, Holdings holdings, Decider decider,
        VaultReader vault, CancellationToken cancel)
    {
        if (book.InForce() is not { } notice || OwnDataReader.AccessIn(notice) is not { } access)
            return TypedResults.NotFound();
        var controllers = (await holdings.OfAsync(person.Required, cancel)).Select(holding => holding.Controller)
            .Distinct(StringComparer.Ordinal);
        foreach (var controller in controllers)
        {
            var read = await decider.ReadAsync(
                person.Required, OwnDataReader.QuestionOf(access, controller, decider.Today), OwnDataReader.Reader, cancel);
            if (read.Records.FirstOrDefault(record => record.Id == recordId && record.Chunks > 0) is not { } file)
                continue;
            var isSensitive = notice.Categories.FirstOrDefault(known =>
                known.Id == file.Category) is not { Nature: CategoryNature.Ordinary };
            if (isSensitive && !person.IsFresh)
                return TypedResults.LocalRedirect(language.Path("/my-data/all"));

            var disposition = new ContentDisposition { FileName = SafeName(PageWords.FileNameOf(file.Value.Value)) };
            http.Response.Headers.ContentDisposition = disposition.ToString();
            http.Response.ContentType = MediaTypeNames.Application.Octet;
            await foreach (var piece in vault.ReadFileAsync(read.Permit!, file, cancel))
                await http.Response.Body.WriteAsync(piece, cancel);
            return TypedResults.Empty;
        }
        return TypedResults.NotFound();
    }

    /// <summary>The name without what a file system or a header could take for something else.</summary>
    internal static string SafeName(string name)
    {
        var safe = string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter)
            || letter is '.' or '-' or '_' or ' ')).Trim('.', ' ');
        return safe.Length == 0 ? "file" : safe[..Math.Min(safe.Length, NameLengthMax)];
    }
}
