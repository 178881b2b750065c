using Ombud.Layout;

namespace Ombud.Collection.Checking;

/// <summary>What is wrong with a submission at one place, and what to do about it. Never the value.</summary>
/// <param name="Field">
/// Id of a field that the point has, or the place in the submission: <c>shown.noticeVersion</c>. Never a name that was sent.
/// </param>
/// <param name="Code">The rule, kebab-case; stays for ever.</param>
/// <param name="Advice">What to do, with a place <c>{0}</c> for the limit.</param>
public sealed record SubmissionError(string Field, string Code, Text Advice)
{
    /// <summary>JSON path of the place in a submission that came by the API.</summary>
    public string Path { get; init; } = "$.fields." + Field;

    /// <summary>Whether the notice does not permit it, so that nothing about the form is wrong.</summary>
    public bool IsDenial { get; init; }

    /// <summary>The limit that was passed, in characters or megabytes.</summary>
    public double? Limit { get; init; }

    /// <summary>An error at a place that is no field.</summary>
    /// <param name="place">Path without <c>$.</c>.</param>
    /// <inheritdoc cref="SubmissionError(string, string, Text)"/>
    public static SubmissionError At(string place, string code, Text advice) => new(place, code, advice) { Path = "$." + place };

    public string AdviceIn(Language language) => Limit is { } limit ? Advice.In(language, limit) : Advice.In(language);

    /// <summary>The same in a list on which nothing else stands.</summary>
    public IReadOnlyList<SubmissionError> Alone() => [this];
}
