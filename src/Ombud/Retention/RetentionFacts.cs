using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Model;

namespace Ombud.Retention;

/// <summary>Something happened from which retention periods run.</summary>
/// <param name="Anchor">What: last contact, recruitment decision, event held, closed.</param>
/// <param name="On">The day on which it happened.</param>
/// <param name="SubmissionId">The submission whose records it is about; null for all of the person's.</param>
/// <param name="Controller">Id of the controller whose records it is about; null for those of all.</param>
internal sealed record AnchorHappened(Anchor Anchor, DateOnly On, Guid? SubmissionId, string? Controller = null) : Fact;

/// <summary>Why a hold was placed.</summary>
internal enum HoldReason
{
    LegalClaim,
    Investigation,
    SuspectedFraud,
    DangerToPerson,
    AuthorityDemand,
    BreachOfTerms,
}

/// <summary>A hold was placed: these records do not end until it is lifted.</summary>
/// <param name="By">Id of the staff account or API key.</param>
internal sealed record HoldPlaced(Guid HoldId, HoldReason Reason, string By, IReadOnlyList<Guid> Records) : ClearFact;

/// <summary>A hold was lifted.</summary>
/// <inheritdoc cref="HoldPlaced"/>
internal sealed record HoldLifted(Guid HoldId, string By, int Records) : ClearFact;

/// <summary>Records, or answers of the decision log, ended by their rules: the receipt of a sweep, for one person.</summary>
/// <param name="Records">How many ended.</param>
/// <param name="Anonymised">How many of them were counted before, as numbers about nobody.</param>
/// <param name="Rules">Ids of the rules that determined the ends.</param>
internal sealed record RecordsEnded(int Records, int Anonymised, IReadOnlyList<string> Rules) : ClearFact
{
    public override bool GoesIntoJournal => true;

    public override string JournalWord => string.Join(' ', Rules);

    /// <summary>Ids of the records that ended; for the journal alone, and no part of the body.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Ended { get; init; } = [];

    [JsonIgnore]
    public override IReadOnlyList<Guid> JournalRecords => Ended;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnchorHappened))]
[JsonSerializable(typeof(HoldPlaced))]
[JsonSerializable(typeof(HoldLifted))]
[JsonSerializable(typeof(RecordsEnded))]
internal sealed partial class RetentionFactsJson : JsonSerializerContext;
