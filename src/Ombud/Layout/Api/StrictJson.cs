using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Ombud.Layout.Api;

/// <summary>Marks a text that may have line breaks and tabs, and be long; other texts are one line.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LongTextAttribute : Attribute;

/// <summary>Reads JSON that must be exactly as declared, and says of anything else where and which rule.</summary>
internal static class StrictJson
{
    /// <summary>How deep objects and arrays may lie in each other.</summary>
    public const int DepthMax = 16;

    /// <summary>Makes options strict; they count for every context that is chained into them.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = DepthMax;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }

    /// <summary>Reads a value with types that refuse what is wrong, and fast; what exactly was wrong is looked for only then.</summary>
    /// <inheritdoc cref="Read{T}(byte[], JsonSerializerOptions, out ProblemAnswer?)"/>
    public static T? Read<T>(byte[] bytes, JsonTypeInfo<T> strict, HttpContext http, out ProblemAnswer? problem)
        where T : class
    {
        try
        {
            problem = null;
            if (JsonSerializer.Deserialize(bytes, strict) is { } value)
                return value;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Its text may repeat what was sent.
        }
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        Read<T>(bytes, options, out problem);
        problem ??= ApiProblems.BodyInvalid.Answer();
        return null;
    }

    /// <summary>Reads a value.</summary>
    /// <returns>The value; null where there is a problem, which then says what is wrong.</returns>
    public static T? Read<T>(byte[] bytes, JsonSerializerOptions options, out ProblemAnswer? problem)
        where T : class
    {
        problem = null;
        if (!Utf8.IsValid(bytes))
        {
            problem = ApiProblems.JsonMalformed.Answer(new ProblemError("$", "utf8-malformed", "The body is not UTF-8."));
            return null;
        }

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var faults = new JsonFaults(options);
        try
        {
            faults.Find(bytes, type);
            if (faults.Found.Count == 0 && JsonSerializer.Deserialize(bytes, type) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // Broken before the end: what was found until then is told too. The exception's text may repeat what was sent.
            if (faults.Found.Count == 0)
            {
                problem = ApiProblems.JsonMalformed.Answer(
                    new ProblemError(faults.Path, "json-malformed", "The JSON breaks off or is broken here."));
            }
        }

        problem ??= ApiProblems.BodyInvalid.Answer([.. faults.Found]);
        return null;
    }
}
