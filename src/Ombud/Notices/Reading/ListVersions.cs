using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Layout.Forms;

namespace Ombud.Notices.Reading;

/// <summary>See all versions and ask which was in force on a day (promise <c>scope.effective-date</c>).</summary>
internal static class ListVersions
{
    internal const string Path = "/notice/versions";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static RazorComponentResult<VersionsPage> Handle(string? day, Language language)
    {
        var asked = ParseDay(day);
        if (asked is not null || string.IsNullOrEmpty(day))
            return new RazorComponentResult<VersionsPage>(new { Asked = asked });

        FieldError[] errors = [new("day", NoticesTexts.DayWrong.In(language))];
        return new RazorComponentResult<VersionsPage>(new { Errors = errors })
        {
            StatusCode = StatusCodes.Status400BadRequest,
        };
    }

    private static DateOnly? ParseDay(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? parsed
            : null;
}
