using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Corrections.Telling;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Corrections;

/// <summary>A value was corrected (GDPR article 16). Which one, never what stood there or stands there now.</summary>
internal sealed record RecordCorrected : Fact, INamesController
{
    /// <summary>Id of the record.</summary>
    public required Guid Record { get; init; }

    /// <summary>Id of the party that holds it.</summary>
    public required string Controller { get; init; }

    public required string Category { get; init; }
    public required string Field { get; init; }

    /// <summary><c>self</c> for the person, otherwise id of the staff account.</summary>
    public required string By { get; init; }

    /// <summary>Ids of the recipients that had been given the field, and are told.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Ids of the connected systems that hold the field, and are asked to correct it.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    // Whoever has read the old value and not yet handed it over reads again.
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Corrected(at);
}

/// <summary>What one controller held of a person was erased, while the person stays with the others (GDPR article 17).</summary>
/// <param name="Controller">Id of the party that held it.</param>
/// <param name="Kept">How many of its records a hold or a law keeps.</param>
/// <param name="By">Id of the API key or staff account.</param>
internal sealed record RecordsErased(string Controller, int Records, int Kept, string By) : Fact, INamesController
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Corrected(at);

    public override bool GoesIntoJournal => true;

    public override string JournalWord => Controller;

    /// <summary>Ids of the records; for the journal alone, and no part of the body.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Gone { get; init; } = [];

    [JsonIgnore]
    public override IReadOnlyList<Guid> JournalRecords => Gone;
}

/// <summary>A recipient was told of a correction, a restriction or the erasure of what a controller held (GDPR article 19).</summary>
/// <param name="By">Id of the staff account, or <c>letter</c>.</param>
internal sealed record RecipientInformed(string Recipient, NoticeAbout About, string By) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordCorrected))]
[JsonSerializable(typeof(RecordsErased))]
[JsonSerializable(typeof(RecipientInformed))]
internal sealed partial class CorrectionFactsJson : JsonSerializerContext;
