using System.Collections.Frozen;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Vault;

namespace Ombud.Retention.Ends;

/// <summary>Works out when records end, by the version of the notice that was shown when they were collected.</summary>
internal sealed class RecordEnds(Policy policy)
{
    private readonly FrozenDictionary<string, NoticeVersion> _versions =
        policy.Pack.Versions.ToFrozenDictionary(version => version.Version, StringComparer.Ordinal);

    // A later version has the word.
    private readonly FrozenDictionary<string, string> _countries = policy.Pack.Versions.SelectMany(version => version.Parties)
        .GroupBy(party => party.Id, StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => same.Last().Country, StringComparer.Ordinal);

    /// <summary>The version whose rules count for a record.</summary>
    public NoticeVersion VersionOf(RecordRow record) => _versions.GetValueOrDefault(record.NoticeVersion) ?? policy.Pack.Versions[^1];

    /// <summary>A rule by its id, as a record's version has it.</summary>
    public RetentionRule? RuleOf(string noticeVersion, string rule) =>
        (_versions.GetValueOrDefault(noticeVersion) ?? policy.Pack.Versions[^1]).RetentionRules.FirstOrDefault(known => known.Id == rule);

    /// <summary>Country of a controller's establishment; empty where no version names the controller.</summary>
    public string CountryOf(string controller) => _countries.GetValueOrDefault(controller, "");

    /// <summary>The end of a record and its reasons.</summary>
    public RetentionEnd Of(RecordRow record, PersonAnchors anchors, StandingState standing) =>
        RetentionEnd.For(VersionOf(record), AsKept(record, anchors, standing));

    /// <summary>Until when the record outlives its person's erasure; null where it does not.</summary>
    public ErasureEnd? AfterErasure(RecordRow record, PersonAnchors anchors, StandingState standing, DateOnly day) =>
        ErasureEnd.Of(VersionOf(record), AsKept(record, anchors, standing), day);

    /// <summary>Writes end and rule into the row.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Apply(RecordRow record, PersonAnchors anchors, StandingState standing)
    {
        var end = Of(record, anchors, standing);
        var (endsAt, rule) = (MomentOf(end.EndsOn), end.Determining.Count > 0 ? end.Determining[0].Rule.Id : "");
        if (record.EndsAt == endsAt && record.RetentionRule == rule)
            return false;
        (record.EndsAt, record.RetentionRule) = (endsAt, rule);
        return true;
    }

    /// <summary>The moment at which a day begins, since on that day the record has ended.</summary>
    public static DateTimeOffset? MomentOf(DateOnly? day) =>
        day is { } known ? new DateTimeOffset(known, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private KeptRecord AsKept(RecordRow record, PersonAnchors anchors, StandingState standing) => new()
    {
        Categories = [record.Category],
        Subjects = [record.Kind],
        Purposes = KeptFor.Purposes(VersionOf(record), record.Point, record.Category, record.Kind, standing.Consents),
        Country = CountryOf(record.Controller),
        CollectionPoint = record.Point,
        Anchors = anchors.Of(record, standing),
    };
}
