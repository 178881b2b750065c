using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>The purposes that are a reason for keeping one record, and the consents that it rests on.</summary>
/// <remarks>
/// These are the purposes of its collection point, and those the person chose there; each only where it lists the
/// record's category and kind of person. What is offered as a choice is a reason only while it is chosen.
/// </remarks>
internal sealed class RecordReasons
{
    private readonly KeptRecord _record;
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ConsentState>> _answers = new(StringComparer.Ordinal);

    public RecordReasons(NoticeVersion version, KeptRecord record)
    {
        _record = record;
        var topics = version.Topics.ToDictionary(topic => topic.Id, topic => topic.Purpose, StringComparer.Ordinal);
        foreach (var (key, answer) in record.Consents)
        {
            if (answer.Answer is ConsentAnswer.Refused)
                continue;
            var purpose = topics.GetValueOrDefault(key, key);
            if (!_answers.TryGetValue(purpose, out var answers))
                _answers[purpose] = answers = [];
            answers.Add(answer);
        }

        if (version.CollectionPoints.FirstOrDefault(point => point.Id == record.Point) is not { } point)
            return;
        var choices = point.Choices.Select(choice => topics.GetValueOrDefault(choice, choice)).ToHashSet(StringComparer.Ordinal);
        foreach (var purpose in version.Purposes.Where(purpose => Lists(purpose, record)))
        {
            if (choices.Contains(purpose.Id) ? IsGiven(purpose.Id) : point.Purposes.Contains(purpose.Id, StringComparer.Ordinal))
                _purposes.Add(purpose.Id);
        }
        Offered = choices;
    }

    /// <summary>Purposes offered as choices where the record was collected.</summary>
    private HashSet<string> Offered { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a rule speaks of the record.</summary>
    public bool Match(RetentionRule rule) =>
        Has(rule.Categories, _record.Category) && Has(rule.Subjects, _record.Kind) && Has(rule.Countries, _record.Country)
        && Has(rule.CollectionPoints, _record.Point)
        && (rule.Anchor is Anchor.ConsentWithdrawn ? AnswersTo(rule).Any() : rule.Purposes.Count == 0 || rule.Purposes.Any(_purposes.Contains));

    /// <summary>When the last of the consents ended that a rule speaks of; null while one stands.</summary>
    public DateTimeOffset? ConsentEnded(RetentionRule rule)
    {
        var answers = AnswersTo(rule).ToList();
        return answers.Exists(answer => answer.Answer is ConsentAnswer.Given) ? null : answers.Max(answer => (DateTimeOffset?)answer.At);
    }

    // A consent never given is no reason; one that was withdrawn is, for as long as the rule says. A rule without purposes
    // speaks of every consent, as that which keeps the evidence of consents.
    private IEnumerable<ConsentState> AnswersTo(RetentionRule rule) => rule.Purposes.Count == 0
        ? _answers.Values.SelectMany(answers => answers)
        : rule.Purposes.Where(purpose => Offered.Contains(purpose) || _purposes.Contains(purpose))
            .SelectMany(purpose => _answers.GetValueOrDefault(purpose) ?? []);

    private bool IsGiven(string purpose) =>
        _answers.GetValueOrDefault(purpose)?.Exists(answer => answer.Answer is ConsentAnswer.Given) ?? false;

    private static bool Lists(Purpose purpose, KeptRecord record) =>
        purpose.Categories.Contains(record.Category, StringComparer.Ordinal)
        && purpose.Subjects.Contains(record.Kind, StringComparer.Ordinal);

    private static bool Has(IReadOnlyList<string> list, string word) => list.Count == 0 || list.Contains(word, StringComparer.Ordinal);
}
