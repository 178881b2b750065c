using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ombud.Web.Observing;

/// <summary>Traces, metrics and logs, for whoever runs the product.</summary>
internal static class ObservingModule
{
    // Requests as the web server itself tells them.
    private const string WebSource = "Microsoft.AspNetCore";
    private const string WebMeter = "Microsoft.AspNetCore.Hosting";

    // Ours, and those that a capability has to itself.
    private const string OurMeters = "Ombud*";

    /// <summary>Log lines as JSON where that is asked for.</summary>
    public static void AddLogFormat(this ILoggingBuilder logging, LogOptions options)
    {
        if (!options.IsJson)
            return;
        logging.AddJsonConsole(json =>
        {
            // The web server's scopes hold paths.
            json.IncludeScopes = false;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "O";
        });
    }

    /// <summary>Sends traces and metrics by OTLP, without anything that is not on the list of what may be told.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        ToldOnly.Begin(Shared.Telemetry.Name, WebSource);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("ombud", serviceVersion: Version))
            .WithTracing(traces => traces
                .AddSource(Shared.Telemetry.Name, WebSource)
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(OurMeters, WebMeter)
                // An example of a measurement would carry the tags that the view leaves out.
                .SetExemplarFilter(ExemplarFilterType.AlwaysOff)
                .AddView(_ => new MetricStreamConfiguration { TagKeys = ToldOnly.Tags })
                .AddOtlpExporter());
    }

    private static string? Version => typeof(ObservingModule).Assembly.GetName().Version?.ToString(3);
}
