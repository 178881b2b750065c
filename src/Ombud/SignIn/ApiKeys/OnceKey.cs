using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Ombud.Layout.Api;
using Ombud.Log.Idempotency;

namespace Ombud.SignIn.ApiKeys;

/// <summary>The <c>Idempotency-Key</c> of a call. A handler that takes one is called only with a sound one, or with none.</summary>
internal sealed class OnceKey : IBody, IEndpointParameterMetadataProvider
{
    private readonly HttpContext _http;
    private readonly string? _key;

    private OnceKey(HttpContext http, string? key) => (_http, _key) = (http, key);

    public ProblemAnswer? Problem => _key is null || IdempotencyKeys.IsKey(_key) ? null : ApiProblems.KeyUnfit.Answer();

    /// <summary>The key of a call.</summary>
    public static OnceKey Of(HttpContext http) =>
        new(http, http.Request.Headers.TryGetValue(IdempotencyKeys.Header, out var key) ? key.ToString() : null);

    /// <summary>Called by the framework before the handler.</summary>
    public static ValueTask<OnceKey> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));

    /// <summary>By which the call is known when it is sent again; null where it has no key.</summary>
    /// <param name="body">What was sent.</param>
    public async ValueTask<RequestMark?> MarkAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (_key is null)
            return null;
        var services = _http.RequestServices;
        return await services.GetRequiredService<IdempotencyKeys>().MarkAsync(
            services.GetRequiredService<ApiCaller>().IdempotencyScope(), _key, $"POST {_http.Request.Path}", body, cancel);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new OnceMetadata());
}
