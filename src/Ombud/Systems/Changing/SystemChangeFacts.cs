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

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CorrectedInSystem))]
[JsonSerializable(typeof(CorrectedByHand))]
internal sealed partial class SystemChangeFactsJson : JsonSerializerContext;
