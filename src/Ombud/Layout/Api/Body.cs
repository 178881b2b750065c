using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Ombud.Layout.Http;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Ombud.Layout.Api;

/// <summary>How many bytes an endpoint's body may have; <see cref="Default"/> where it says nothing.</summary>
internal sealed record BodyLimit(int Bytes)
{
    public const int Default = 64 * 1024;
}

/// <summary>A part of a call that was read before its handler, or the problem that it is.</summary>
internal interface IBody
{
    /// <summary>What is wrong with it; null where it can be used.</summary>
    ProblemAnswer? Problem { get; }
}

/// <summary>The JSON body of a call, read strictly. A handler that takes one is called only with a sound one.</summary>
/// <typeparam name="T">Its type, listed in a JSON context of its capability.</typeparam>
internal sealed class Body<T> : IBody, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;

    private Body(T? value, byte[]? bytes, ProblemAnswer? problem) => (_value, Bytes, Problem) = (value, bytes ?? [], problem);

    /// <summary>The value.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The group must have the filter of the API.");

    /// <summary>What was sent, by which a repeated call is known.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public ProblemAnswer? Problem { get; }

    /// <summary>Called by the framework before the handler.</summary>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (bytes, problem) = await BodyBytes.ReadAsync(context);
        if (bytes is null)
            return new Body<T>(null, null, problem);

        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var value = StrictJson.Read<T>(bytes, options, out problem);
        return new Body<T>(value, bytes, problem);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>A body that is one item or an array of them.</summary>
/// <typeparam name="T">Type of an item, listed with its array in a JSON context of its capability.</typeparam>
internal sealed class Batch<T> : IBody, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>Most items of one call.</summary>
    public const int Max = 1_000;

    private Batch(IReadOnlyList<T> items, bool isArray, ProblemAnswer? problem) =>
        (Items, IsArray, Problem) = (items, isArray, problem);

    /// <summary>The items, in their order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Whether they came as an array, and so are answered as one.</summary>
    public bool IsArray { get; }

    public ProblemAnswer? Problem { get; }

    /// <summary>Called by the framework before the handler.</summary>
    public static async ValueTask<Batch<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (bytes, problem) = await BodyBytes.ReadAsync(context);
        if (bytes is null)
            return new Batch<T>([], false, problem);

        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (!StartsArray(bytes))
        {
            var one = StrictJson.Read<T>(bytes, options, out problem);
            return new Batch<T>(one is null ? [] : [one], false, problem);
        }

        var many = StrictJson.Read<T[]>(bytes, options, out problem);
        return new Batch<T>(many ?? [], true, problem);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T[])));
        builder.Metadata.Add(new BatchMetadata());
    }

    private static bool StartsArray(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
}

/// <summary>Marks an endpoint whose body is one item or an array of them.</summary>
internal sealed class BatchMetadata;

/// <summary>Marks an endpoint that takes an <c>Idempotency-Key</c>.</summary>
internal sealed class OnceMetadata;

/// <summary>Reads the bytes of a body up to its limit.</summary>
internal static class BodyBytes
{
    /// <param name="mayBeEmpty">Whether a call without a body is sound.</param>
    public static async ValueTask<(byte[]? Bytes, ProblemAnswer? Problem)> ReadAsync(HttpContext context, bool mayBeEmpty = false)
    {
        var request = context.Request;
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? BodyLimit.Default;
        if (request.ContentLength > limit)
            return (null, ApiProblems.TooLargeFor(limit));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit + (long)BodyLimits.Slack;

        try
        {
            using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, limit));
            await request.Body.CopyToAsync(buffer, context.RequestAborted);
            if (buffer.Length > limit)
                return (null, ApiProblems.TooLargeFor(limit));
            if (buffer.Length == 0)
                return mayBeEmpty ? ([], null) : (null, ApiProblems.BodyMissing.Answer());
            return request.HasJsonContentType() ? (buffer.ToArray(), null) : (null, ApiProblems.MediaType.Answer());
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiProblems.TooLargeFor(limit)
                : ApiProblems.OfStatus(bad.StatusCode).Answer());
        }
    }
}
