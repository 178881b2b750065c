using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;
using Ombud.Log.Idempotency;

namespace Ombud.Layout.Api.Document;

/// <summary>Adds to every operation the problems that any call can meet, and to batches that one item will do.</summary>
internal static class ProblemResponses
{
    internal static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var hasBody = metadata.OfType<IAcceptsMetadata>().Any();
        var needsKey = metadata.OfType<IAuthorizeData>().Any();
        var isLimited = metadata.OfType<EnableRateLimitingAttribute>().Any();
        var isOnce = metadata.OfType<OnceMetadata>().Any();
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancel);
        context.Document?.AddComponent(nameof(Problem), schema);

        operation.Responses ??= [];
        int[] codes =
        [
            400, 404, .. needsKey ? (int[])[401, 403] : [], .. isLimited ? (int[])[429] : [], .. isOnce ? (int[])[409] : [],
            .. hasBody ? (int[])[413, 415] : [], 500,
        ];
        foreach (var code in codes)
        {
            // What an endpoint has declared itself stays.
            var key = code.ToString(CultureInfo.InvariantCulture);
            if (operation.Responses.TryGetValue(key, out var declared) && declared.Content is { Count: > 0 })
                continue;

            operation.Responses[key] = new OpenApiResponse
            {
                Description = Says(code),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemAnswer.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
                },
            };
        }

        var byCode = operation.Responses.OrderBy(response => response.Key, StringComparer.Ordinal).ToList();
        operation.Responses.Clear();
        foreach (var (code, response) in byCode)
            operation.Responses.Add(code, response);

        if (isOnce)
            TakeKey(operation);
        if (operation.RequestBody is not OpenApiRequestBody body)
            return;

        body.Required = true;
        if (metadata.OfType<BatchMetadata>().Any())
            AllowOne(body, operation.Responses["200"]);
    }

    private static void TakeKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKeys.Header,
            In = ParameterLocation.Header,
            Description = "By which the call, sent again within 24 hours, is done once: 1 to 255 visible ASCII characters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
        });
    }

    /// <summary>A batch takes one item as well as an array of them, and answers in kind.</summary>
    private static void AllowOne(OpenApiRequestBody body, IOpenApiResponse answer)
    {
        if (body.Content?.Values.FirstOrDefault() is { Schema: { Items: { } item } many } asked)
            asked.Schema = new OpenApiSchema { OneOf = [item, many] };
        if (answer.Content?.Values.FirstOrDefault() is { Schema: { } one } answered)
            answered.Schema = new OpenApiSchema { OneOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one }] };
    }

    private static string Says(int code) => ApiProblems.OfStatus(code).Title.In(Language.English);
}
