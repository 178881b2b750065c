using Ombud.Decisions.Asking;
using Ombud.Decisions.MayI;
using Ombud.Decisions.Reading;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Decisions;

/// <summary>May this be done? Asked by programs and staff, answered from the notice in force and the person's standing.</summary>
internal static class DecisionsModule
{
    public static IServiceCollection AddDecisions(this IServiceCollection services, DecisionLogRule logRule)
    {
        services.AddSingleton(FactType.Of("reading.made", () => DecisionFactsJson.Default.ReadingMade));
        services.AddSingleton(FactType.Of("use.refused", () => DecisionFactsJson.Default.UseRefused));
        services.AddSingleton<Decider>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton(logRule);
        services.AddSingleton<EndedAnswers>();
        services.AddSingleton<ErasedPersons>();
        services.AddSingleton<QuestionDesk>();
        services.AddSingleton<MayIDesk>();
        services.AddSingleton(new ConsoleDoorway(AskMayI.Path, 10, MayITexts.Title, MayITexts.Says));
        services.AddProblems(DecisionProblems.All);
        services.AddApiJson(DecisionsJson.Default);
        return services;
    }

    public static void MapDecisions(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Decisions");
        AskDecisions.Map(api);
        ReadSubject.Map(api);
        GetStanding.Map(api);
        AskMayI.Map(app);
    }
}
