using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Systems.Sweeping;

/// <summary>The receipt of a sweep in one table of a connected system: names and counts, nobody's rows.</summary>
/// <param name="System">The system's id.</param>
/// <param name="Deleted">How many rows went, since their time had run out.</param>
/// <param name="Overwritten">How many rows stay with fields that tell of nobody any more.</param>
/// <param name="Spared">How many rows past their time stay, since they are those of somebody with a hold or a restriction.</param>
/// <param name="Referred">How many rows past their time stay for now, since others refer to them.</param>
/// <param name="Left">How many rows a second look still found that should be gone.</param>
internal sealed record SweptInSystem(
    string System, string Table, int Deleted, int Overwritten, int Spared, int Referred, int Left) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SweptInSystem))]
internal sealed partial class SystemSweepFactsJson : JsonSerializerContext;
