using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.MyData.Joining;

/// <summary>A person confirmed that what others with their address gave is theirs.</summary>
/// <param name="From">Id under which it was given.</param>
internal sealed record JoinConfirmed(Guid From) : Fact;

/// <summary>Records were taken over, encrypted anew under the person's keys.</summary>
/// <param name="From">Id under which they were given.</param>
/// <param name="Kind">Id of the kind of person as whom they were given.</param>
internal sealed record RecordsJoined(Guid From, string Kind, int Records) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Met(at, Kind);
}

/// <summary>Records went over to the person to whom they belong; here they are deleted.</summary>
/// <param name="To">Id of that person.</param>
internal sealed record RecordsMoved(Guid To, int Records) : Fact;

/// <summary>The join is complete; stands at both.</summary>
/// <param name="Other">The other's id.</param>
/// <param name="Side"><c>into</c> where this one was joined into the other, <c>from</c> where it took the other in.</param>
internal sealed record SubjectJoined(Guid Other, string Side) : Fact
{
    public const string Into = "into";
    public const string From = "from";

    // From the same commit on only the other lives on: two standings of one person would answer differently.
    public override StandingChange? ChangeAt(DateTimeOffset at) =>
        Side is Into ? new StandingChange.Joined(at, new SubjectId(Other)) : null;
}

/// <summary>An answer given before the join counts for the person, from when it was given.</summary>
internal sealed record AnswerCarriedOver : Fact
{
    /// <summary>Id of the fact in which it was first recorded.</summary>
    public required Guid Original { get; init; }

    public required string Key { get; init; }
    public required ConsentAnswer Answer { get; init; }
    public required string Controller { get; init; }
    public required Shown Shown { get; init; }
    public required bool Explicit { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    public override StandingChange ChangeAt(DateTimeOffset at) =>
        new StandingChange.Consent(AnsweredAt, Key, Answer, Shown.NoticeVersion, Explicit);

    [JsonIgnore]
    public override bool GoesIntoJournal => Answer is ConsentAnswer.Withdrawn;

    [JsonIgnore]
    public override string JournalWord => Key;
}

/// <summary>Where the person lives, as was said before the join.</summary>
internal sealed record ResidenceCarriedOver(string Country) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Residence(at, Country);
}

/// <summary>The person had the processing restricted before the join.</summary>
/// <param name="Since">When; what was agreed to after it was agreed to in spite of it.</param>
internal sealed record RestrictionCarriedOver(DateTimeOffset Since) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Restriction(Since, IsOn: true);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JoinConfirmed))]
[JsonSerializable(typeof(RecordsJoined))]
[JsonSerializable(typeof(RecordsMoved))]
[JsonSerializable(typeof(SubjectJoined))]
[JsonSerializable(typeof(AnswerCarriedOver))]
[JsonSerializable(typeof(ResidenceCarriedOver))]
[JsonSerializable(typeof(RestrictionCarriedOver))]
internal sealed partial class JoinFactsJson : JsonSerializerContext;
