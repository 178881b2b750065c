using System.Diagnostics;

namespace Ombud.Web.Observing;

/// <summary>
/// Takes off a span whatever is not on the list, when it ends and before it is exported: a tag that a new version of a library
/// adds is left out until somebody has looked at it. A span with events, which hold exceptions' texts, is not exported at all.
/// </summary>
/// <remarks>
/// A listener and no processor of OpenTelemetry's: a class that inherits from one of its classes would load it with the product's
/// own types, also where nobody collects. Listeners hear of an end in the order in which they began to listen.
/// </remarks>
internal static class ToldOnly
{
    /// <summary>The tags that may leave: codes, counts, routes as they are declared.</summary>
    public static readonly string[] Tags =
    [
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type",
        "ombud.action", "ombud.reason", "ombud.writer", "ombud.rows", "ombud.sweep", "ombud.step", "ombud.control", "ombud.holds",
    ];

    private static readonly Lock Once = new();
    private static ActivityListener? _listener;

    /// <summary>Begins, once in a process and before any exporter does.</summary>
    /// <param name="sources">Names of the sources whose spans are exported.</param>
    public static void Begin(params string[] sources)
    {
        lock (Once)
        {
            if (_listener is not null)
                return;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => sources.Contains(source.Name, StringComparer.Ordinal),
                ActivityStopped = Strip,
            };
            ActivitySource.AddActivityListener(_listener);
        }
    }

    private static void Strip(Activity span)
    {
        foreach (var (tag, _) in span.TagObjects.ToList())
        {
            if (!Tags.Contains(tag, StringComparer.Ordinal))
                span.SetTag(tag, null);
        }
        // Both come from whoever calls, or may repeat what they sent.
        span.TraceStateString = null;
        span.SetStatus(span.Status);
        if (span.Events.Any() || span.Links.Any())
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
