using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Tests.MyData;

internal sealed record SampleMet(string Kind) : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) => new StandingChange.Met(at, Kind);
}

[JsonSerializable(typeof(SampleMet))]
internal sealed partial class SampleMetJson : JsonSerializerContext;
