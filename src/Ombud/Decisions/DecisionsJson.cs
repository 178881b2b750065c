using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Decisions.Asking;
using Ombud.Decisions.Reading;

namespace Ombud.Decisions;

/// <summary>The types of this capability that cross HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DecisionQuestion[]))]
[JsonSerializable(typeof(DecisionWords[]))]
[JsonSerializable(typeof(ReadingRequest))]
[JsonSerializable(typeof(SubjectReading))]
[JsonSerializable(typeof(SubjectStanding))]
internal sealed partial class DecisionsJson : JsonSerializerContext;
