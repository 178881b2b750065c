using System.Security.Cryptography;
using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Vault;

/// <summary>A record as it lies in the database, with the key that opens it.</summary>
internal readonly record struct SealedRecord
{
    public required Guid Id { get; init; }
    public required string Field { get; init; }
    public required string Category { get; init; }
    public required byte[] Sealed { get; init; }
    public required DataKey Key { get; init; }
    public required string Kind { get; init; }
    public required string Point { get; init; }
    public required string NoticeVersion { get; init; }
    public required string Source { get; init; }
    public required SubjectId? GivenBy { get; init; }
    public required DateTimeOffset CollectedAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required string RetentionRule { get; init; }
    public required bool IsHeld { get; init; }
    public required int Chunks { get; init; }
    public required Compartment Compartment { get; init; }
}

/// <summary>
/// What a permit covers, read and not opened yet: how many there are is known, so that the fact of the reading can be written while
/// the values are opened.
/// </summary>
internal sealed class SealedReading(SubjectId subject, string controller, RecordSeal seal)
{
    private readonly List<SealedRecord> _records = [];

    /// <summary>What came of it; nothing is there to open where it is not <see cref="ReadingState.Read"/>.</summary>
    public ReadingState State { get; private set; }

    public int Count => _records.Count;

    /// <summary>The values. Shown to nobody before the fact of the reading stands.</summary>
    /// <exception cref="CryptographicException">A value was altered, or moved from another row.</exception>
    public IReadOnlyList<VaultRecord> Open() => _records.ConvertAll(Open);

    internal void Add(SealedRecord record) => _records.Add(record);

    /// <summary>Ends the reading so; where nothing may be read, nothing of it stays.</summary>
    internal SealedReading Ended(ReadingState state)
    {
        State = state;
        if (state is not ReadingState.Read)
            _records.Clear();
        return this;
    }

    private VaultRecord Open(SealedRecord found) => new()
    {
        Id = found.Id, Field = found.Field, Category = found.Category,
        Value = seal.Open(subject, found.Id, found.Field, found.Sealed, found.Key), Controller = controller, Kind = found.Kind,
        Point = found.Point, NoticeVersion = found.NoticeVersion, Source = found.Source, GivenBy = found.GivenBy,
        CollectedAt = found.CollectedAt, EndsAt = found.EndsAt, RetentionRule = found.RetentionRule, IsHeld = found.IsHeld,
        Chunks = found.Chunks, Compartment = found.Compartment,
    };
}
