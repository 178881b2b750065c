using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ombud.Shared;

namespace Ombud.Erasure;

/// <summary>What is told of erasures: which step was gone into from where. Of whom stands nowhere.</summary>
internal static class ErasureTelemetry
{
    private static readonly Counter<long> Steps = Telemetry.Meter.CreateCounter<long>(
        "ombud.erasure.steps", "{step}", "Steps of erasures that were begun, by the state they begin from; repeated ones too.");

    /// <summary>Counts a step; dispose what it returns when the step has ended.</summary>
    public static Activity? Step(ErasureStep from)
    {
        var step = from.ToString();
        Steps.Add(1, new KeyValuePair<string, object?>("ombud.step", step));
        return Telemetry.Source.StartActivity("erasure step")?.SetTag("ombud.step", step);
    }
}
