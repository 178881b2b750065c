using Ombud.Layout;
using Ombud.Log;
using Ombud.Systems.Erasing;
using Ombud.Systems.Pages;

namespace Ombud.Systems;

/// <summary>
/// Systems of the organisation's in which data of people lies: described by files, read for the person, erased and looked at again.
/// </summary>
internal static class SystemsModule
{
    public static IServiceCollection AddSystems(this IServiceCollection services, ConnectedSystems systems)
    {
        services.AddSingleton(systems);
        services.AddSingleton(FactType.Of("system.erased", SystemErasureFactsJson.Default.ErasedInSystem));
        services.AddSingleton(FactType.Of("system.erased-by-hand", SystemErasureFactsJson.Default.ErasedByHand));
        services.AddSingleton(FactType.Of("system.answered-by-hand", SystemErasureFactsJson.Default.AnsweredByHand));
        services.AddSingleton<AskPeople>();
        services.AddSingleton<CarriedPerson>();
        services.AddSingleton<EraseInSystems>();
        services.AddSingleton<ReadSystems>();
        services.AddSingleton<PreviewInSystems>();
        services.AddSingleton<LookAtSystems>();
        services.AddSingleton<WaitingInSystems>();
        services.AddSingleton(new ConsoleDoorway(ShowSystems.Path, 45, SystemTexts.Title, SystemTexts.Lead));
        return services;
    }

    public static void MapSystems(this IEndpointRouteBuilder app) => ShowSystems.Map(app);
}
