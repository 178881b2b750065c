using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ombud.Shared;

/// <summary>
/// Where capabilities tell what they are doing, for whoever runs the product. Names of our own, codes, ids of the pack and counts
/// alone: nothing that somebody typed, no id of a person, no text of an exception. Costs next to nothing while nobody listens.
/// </summary>
internal static class Telemetry
{
    /// <summary>Name of the source and the meter.</summary>
    public const string Name = "Ombud";

    /// <summary>Where spans begin.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>What instruments belong to.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Marks a span as failed, with the kind of failure and never its message, which may repeat what was sent.</summary>
    public static void Fail(this Activity? span, Exception failure) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().Name);
}
