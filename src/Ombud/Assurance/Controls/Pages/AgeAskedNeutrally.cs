using System.Text.RegularExpressions;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Pages;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>
/// Wherever anybody can open an account, apply or sign up for an event, the form asks for a date of birth; and nothing on a page that
/// asks says which age is wanted: no number, no limit of the field, no value beforehand.
/// </summary>
internal sealed partial class AgeAskedNeutrally(PointPages pages) : IControl
{
    // By what is collected there: more than a message, of somebody whom nobody has met.
    private static readonly string[] WhereItMatters = ["account-credentials", "event-participation", "cv-employment"];

    // What of a field would say which answer is wanted.
    private static readonly string[] Telling = ["min", "max", "value"];

    public string Id => "age-asked-neutrally";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, asked) = (new List<string>(), 0);
        await foreach (var read in pages.ReadAsync(cancel))
        {
            var question = read.Point.Fields.FirstOrDefault(field => field is { Type: FieldType.BirthDate, OfOther: false });
            if (question is null)
            {
                if (!read.Point.SignedIn && read.Point.Fields.Any(field => WhereItMatters.Contains(field.Category, StringComparer.Ordinal)))
                    amiss.Add($"{read.Name} not asked");
                continue;
            }
            asked++;
            var input = read.Page.GetElementById(FormPost.FieldName(question.Id));
            if (input is null || Telling.Any(name => !string.IsNullOrEmpty(input.GetAttribute(name))))
                amiss.Add($"{read.Name} field");
            // Whatever can be read before it is answered.
            if (read.Page.QuerySelector("main") is not { } main || AnAge.IsMatch(main.TextContent))
                amiss.Add($"{read.Name} tells an age");
        }
        return asked == 0 ? Measurement.Bad("ingen fråga om ålder", "no question of age") : Measurement.Of(amiss,
            $"{asked} formulär frågar efter födelsedatum utan att säga vilken ålder som krävs",
            $"{asked} forms ask for the date of birth without saying which age is wanted");
    }

    [GeneratedRegex(
        @"\b1[0-9]\s*(?:år|years?)\b|\b(?:under|över|over|minst|least|yngre|younger|äldre|older)\s+(?:än|than|age)?\s*1[0-9]\b"
            + @"|\btretton\b|\bthirteen\b|\bbarn\b|\bchild(?:ren)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnAge { get; }
}
