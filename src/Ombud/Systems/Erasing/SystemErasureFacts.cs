using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Systems.Erasing;

/// <summary>A connected system was asked to erase a person and took it.</summary>
/// <param name="System">The system's id.</param>
/// <param name="Deleted">How many rows were deleted.</param>
/// <param name="Overwritten">How many rows stay with fields that tell of nobody any more.</param>
/// <param name="Kept">How many rows stay whole, by the system's description.</param>
/// <param name="Left">How many rows a second look still found that should be gone; 0 where the erasure is verified.</param>
internal sealed record ErasedInSystem(string System, int Deleted, int Overwritten, int Kept, int Left) : ClearFact;

/// <summary>Staff noted that they had erased a person in a connected system by hand.</summary>
/// <param name="By">Id of the staff account.</param>
internal sealed record ErasedByHand(string System, string By) : ClearFact;

/// <summary>Staff noted what people had answered who were asked to erase a person in a connected system, and did not.</summary>
/// <param name="Answer">That nothing was there, or why it is kept.</param>
/// <param name="By">Id of the staff account.</param>
internal sealed record AnsweredByHand(string System, SystemErasureState Answer, string By) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErasedInSystem))]
[JsonSerializable(typeof(ErasedByHand))]
[JsonSerializable(typeof(AnsweredByHand))]
internal sealed partial class SystemErasureFactsJson : JsonSerializerContext;
