using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>What is taken in, and from where the certificate is had (section 6).</summary>
internal sealed record DsrDiscovery(
    string ApiVersion, IReadOnlyList<DsrIdentity> SupportedIdentities, IReadOnlyList<string> SupportedSubjectRequestTypes,
    string ProcessorCertificate)
{
    /// <summary>What we say beside the protocol, under our domain.</summary>
    public required IReadOnlyDictionary<string, DsrOwnWords> Extensions { get; init; }
}

/// <summary>By what a person can be named.</summary>
internal sealed record DsrIdentity(string IdentityType, string IdentityFormat);

/// <param name="StatusCallbacks">Whether addresses in <c>status_callback_urls</c> are called.</param>
internal sealed record DsrOwnWords(bool StatusCallbacks);

/// <summary>That a request was taken in (section 7.3).</summary>
internal sealed record DsrReceived(
    string ControllerId, DateTimeOffset? ExpectedCompletionTime, DateTimeOffset ReceivedTime, string EncodedRequest,
    Guid SubjectRequestId);

/// <summary>Where a request stands (section 8.3).</summary>
internal sealed record DsrStanding(
    string ControllerId, DateTimeOffset? ExpectedCompletionTime, Guid SubjectRequestId, string RequestStatus, string ApiVersion);

/// <summary>That a request was taken back (section 9.2).</summary>
internal sealed record DsrCancelled(string ControllerId, DateTimeOffset ReceivedTime, Guid SubjectRequestId, string ApiVersion);

/// <summary>What went wrong (section 7.6).</summary>
internal sealed record DsrProblem(DsrError Error);

/// <inheritdoc cref="DsrProblem"/>
internal sealed record DsrError(int Code, string Message, IReadOnlyList<DsrErrorDetail> Errors);

/// <inheritdoc cref="DsrProblem"/>
internal sealed record DsrErrorDetail(string Domain, string Reason, string Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DsrDiscovery))]
[JsonSerializable(typeof(DsrReceived))]
[JsonSerializable(typeof(DsrStanding))]
[JsonSerializable(typeof(DsrCancelled))]
[JsonSerializable(typeof(DsrProblem))]
internal sealed partial class DsrJson : JsonSerializerContext;

/// <summary>An answer whose bytes are signed, with the domain for which the certificate is issued (section 8.3).</summary>
internal sealed class SignedAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    internal const string DomainHeader = "X-OpenDSR-Processor-Domain";
    internal const string SignatureHeader = "X-OpenDSR-Signature";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var seal = httpContext.RequestServices.GetRequiredService<OpenDsrSettings>().Seal;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var response = httpContext.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, "application/json", bytes.Length);
        response.Headers[DomainHeader] = seal.Domain;
        response.Headers[SignatureHeader] = seal.Sign(bytes);
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
