using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ombud.Layout.Api.Document;

/// <summary>Adds to every operation the problems that any call can meet, and to batches that one item will do.</summary>
internal static class ProblemResponses
{
    internal static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var hasBody = metadata.OfType<IAcceptsMetadata>().Any();
        var needsKey = metadata.OfType<IAuthorizeData>().Any();
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancel);
        context.Document?.AddComponent(nameof(Problem), schema);

        operation.Responses ??= [];
        int[] codes =
        [
            400, 404, .. needsKey ? (int[])[401, 403, 429] : [], .. hasBody ? (int[])[413, 415] : [], 500,
        ];
        foreach (var code in codes.Order())
        {
            operation.Responses[code.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Says(code),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemAnswer.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
                },
            };
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            AllowOne(metadata, body);
        }
    }

    /// <summary>A batch takes one item as well as an array of them.</summary>
    private static void AllowOne(IList<object> metadata, OpenApiRequestBody body)
    {
        if (!metadata.OfType<BatchMetadata>().Any() || body.Content?.Values.FirstOrDefault() is not { Schema: { Items: { } item } many } media)
            return;

        media.Schema = new OpenApiSchema { OneOf = [item, many] };
    }

    private static string Says(int code) => ApiProblems.OfStatus(code).Title.In(Language.English);
}
