using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Compiling;

/// <summary>Makes of a stored standing what decisions read.</summary>
internal sealed class StandingCompiler
{
    private readonly Words _words;
    private readonly Dictionary<string, short> _versions;
    private readonly int[][] _consentMonths;
    private readonly ushort[] _topicPurposes;
    private readonly bool[] _isMarketing;
    private readonly WillEntry[] _nothing;

    public StandingCompiler(Words words, VersionTables[] versions)
    {
        _words = words;
        _versions = versions.ToDictionary(v => v.Model.Version, v => v.Index, StringComparer.Ordinal);
        _consentMonths = [.. versions.Select(v => v.Purposes.Select(p => (int)p.ConsentMonths).ToArray())];
        _topicPurposes = [.. Enumerable.Range(0, words.Topics.Length)
            .Select(t => versions.Select(v => v.TopicPurposes[t]).LastOrDefault(p => p != 0))];
        _isMarketing = [.. Enumerable.Range(0, words.Purposes.Length)
            .Select(p => versions.Any(v => v.Purposes[p].Traits.HasFlag(PurposeTraits.Marketing)))];
        _nothing = new WillEntry[words.Purposes.Length + words.Topics.Length];
    }

    public Standing Compile(Policy policy, StandingState state) =>
        state.Consents.IsEmpty && state.Objections.IsEmpty
            ? new(policy, state, _nothing)
            : new(policy, state, Wills(state));

    private WillEntry[] Wills(StandingState state)
    {
        var wills = Consents(state);
        var marks = Objections(state);
        for (var i = 0; i < wills.Length; i++)
            wills[i].Objections = marks[i];

        return wills;
    }

    private WillEntry[] Consents(StandingState state)
    {
        var entries = new WillEntry[_nothing.Length];
        foreach (var (key, consent) in state.Consents)
        {
            if (_words.Purposes.Find(key) is var purpose and not 0)
                entries[purpose] = Entry(state, consent, purpose);

            if (_words.Topics.Find(key) is var topic and not 0)
                entries[_words.Purposes.Length + topic] = TopicEntry(state, consent, topic);
        }

        return entries;
    }

    /// <summary>A topic's consent, unless the whole purpose was taken back after it.</summary>
    private WillEntry TopicEntry(StandingState state, ConsentState consent, ushort topic)
    {
        var purpose = _topicPurposes[topic];
        var whole = state.Consents.GetValueOrDefault(_words.Purposes.Word(purpose));
        return whole is { Answer: not ConsentAnswer.Given } && whole.At >= consent.At
            && consent.Answer is ConsentAnswer.Given ? Entry(state, whole, purpose)
            : Entry(state, consent, purpose);
    }

    private WillEntry Entry(StandingState state, ConsentState consent, ushort purpose)
    {
        var version = _versions.GetValueOrDefault(consent.NoticeVersion, WillEntry.NoVersion);
        var months = version == WillEntry.NoVersion ? 0 : _consentMonths[version][purpose];
        var at = Day.Of(consent.At);
        return new()
        {
            Consent = consent.Answer switch
            {
                ConsentAnswer.Given => ConsentMark.Given,
                ConsentAnswer.Refused => ConsentMark.Refused,
                ConsentAnswer.Withdrawn => ConsentMark.Withdrawn,
            },
            Version = version,
            Since = Day.Of(consent.Since).Number,
            ExplicitSince = consent.ExplicitSince is { } since ? Day.Of(since).Number : int.MaxValue,
            At = at.Number,
            IsUnderRestriction = state.RestrictedSince is { } restricted && consent.At >= restricted,
            Expires = months == 0 ? int.MaxValue : at.Date.AddMonths(months).DayNumber,
        };
    }

    private ObjectionMarks[] Objections(StandingState state)
    {
        var marks = new ObjectionMarks[_nothing.Length];
        var all = Objected(state, KnownWords.AllMarketing);
        for (var purpose = 1; purpose < _words.Purposes.Length; purpose++)
        {
            var word = _words.Purposes.Word(purpose);
            var optedOut = _isMarketing[purpose] && (all || Objected(state, word) || OptedOut(state, word));
            marks[purpose] = Of(state, word) | (optedOut ? ObjectionMarks.OptedOut : ObjectionMarks.None);
        }

        for (var topic = 1; topic < _words.Topics.Length; topic++)
            MarkTopic(state, topic, marks);

        return marks;
    }

    private void MarkTopic(StandingState state, int topic, ObjectionMarks[] marks)
    {
        var word = _words.Topics.Word(topic);
        var purpose = _topicPurposes[topic];
        var own = Of(state, word);
        var objected = Objected(state, word);
        var at = _words.Purposes.Length + topic;

        // A later consent to the topic itself outlives an older refusal of the whole; an objection outlives every
        // consent.
        var whole = _words.Purposes.Word(purpose);
        var general = Objected(state, whole) || Objected(state, KnownWords.AllMarketing)
            || (OptedOut(state, whole) && !IsNewer(state, word, whole));
        marks[at] = own | (marks[purpose] & ~ObjectionMarks.OptedOut)
            | (general || objected || OptedOut(state, word) ? ObjectionMarks.OptedOut : ObjectionMarks.None);

        // A message without a topic must not slip past an objection to one.
        if (objected)
            marks[purpose] |= ObjectionMarks.OptedOut;
    }

    private static bool IsNewer(StandingState state, string topic, string purpose) =>
        state.Consents.TryGetValue(topic, out var own) && own.Answer is ConsentAnswer.Given
        && own.At > state.Consents[purpose].At;

    /// <summary>Whether an objection was made, whatever became of it: to marketing there is nothing to weigh.</summary>
    private static bool Objected(StandingState state, string key) =>
        state.Objections.GetValueOrDefault(key) is not ObjectionState.None;

    private static bool OptedOut(StandingState state, string key) =>
        state.Consents.TryGetValue(key, out var consent) && consent.Answer is not ConsentAnswer.Given;

    private static ObjectionMarks Of(StandingState state, string key) => state.Objections.GetValueOrDefault(key) switch
    {
        ObjectionState.None => ObjectionMarks.None,
        ObjectionState.Pending => ObjectionMarks.Pending,
        ObjectionState.Upheld => ObjectionMarks.Upheld,
        ObjectionState.Rejected => ObjectionMarks.None,
    };
}
