using Ombud.Policies.Model;

namespace Ombud.Notices;

/// <summary>All versions of the notice, and which one holds on which day.</summary>
public sealed class NoticeBook(Pack pack, TimeProvider time)
{
    /// <summary>The pack that the notice comes from.</summary>
    public Pack Pack => pack;

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<NoticeVersion> NewestFirst { get; } =
        [.. pack.Versions.OrderByDescending(version => version.EffectiveFrom)];

    /// <summary>This day, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The version in force today; null before the first.</summary>
    public NoticeVersion? InForce() => InForceOn(Today);

    /// <summary>The version in force on a day; null before the first.</summary>
    public NoticeVersion? InForceOn(DateOnly day) =>
        NewestFirst.FirstOrDefault(version => version.EffectiveFrom <= day);

    /// <summary>A version by its name.</summary>
    public NoticeVersion? Find(string version) => NewestFirst.FirstOrDefault(known => known.Version == version);

    /// <summary>Versions that are published and not yet in force, the next first.</summary>
    public IEnumerable<NoticeVersion> ToCome() =>
        NewestFirst.Where(version => version.EffectiveFrom > Today).Reverse();

    /// <summary>The last day of a version; null while none follows it.</summary>
    public DateOnly? LastDayOf(NoticeVersion version) => SuccessorOf(version)?.EffectiveFrom.AddDays(-1);

    /// <summary>The version before another; null for the first.</summary>
    public NoticeVersion? PredecessorOf(NoticeVersion version) =>
        NewestFirst.FirstOrDefault(other => other.EffectiveFrom < version.EffectiveFrom);

    private NoticeVersion? SuccessorOf(NoticeVersion version) =>
        NewestFirst.LastOrDefault(other => other.EffectiveFrom > version.EffectiveFrom);
}
