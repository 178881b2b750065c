using Ombud.Erasure;
using Ombud.Layout;
using Ombud.Log;

namespace Ombud.Advice;

/// <summary>What the data protection officer advises, and what comes of it (promise <c>contact.dpo</c>).</summary>
internal static class AdviceModule
{
    public static IServiceCollection AddAdvice(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("advice.given", () => AdviceFactsJson.Default.AdviceGiven));
        services.AddSingleton(FactType.Of("advice.answered", () => AdviceFactsJson.Default.AdviceAnswered));
        services.AddSingleton<AdviceBook>();
        services.AddSingleton<INobody>(provider => provider.GetRequiredService<AdviceBook>());
        services.AddSingleton<IAdvisable, AdviseOnClause>();
        services.AddSingleton(new ConsoleDoorway(AdvicePages.Path, 8, AdviceTexts.Title, AdviceTexts.Says));
        return services;
    }

    public static void MapAdvice(this IEndpointRouteBuilder app) => AdvicePages.Map(app);
}
