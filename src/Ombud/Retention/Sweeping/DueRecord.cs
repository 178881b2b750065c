namespace Ombud.Retention.Sweeping;

/// <summary>A record that is due, by what a sweep needs of it.</summary>
/// <param name="OfCanary">Whether it is of a made-up person of the controls, whom no figure counts.</param>
internal readonly record struct DueRecord(
    Guid SubjectId, Guid RecordId, string Rule, string NoticeVersion, string Category, string Controller,
    DateTimeOffset CollectedAt, bool HasChunks, bool OfCanary);

/// <summary>What went in one commit.</summary>
/// <param name="Rows">All records, by which the sweep knows whether more are due.</param>
/// <param name="Ended">Those of people, which the figures count.</param>
internal readonly record struct SweptBatch(int Rows, int Ended);

/// <summary>Records of one kind that are counted before they go.</summary>
internal readonly record struct AnonymousCount(string Rule, string Category, string Country, DateOnly Month, long Count);
