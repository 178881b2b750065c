using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Collection.Facts;

/// <summary>A person filled in a collection point. What they filled in stands nowhere in it.</summary>
internal sealed record SubmissionReceived : Fact, INamesController
{
    public required Guid SubmissionId { get; init; }

    /// <summary>Id of the party on whose behalf it was collected.</summary>
    public required string Controller { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>What was shown: version, language, point, and the hash of all its texts as they stood on the screen.</summary>
    public required Shown Shown { get; init; }

    /// <summary>Ids of the purposes that were named.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Ids of the categories of what was given.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Each choice that was offered, and the answer.</summary>
    public required IReadOnlyDictionary<string, bool> Choices { get; init; }

    public required IReadOnlyList<string> Confirmations { get; init; }

    /// <summary>How many values were stored about the person.</summary>
    public required int Records { get; init; }

    /// <summary>How many values were stored about another person.</summary>
    public int OthersRecords { get; init; }

    /// <summary>What staff recorded, where they filled it in.</summary>
    public StaffRecorded? Offline { get; init; }
}

/// <summary>An offline collection as staff recorded it.</summary>
/// <param name="Staff">Id of the staff account.</param>
/// <param name="CollectedOn">The day on which the data was given.</param>
/// <param name="Told">How the person was told: <c>read-out</c>, <c>handed-over</c>, <c>letter-follows</c>.</param>
internal sealed record StaffRecorded(Guid Staff, DateOnly CollectedOn, string Told);

/// <summary>A person was met as one of the kinds.</summary>
internal sealed record SubjectMet(string Kind) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Met(at, Kind);
}

/// <summary>A person said where they live.</summary>
internal sealed record ResidenceStated(string Country) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Residence(at, Country);
}

/// <summary>Data about a person came from somebody else, or from a public source (GDPR article 14).</summary>
internal sealed record DataReceivedElsewhere : Fact
{
    public required Guid SubmissionId { get; init; }
    public required string Controller { get; init; }

    /// <summary>From where: another person, or a public source.</summary>
    public required Channel Channel { get; init; }

    public required Shown Shown { get; init; }
    public required IReadOnlyList<string> Purposes { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required int Records { get; init; }

    /// <summary>The last moment at which the person must have been informed.</summary>
    public required DateTimeOffset InformBy { get; init; }

    /// <summary>Whether the letter that informs them lies in the outbox; otherwise they must be told in another way.</summary>
    public required bool ByLetter { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SubmissionReceived))]
[JsonSerializable(typeof(SubjectMet))]
[JsonSerializable(typeof(ResidenceStated))]
[JsonSerializable(typeof(DataReceivedElsewhere))]
internal sealed partial class SubmissionFactsJson : JsonSerializerContext;
