using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;

namespace Ombud.Consents;

/// <summary>A consent was given, refused or withdrawn. Never updated: the next answer is another fact.</summary>
internal sealed record ConsentAnswered : Fact, INamesController
{
    /// <summary>Id of the purpose or topic.</summary>
    public required string Key { get; init; }

    public required ConsentAnswer Answer { get; init; }

    /// <summary>Id of the party that asked.</summary>
    public required string Controller { get; init; }

    /// <summary>What was shown when it was asked.</summary>
    public required Shown Shown { get; init; }

    /// <summary>Whether it was an explicit statement, as special categories need.</summary>
    public bool Explicit { get; init; }

    /// <summary>Id of the kind as which the person was met; null where they were known before.</summary>
    public string? Kind { get; init; }

    public override StandingChange ChangeAt(DateTimeOffset at) =>
        new StandingChange.Consent(at, Key, Answer, Shown.NoticeVersion, Explicit) { MetAs = Kind };

    [JsonIgnore]
    public override bool GoesIntoJournal => Answer is ConsentAnswer.Withdrawn;

    [JsonIgnore]
    public override string JournalWord => Key;
}

/// <summary>What a person was shown when they answered or gave data.</summary>
/// <param name="NoticeVersion">Version of the notice.</param>
/// <param name="Language">Language it was shown in.</param>
/// <param name="Point">Id of the collection point, or null where it was asked elsewhere.</param>
/// <param name="TextHash">SHA-256, in hexadecimal, of the exact text beside the choice.</param>
internal sealed record Shown(string NoticeVersion, string Language, string? Point = null, string? TextHash = null);

/// <summary>The person objected to a purpose or topic, or to all marketing (<c>*</c>).</summary>
/// <param name="ByAddress">Whether it was made by the owner of the address with which the person was given.</param>
internal sealed record ObjectionMade(string Key, ObjectionState State, bool ByAddress = false) : Fact
{
    /// <summary>What it changed in the suppression list; for the journal alone, and no part of the body.</summary>
    [JsonIgnore]
    public JournalHash? Hash { get; init; }

    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Objection(at, Key, State);

    [JsonIgnore]
    public override bool GoesIntoJournal => true;

    [JsonIgnore]
    public override string JournalWord => Key;

    [JsonIgnore]
    public override string JournalState => State.ToString();

    [JsonIgnore]
    public override JournalHash? JournalHash => Hash;
}

/// <summary>Processing of the person's data was restricted, or the restriction was lifted.</summary>
internal sealed record RestrictionSet(bool IsOn) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Restriction(at, IsOn);

    [JsonIgnore]
    public override bool GoesIntoJournal => true;

    [JsonIgnore]
    public override string JournalState => IsOn ? "On" : "Off";
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConsentAnswered))]
[JsonSerializable(typeof(ObjectionMade))]
[JsonSerializable(typeof(RestrictionSet))]
internal sealed partial class ConsentFactsJson : JsonSerializerContext;
