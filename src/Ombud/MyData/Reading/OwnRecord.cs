using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.MyData.Reading;

/// <summary>A purpose that a record serves, and by what right.</summary>
public sealed record OwnPurpose(Purpose Purpose, IReadOnlyList<PurposeBasis> Bases);

/// <summary>One record as its person is shown it.</summary>
/// <param name="Record">What was read under the permit.</param>
/// <param name="Field">The field of the point in the version that was shown; null where the pack has it no more.</param>
/// <param name="Point">The collection point; null where the pack has it no more.</param>
public sealed record OwnRecord(
    VaultRecord Record, DataCategory Category, CollectionField? Field, CollectionPoint? Point, Party? Controller,
    IReadOnlyList<OwnPurpose> Purposes, RetentionRule? Rule)
{
    /// <summary>Ids of the regimes that apply to its person and its controller.</summary>
    public IReadOnlyList<string> Applying { get; init; } = [];

    /// <summary>Whether it belongs to a category that is masked until asked for with a fresh code.</summary>
    public bool IsSensitive => Category.Nature is not CategoryNature.Ordinary;

    /// <summary>Whether it is a file, to be fetched apart.</summary>
    public bool IsFile => Record.Chunks > 0;

    /// <summary>Whether it came from a public source.</summary>
    public bool IsFromPublicSource => Record.Source is "public";

    /// <summary>Whether somebody else gave it.</summary>
    public bool IsFromAnother => Record.GivenBy is not null || Record.Source is "third-party";

    /// <summary>Whether it was posted where everybody can read it.</summary>
    public bool IsPublic => Point is { Public: true };

    /// <summary>The day it ends; null while what its period runs from has not happened.</summary>
    public DateOnly? KeptUntil => Record.EndsAt is { } end ? DateOnly.FromDateTime(end.UtcDateTime) : null;

    /// <summary>The day it was collected.</summary>
    public DateOnly CollectedOn => DateOnly.FromDateTime(Record.CollectedAt.UtcDateTime);
}

/// <summary>A controller who was asked and did not answer with records, and why.</summary>
public sealed record Withheld(Party? Controller, int Records, DenialReason Reason);

/// <summary>A handing over to somebody else, as the fact of it says.</summary>
public sealed record OwnDisclosure(
    DateTimeOffset At, string Recipient, string Controller, string Purpose, IReadOnlyList<string> Categories, string To, string? Safeguard)
{
    /// <summary>Ids of the fields.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What the person had filled in, of which it was a part; none where the fact is older than that is noted.</summary>
    public IReadOnlyList<OwnForm> Under { get; init; } = [];

    /// <summary>Country in which the data was held.</summary>
    public string From { get; init; } = "";
}

/// <summary>A form that was filled in, such as an application.</summary>
/// <param name="Point">Id of the collection point.</param>
public sealed record OwnForm(string Point, DateOnly On);

/// <summary>Something that happened, and whether it stands in the signed tree.</summary>
/// <param name="Kind">Word of the type of fact.</param>
/// <param name="Word">The purpose, topic or party it is about; null for none.</param>
public sealed record OwnEvent(Guid FactId, DateTimeOffset At, string Kind, string? Word, string? State, bool IsInTree);

/// <summary>Everything held about a person, as they are shown it.</summary>
public sealed record OwnData
{
    public required DateTimeOffset At { get; init; }
    public required NoticeVersion Notice { get; init; }
    public required StandingState Standing { get; init; }
    public required IReadOnlyList<OwnRecord> Records { get; init; }
    public required IReadOnlyList<Withheld> Withheld { get; init; }
    public required IReadOnlyList<OwnDisclosure> Disclosures { get; init; }
    public required IReadOnlyList<OwnEvent> Events { get; init; }

    /// <summary>Records that are not shown as they are now to whom a part was given, since they have changed.</summary>
    public int LeftOut { get; init; }

    /// <summary>Records by category, in the notice's order.</summary>
    public IEnumerable<IGrouping<DataCategory, OwnRecord>> ByCategory => Records.GroupBy(record => record.Category);
}
