using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Ombud.Layout.Api;

/// <summary>What all calls of the HTTP API have in common: strict JSON, problems, limits.</summary>
internal static class ApiModule
{
    /// <summary>Where the API begins.</summary>
    public const string Prefix = "/api/v1";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblems(ApiProblems.All);
        services.AddSingleton<ProblemKinds>();
        services.AddApiJson(ProblemJson.Default);
        services.ConfigureHttpJsonOptions(options => StrictJson.Apply(options.SerializerOptions));
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Timeout,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
        });
        return services;
    }

    /// <summary>Adds a capability's kinds of problem, each with its page.</summary>
    public static void AddProblems(this IServiceCollection services, IEnumerable<ProblemKind> kinds)
    {
        foreach (var kind in kinds)
            services.AddSingleton(kind);
    }

    /// <summary>Adds a capability's types that cross HTTP.</summary>
    public static void AddApiJson(this IServiceCollection services, IJsonTypeInfoResolver context) =>
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, context));

    /// <summary>The group of a capability's calls that anybody may make.</summary>
    public static RouteGroupBuilder MapPublicApi(this IEndpointRouteBuilder app, string tag)
    {
        var group = app.MapGroup(Prefix).WithTags(tag).DisableAntiforgery();
        group.AddEndpointFilter(RefuseUnsoundBody);
        return group;
    }

    /// <summary>The id of each request, and its limit in time.</summary>
    public static void UseApi(this IApplicationBuilder app)
    {
        app.UseRequestTimeouts();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(NameRequest, context);
            return next(context);
        });
    }

    /// <summary>Whether a request is the API's, and so is answered in JSON whatever happens.</summary>
    public static bool IsApi(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task NameRequest(object state)
    {
        var context = (HttpContext)state;
        if (context.IsApi())
            context.Response.Headers["X-Request-Id"] = ProblemAnswer.TraceIdOf(context);
        return Task.CompletedTask;
    }

    private static ValueTask<object?> RefuseUnsoundBody(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is IBody { Problem: { } problem })
                return ValueTask.FromResult<object?>(problem);
        }
        return next(call);
    }
}
