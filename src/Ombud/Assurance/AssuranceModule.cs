using Microsoft.Extensions.DependencyInjection.Extensions;
using Ombud.Assurance.Controls;
using Ombud.Assurance.Measuring;
using Ombud.Assurance.Running;
using Ombud.Assurance.Word;
using Ombud.Layout;

namespace Ombud.Assurance;

internal static class AssuranceModule
{
    public static IServiceCollection AddAssurance(this IServiceCollection services, ControlSchedule schedule)
    {
        services.AddSingleton<EvidenceStore>();
        services.TryAddSingleton(schedule);
        services.AddSingleton<ControlRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ControlRunner>());
        services.AddSingleton<PromiseBook>();
        services.AddSingleton<OwnPages>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AssuranceJson.Default));
        services.AddSingleton(new Doorway(ShowWord.Path, 20, AssuranceTexts.Title,
            AssuranceTexts.TitleSays)
        { InHead = true, OnFront = true });
        services.AddSingleton(new ConsoleDoorway(ShowControls.Path, 40, AssuranceTexts.Controls, AssuranceTexts.ControlsSay));
        services.AddControls();
        return services;
    }

    public static void MapAssurance(this IEndpointRouteBuilder app)
    {
        GetWord.Map(app);
        ShowWord.Map(app);
        ShowPrinciples.Map(app);
        ShowControls.Map(app);
    }
}
