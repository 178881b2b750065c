using Ombud.Log.Idempotency;
using Ombud.Log.Publishing;
using Ombud.Log.Receipts;
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
        services.AddSingleton<JoinedPersons>();
        services.AddSingleton<LedgerCommit>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<TendReserve>();
        services.AddHostedService(provider => provider.GetRequiredService<TendReserve>());
        services.AddSingleton<Changes>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<ForgetOldRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetOldRequests>());
        services.AddSingleton<FactReceipts>();
        services.AddSingleton<PublishedTrail>();
        services.AddSingleton<ExportTrail>();
        services.ConfigureHttpJsonOptions(
            options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReceiptsJson.Default));
        services.AddSingleton<TrailKey>();
        services.AddSingleton<Journal>();
        services.AddSingleton<JournalAgreement>();
        services.AddSingleton<JournalHashes>();
        services.AddSingleton<Sequencer>();
        services.AddHostedService(provider => provider.GetRequiredService<Sequencer>());
        return services;
    }

    /// <summary>The trail for everybody, and the proofs of receipts.</summary>
    public static void MapLog(this IEndpointRouteBuilder app)
    {
        ReadTrail.Map(app);
        GetProof.Map(app);
    }
}
