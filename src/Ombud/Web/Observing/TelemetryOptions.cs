using Ombud.Database;

namespace Ombud.Web.Observing;

/// <summary>
/// Where traces and metrics are sent, by the settings that OpenTelemetry itself names; null where none is configured, and then
/// nothing of it is loaded.
/// </summary>
/// <param name="Endpoint">Address of the collector.</param>
internal sealed record TelemetryOptions(Uri Endpoint)
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <exception cref="ConfigurationException">The address is none, or the protocol is unknown.</exception>
    public static TelemetryOptions? From(IConfiguration configuration)
    {
        if (configuration[EndpointKey] is not { Length: > 0 } text)
            return null;

        var errors = new List<string>();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            errors.Add($"{EndpointKey} must be an http:// or https:// address.");
        if (configuration[ProtocolKey] is { Length: > 0 } protocol && !Protocols.Contains(protocol, StringComparer.Ordinal))
            errors.Add($"{ProtocolKey} must be {string.Join(" or ", Protocols)}.");
        return errors.Count == 0 ? new TelemetryOptions(endpoint!) : throw new ConfigurationException(errors);
    }
}

/// <summary>How lines of the log look on the console.</summary>
/// <param name="IsJson">An object a line, for programs that collect logs; otherwise text for people.</param>
internal sealed record LogOptions(bool IsJson)
{
    private const string Key = "Ombud:Logs";

    /// <exception cref="ConfigurationException">It is neither of the two words.</exception>
    public static LogOptions From(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" or "text" => new LogOptions(IsJson: false),
        "json" => new LogOptions(IsJson: true),
        _ => throw new ConfigurationException(["Ombud__Logs must be text or json."]),
    };
}
