using Ombud.Log;

namespace Ombud.Decisions;

internal static class DecisionsModule
{
    public static IServiceCollection AddDecisions(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("reading.made", DecisionFactsJson.Default.ReadingMade));
        services.AddSingleton(FactType.Of("use.refused", DecisionFactsJson.Default.UseRefused));
        services.AddSingleton<Decider>();
        return services;
    }
}
