using Ombud.Layout;

namespace Ombud.Collection.Checking;

/// <summary>What is wrong with a submission at one place, and what to do about it. Never the value.</summary>
/// <param name="Field">Id of the field, or the place in the submission: <c>shown.noticeVersion</c>.</param>
/// <param name="Code">The rule, kebab-case; stays for ever.</param>
/// <param name="Advice">What to do, with a place <c>{0}</c> for the limit.</param>
public sealed record SubmissionError(string Field, string Code, Text Advice)
{
    /// <summary>The limit that was passed, in characters or megabytes.</summary>
    public double? Limit { get; init; }

    public string AdviceIn(Language language) => Limit is { } limit ? Advice.In(language, limit) : Advice.In(language);

    /// <summary>The same in a list on which nothing else stands.</summary>
    public IReadOnlyList<SubmissionError> Alone() => [this];
}
