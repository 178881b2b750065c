using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Incidents;

namespace Ombud.Incidents;

/// <summary>An incident was opened. Words and moments alone: what happened lies sealed in its file.</summary>
/// <param name="Case">Id of the case that it came of.</param>
/// <param name="DueAt">By when the authority is notified; null where no law sets a time.</param>
/// <param name="Decides">Id of the deadline that decides.</param>
internal sealed record IncidentOpened(
    Guid? Case, IReadOnlyList<string> Controllers, IReadOnlyList<string> Categories, DateTimeOffset AwareAt, DateTimeOffset? DueAt,
    string? Decides, string By) : ClearFact;

/// <summary>A step was taken in an incident.</summary>
/// <param name="At">When it happened, which may be before it was written down.</param>
/// <param name="Word">The risk, the ground or the authority.</param>
/// <param name="IsLate">Whether the authority was notified after its time.</param>
internal sealed record IncidentMoved(IncidentStep Step, DateTimeOffset At, string? Word, bool IsLate, string By) : ClearFact;

/// <summary>Something was added to an incident's file without a step.</summary>
internal sealed record IncidentNoted(IncidentPart Part, string By) : ClearFact;

/// <summary>The desk was reminded of an incident's clock.</summary>
/// <param name="Times">How often so far.</param>
internal sealed record IncidentReminded(int Times) : ClearFact;

/// <summary>Somebody began to look for the people affected. Whom or what they named stands nowhere in it.</summary>
internal sealed record AffectedSought(Guid Run, string Kind, string By) : ClearFact;

/// <summary>The people affected were looked for to the end: how many there are that no search before has found.</summary>
internal sealed record AffectedFound(Guid Run, int People, int Records) : ClearFact;

/// <summary>The people affected were told: by letter, and how many could not be written to or are being erased.</summary>
internal sealed record AffectedTold(Guid Run, int Told, int Unreachable, int Isolated) : ClearFact;

/// <summary>An incident's file was opened by somebody of the staff.</summary>
internal sealed record IncidentRead(string By) : ClearFact;

/// <summary>An incident with which a control tried is gone.</summary>
internal sealed record IncidentTried : ClearFact;

/// <summary>The person was told of an incident that may affect them. On their trail, and under their key.</summary>
/// <param name="Incident">Id of the incident.</param>
internal sealed record ToldOfIncident(Guid Incident) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IncidentOpened))]
[JsonSerializable(typeof(IncidentMoved))]
[JsonSerializable(typeof(IncidentNoted))]
[JsonSerializable(typeof(IncidentReminded))]
[JsonSerializable(typeof(AffectedSought))]
[JsonSerializable(typeof(AffectedFound))]
[JsonSerializable(typeof(AffectedTold))]
[JsonSerializable(typeof(IncidentRead))]
[JsonSerializable(typeof(IncidentTried))]
[JsonSerializable(typeof(ToldOfIncident))]
internal sealed partial class IncidentFactsJson : JsonSerializerContext;
