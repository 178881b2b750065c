using Ombud.Collection.Checking;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Model;

namespace Ombud.Collection.Pages;

/// <summary>What a point's page shows: the point, and of a form that came back its values and what is wrong with them.</summary>
public sealed record PointView(NoticeVersion Version, CollectionPoint Point, string Ticket)
{
    /// <summary>Where a form is pointed at as a whole.</summary>
    public const string FormId = "form";

    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, bool> Ticked { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);
    public bool IsConfirmed { get; init; }
    public IReadOnlyList<SubmissionError> Errors { get; init; } = [];

    /// <summary>What staff entered of an offline collection; null on people's own pages.</summary>
    public OfflineEntry? Offline { get; init; }

    public string LegalName => Version.Parties.FirstOrDefault(party => party.Id == Point.Controller)?.LegalName ?? Point.Controller;

    public IEnumerable<Purpose> Purposes => Version.Purposes.Where(purpose => Point.Purposes.Contains(purpose.Id, StringComparer.Ordinal));

    public bool TakesFiles => Point.Fields.Any(asked => asked.Type is FieldType.File);

    /// <summary>The errors for the summary, each with the input it leads to.</summary>
    public IReadOnlyList<FieldError> Summary(Language language) =>
        [.. Errors.Select(error => new FieldError(InputOf(error), LabelOf(error, language) + error.AdviceIn(language)))];

    /// <summary>What is wrong at an input; null where nothing is.</summary>
    public string? ErrorAt(string input, Language language) =>
        Errors.FirstOrDefault(error => InputOf(error) == input)?.AdviceIn(language);

    /// <summary>A person's page, or null where a person does not fill in such a point.</summary>
    public static bool IsForPeople(CollectionPoint point) => !point.Offline && !IsAutomatic(point);

    /// <summary>Whether a site or app fills it in by itself: nothing in it is compulsory, finds anybody or needs a sign-in.</summary>
    private static bool IsAutomatic(CollectionPoint point) =>
        !point.SignedIn && point.Fields.All(asked => !asked.Identifies && asked.Requirement is Requirement.Voluntary);

    private string InputOf(SubmissionError error) =>
        Point.Fields.Any(field => field.Id == error.Field) ? FormPost.FieldName(error.Field)
        : error.Field is "confirmations" ? FormPost.ConfirmName
        : error.Field.StartsWith("offline.", StringComparison.Ordinal) ? error.Field.Replace('.', '-')
        : error.Field.StartsWith("purposes.", StringComparison.Ordinal) && Point.Choices.Count > 0 ? FormPost.ChoiceName(Point.Choices[0])
        : FormId;

    private string LabelOf(SubmissionError error, Language language) =>
        Point.Fields.FirstOrDefault(field => field.Id == error.Field) is { } field ? $"{field.Label.In(language.Code)}: " : "";
}

/// <summary>What staff entered, as it was typed.</summary>
public sealed record OfflineEntry(string? Channel, string? CollectedOn, string? Told);
