using Ombud.Log;

namespace Ombud.Consents;

internal static class ConsentsModule
{
    public static IServiceCollection AddConsents(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("consent.answered", ConsentFactsJson.Default.ConsentAnswered));
        services.AddSingleton(FactType.Of("objection.made", ConsentFactsJson.Default.ObjectionMade));
        services.AddSingleton(FactType.Of("restriction.set", ConsentFactsJson.Default.RestrictionSet));
        return services;
    }
}
