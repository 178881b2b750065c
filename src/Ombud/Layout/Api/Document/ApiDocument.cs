using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ombud.Layout.Api.Document;

/// <summary>The API's OpenAPI document, from which clients are made.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";
    private const string KeyScheme = "apiKey";

    internal static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(ProblemResponses.AddAsync);
        });

    internal static void Map(IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json");

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ombud",
            Version = Name,
            Description = "Collect, decide, read and disclose personal data as the privacy notice in force says. JSON is strict: what "
                + "is not declared is refused. Problems are RFC 9457 with a stable reason code, explained at /problems.",
        };
        // The address is that from which it was fetched: one document for every installation.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "ombud_…",
            Description = "An API key, limited to controllers, purposes and actions.",
        };
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            if (operation.Responses?.ContainsKey("401") is true)
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        }
        return Task.CompletedTask;
    }
}
