using System.Text.Json;
using Ombud.Tests.Running;

namespace Ombud.Tests.Api;

public sealed class OpenApiTests(OneApp one) : IClassFixture<OneApp>
{
    [Fact]
    public async Task The_document_is_the_one_that_was_looked_at() =>
        Golden.Match(await one.App.Http.GetStringAsync("/openapi/v1.json"), "openapi.golden.json");

    [Fact]
    public async Task Every_operation_says_what_it_does_what_it_needs_and_what_can_go_wrong()
    {
        using var document = JsonDocument.Parse(await one.App.Http.GetStringAsync("/openapi/v1.json"));
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);

        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{name} has no summary.");
                Assert.True(operation.Value.TryGetProperty("operationId", out _), $"{name} has no name.");
                var responses = operation.Value.GetProperty("responses");
                Assert.Contains(responses.EnumerateObject(), response =>
                    response.Name.StartsWith('2') && response.Value.TryGetProperty("content", out _));
                Assert.True(responses.GetProperty("400").GetProperty("content").TryGetProperty("application/problem+json", out _), name);
                Assert.Equal(responses.TryGetProperty("401", out _), operation.Value.TryGetProperty("security", out _));
                Assert.True(operation.Name is "post" || !operation.Value.TryGetProperty("requestBody", out _), name);
            }
        }
    }
}
