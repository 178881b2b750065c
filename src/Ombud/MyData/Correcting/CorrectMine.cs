using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Corrections;
using Ombud.Erasure.Pages;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Correcting;

/// <summary>A signed-in person, with a fresh code, corrects a value of theirs (promise <c>rights.rectify-erase</c>).</summary>
internal static class CorrectMine
{
    internal const string Path = "/my-data/correct";

    /// <summary>Who corrects, as the facts say.</summary>
    private const string By = OwnDataReader.Reader;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path + "/{record:guid}", ShowAsync).RequireAuthorization(Access.FreshCode);
        app.MapForm(Path + "/{record:guid}", HandleAsync).RequireAuthorization(Access.FreshCode);
    }

    /// <summary>The way to the page of one record.</summary>
    internal static string PathOf(Guid record) => $"{Path}/{record:D}";

    internal static async Task<Results<RazorComponentResult<CorrectPage>, NotFound>> ShowAsync(
        Guid record, CurrentPerson person, OwnDataReader reader, CancellationToken cancel) =>
        await FindAsync(record, person, reader, cancel) is { } own
            ? new RazorComponentResult<CorrectPage>(new { Own = own }) : TypedResults.NotFound();

    internal static async Task<Results<RazorComponentResult<CorrectPage>, NotFound>> HandleAsync(
        Guid record, [FromForm] string? value, Language language, CurrentPerson person, OwnDataReader reader, CorrectRecord correct,
        ErasureWords words, CancellationToken cancel)
    {
        if (await FindAsync(record, person, reader, cancel) is not { } own)
            return TypedResults.NotFound();
        var order = new CorrectionOrder(person.Required, record, new(value ?? ""), By);
        return await correct.RunAsync(order, cancel) switch
        {
            Corrected.Done done => new RazorComponentResult<CorrectPage>(new
            {
                Own = own,
                NewValue = value,
                Told = done.Recipients.Select(words.Recipient).ToList(),
            }),
            Corrected.Unchanged => Refused(own, value, CorrectingTexts.Unchanged.In(language)),
            Corrected.Invalid invalid => Refused(own, value, invalid.Error.AdviceIn(language)),
            Corrected.Barred => Refused(own, null, null),
            _ => TypedResults.NotFound(),
        };
    }

    private static RazorComponentResult<CorrectPage> Refused(OwnRecord own, string? given, string? error) =>
        new(new { Own = own, Given = given, Error = error }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    private static async Task<OwnRecord?> FindAsync(
        Guid record, CurrentPerson person, OwnDataReader reader, CancellationToken cancel) =>
        (await reader.ReadAsync(person.Required, cancel))?.Records.FirstOrDefault(one => one.Record.Id == record);
}
