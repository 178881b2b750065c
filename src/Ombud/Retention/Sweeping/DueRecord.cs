namespace Ombud.Retention.Sweeping;

/// <summary>A record that is due, by what a sweep needs of it.</summary>
internal readonly record struct DueRecord(
    Guid SubjectId, Guid RecordId, string Rule, string NoticeVersion, string Category, string Controller,
    DateTimeOffset CollectedAt, bool HasChunks);

/// <summary>Records of one kind that are counted before they go.</summary>
internal readonly record struct AnonymousCount(string Rule, string Category, string Country, DateOnly Month, long Count);
