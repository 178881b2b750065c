using System.Diagnostics.Metrics;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Shared;

namespace Ombud.Decisions;

/// <summary>What is told of decisions: how many, for which action, with which reason code.</summary>
internal static class DecisionTelemetry
{
    private static readonly Counter<long> Decisions = Telemetry.Meter.CreateCounter<long>(
        "ombud.decisions", "{decision}", "Questions answered, by action and reason code; permitted where permitted.");

    /// <summary>Counts one decision.</summary>
    public static void Count(UseAction action, in Decision decision)
    {
        if (Decisions.Enabled)
        {
            Decisions.Add(
                1, new("ombud.action", CodeOf(action)),
                new("ombud.reason", decision.IsPermitted ? "permitted" : ReasonCodes.CodeOf(decision.Reason)));
        }
    }

    // A word that nobody has declared comes as a number beyond them.
    private static string CodeOf(UseAction action) => Enum.IsDefined(action) ? action.ToString().ToLowerInvariant() : "unknown";
}
