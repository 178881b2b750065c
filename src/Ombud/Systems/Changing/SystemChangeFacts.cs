using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Systems.Changing;

/// <summary>A correction was carried into a connected system.</summary>
/// <param name="System">The system's id.</param>
/// <param name="Field">Id of the form field; what stood there and stands there now is not told.</param>
/// <param name="Corrected">How many rows have the right value now.</param>
/// <param name="Other">How many fields hold another value than the wrong one, and stay.</param>
/// <param name="Shared">How many fields stay wrong, since their row is somebody else's too.</param>
/// <param name="Left">In how many rows a second look still found the wrong value; 0 where it is verified.</param>
internal sealed record CorrectedInSystem(string System, string Field, int Corrected, int Other, int Shared, int Left) : Fact;

/// <summary>Staff noted that they had corrected a value in a connected system by hand.</summary>
/// <param name="By">Id of the staff account.</param>
internal sealed record CorrectedByHand(string System, string Field, string By) : Fact;

/// <summary>A restriction, or its lifting, was carried into a connected system.</summary>
/// <param name="System">The system's id.</param>
/// <param name="IsOn">False where the restriction was lifted.</param>
/// <param name="Marked">How many rows were marked, or lost their mark.</param>
/// <param name="Already">How many rows were so before.</param>
/// <param name="Other">How many rows hold something else in the field of the mark, and stay.</param>
/// <param name="Shared">How many rows stay as they are, since they are somebody else's too.</param>
/// <param name="Unmarkable">How many rows lie in tables without a mark.</param>
/// <param name="Left">In how many rows a second look found that it is not so; 0 where it is verified.</param>
internal sealed record RestrictedInSystem(
    string System, bool IsOn, int Marked, int Already, int Other, int Shared, int Unmarkable, int Left) : Fact;

/// <summary>Staff noted that they had seen to a restriction, or its lifting, in a connected system by hand.</summary>
/// <param name="By">Id of the staff account.</param>
internal sealed record RestrictedByHand(string System, bool IsOn, string By) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CorrectedInSystem))]
[JsonSerializable(typeof(CorrectedByHand))]
[JsonSerializable(typeof(RestrictedInSystem))]
[JsonSerializable(typeof(RestrictedByHand))]
internal sealed partial class SystemChangeFactsJson : JsonSerializerContext;
