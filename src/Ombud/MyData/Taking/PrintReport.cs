using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.Paper;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Taking;

/// <summary>Take the report on one's own data as a PDF: the same page on paper, after the same fresh code.</summary>
internal static class PrintReport
{
    /// <summary>Where it is fetched, without language.</summary>
    internal const string Path = "/my-data/report.pdf";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage(Path, HandleAsync).RequireAuthorization(Access.FreshCode);

    internal static async Task<IResult> HandleAsync(
        Language language, CurrentPerson person, OwnDataReader reader, PagePrinter printer, CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } data)
            return TypedResults.NotFound();
        var subject = new PaperSubject(ReportTexts.Title, language, data.At, ReportTexts.WholeIn);
        var paper = await printer.PrintAsync<ReportPage>(
            new(StringComparer.Ordinal) { [nameof(ReportPage.Data)] = data }, subject, cancel);
        return TypedResults.File(paper, "application/pdf", "my-data.pdf");
    }
}
