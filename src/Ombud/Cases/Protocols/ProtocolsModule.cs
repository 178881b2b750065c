using Ombud.Cases.Protocols.DataRightsProtocol;
using Ombud.Cases.Protocols.OpenDsr;
using Ombud.Layout.Api;
using Ombud.Layout.Http;
using Ombud.SignIn;

namespace Ombud.Cases.Protocols;

/// <summary>Requests by open protocols: an agent's by the Data Rights Protocol, a controller's by OpenDSR.</summary>
internal static class ProtocolsModule
{
    public static IServiceCollection AddProtocols(this IServiceCollection services, ProtocolSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<ProtocolCases>();
        if (settings.DataRightsProtocol is { } network)
        {
            services.AddSingleton(network);
            services.AddSingleton<DrpTokens>();
            services.AddSingleton<DrpGate>();
        }
        if (settings.OpenDsr is { } dsr)
        {
            services.AddSingleton(dsr);
            services.AddSingleton<ReadDsr>();
        }
        return services;
    }

    /// <summary>What is not configured is not mapped.</summary>
    public static void MapProtocols(this IEndpointRouteBuilder app)
    {
        var settings = app.ServiceProvider.GetRequiredService<ProtocolSettings>();
        if (settings.DataRightsProtocol is not null)
        {
            var drp = app.MapProtocol("/v1", new ErrorForm(DrpErrors.OfStatus));
            SetUpAgent.Map(drp);
            ExerciseRight.Map(drp);
            FollowRight.Map(drp);
            RevokeRight.Map(drp);
        }
        if (settings.OpenDsr is not null)
        {
            var dsr = app.MapProtocol("/v2", new ErrorForm(DsrErrors.OfStatus));
            ShowDiscovery.Map(dsr);
            SubmitDsr.Map(dsr);
            FollowDsr.Map(dsr);
            CancelDsr.Map(dsr);
        }
    }

    // Each has a document of its own, so that ours leaves them out.
    private static RouteGroupBuilder MapProtocol(this IEndpointRouteBuilder app, string prefix, ErrorForm errors) =>
        app.MapGroup(prefix).DisableAntiforgery().ExcludeFromDescription().RequireRateLimiting(RateLimits.Api)
            .WithMetadata(errors, new BodyLimit(SentBody.Max));
}
