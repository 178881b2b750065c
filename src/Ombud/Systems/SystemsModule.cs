using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Log;
using Ombud.Systems.Changing;
using Ombud.Systems.Erasing;
using Ombud.Systems.Pages;
using Ombud.Systems.Sweeping;

namespace Ombud.Systems;

/// <summary>
/// Systems of the organisation's in which data of people lies: described by files, read for the person, corrected, restricted,
/// swept, erased and looked at again.
/// </summary>
internal static class SystemsModule
{
    public static IServiceCollection AddSystems(this IServiceCollection services, ConnectedSystems systems)
    {
        services.AddSingleton(systems);
        services.AddSingleton(FactType.Of("system.erased", () => SystemErasureFactsJson.Default.ErasedInSystem));
        services.AddSingleton(FactType.Of("system.erased-by-hand", () => SystemErasureFactsJson.Default.ErasedByHand));
        services.AddSingleton(FactType.Of("system.answered-by-hand", () => SystemErasureFactsJson.Default.AnsweredByHand));
        services.AddSingleton<AskPeople>();
        services.AddSingleton(FactType.Of("system.corrected", () => SystemChangeFactsJson.Default.CorrectedInSystem));
        services.AddSingleton(FactType.Of("system.corrected-by-hand", () => SystemChangeFactsJson.Default.CorrectedByHand));
        services.AddSingleton(FactType.Of("system.restricted", () => SystemChangeFactsJson.Default.RestrictedInSystem));
        services.AddSingleton(FactType.Of("system.restricted-by-hand", () => SystemChangeFactsJson.Default.RestrictedByHand));
        services.AddSingleton(FactType.Of("system.swept", () => SystemSweepFactsJson.Default.SweptInSystem));
        services.AddSingleton<SpareHeld>();
        services.AddSingleton<SystemSweepState>();
        services.AddSingleton<SweepInSystems>();
        services.AddHostedService<SystemSweeper>();
        services.AddSingleton<WaitingRows>();
        services.AddSingleton<CarriedCorrection>();
        services.AddSingleton<CarriedRestriction>();
        services.AddSingleton<ITryChange, TryCorrection>();
        services.AddSingleton<ITryChange, TryRestriction>();
        services.AddSingleton<ReadRestrictions>();
        services.AddSingleton<CarryChanges>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<CarryChanges>());
        services.AddSingleton<ReadWaitingChanges>();
        services.AddSingleton<CarriedPerson>();
        services.AddSingleton<EraseInSystems>();
        services.AddSingleton<ReachSystem>();
        services.AddSingleton<ReadSystems>();
        services.AddSingleton<PreviewInSystems>();
        services.AddSingleton<LookAtSystems>();
        services.AddSingleton<WaitingInSystems>();
        services.AddSingleton(new ConsoleDoorway(ShowSystems.Path, 45, SystemTexts.Title, SystemTexts.Lead));
        return services;
    }

    public static void MapSystems(this IEndpointRouteBuilder app)
    {
        ShowSystems.Map(app);
        GoOnWithChanges.Map(app);
    }
}
