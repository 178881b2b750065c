using Ombud.Log.Idempotency;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
namespace Ombud.Log;

internal static class LogModule
{
    public static IServiceCollection AddLog(this IServiceCollection services)
    {
        services.AddSingleton<FactTypes>();
        services.AddSingleton<FactBodies>();
        services.AddSingleton<SealedStanding>();
        services.AddSingleton<Standings>();
        services.AddSingleton<FactHistory>();
        services.AddSingleton<LedgerCommit>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<Changes>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<ForgetOldRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetOldRequests>());
        services.AddSingleton<TrailKey>();
        services.AddSingleton<Journal>();
        services.AddSingleton<Sequencer>();
        services.AddHostedService(provider => provider.GetRequiredService<Sequencer>());
        return services;
    }
}
