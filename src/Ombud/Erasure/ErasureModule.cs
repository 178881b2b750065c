using Ombud.Erasure.Api;
using Ombud.Erasure.Pages;
using Ombud.Erasure.Proof;
using Ombud.Erasure.Recipients;
using Ombud.Erasure.Steps;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;

namespace Ombud.Erasure;

internal static class ErasureModule
{
    public static IServiceCollection AddErasure(this IServiceCollection services, RecipientAddresses addresses)
    {
        services.AddSingleton(FactType.Of("erasure.asked", () => ErasureFactsJson.Default.ErasureAsked));
        services.AddSingleton(FactType.Of("subject.erased", () => ErasureFactsJson.Default.SubjectErased));
        services.AddSingleton(FactType.Of("proof.read", () => ErasureFactsJson.Default.ProofRead));
        services.AddSingleton(FactType.Of("recipient.told", () => ErasureFactsJson.Default.RecipientTold));
        services.AddSingleton<KeepAsProof>();
        services.AddSingleton<JoinedOnes>();
        services.AddSingleton<AskErasure>();
        services.AddSingleton<CommitErasure>();
        services.AddSingleton<DeleteRows>();
        services.AddSingleton(addresses);
        services.AddSingleton<RecipientMail>();
        services.AddSingleton<IErasureMessenger, MailRecipient>();
        services.AddSingleton<TellRecipients>();
        services.AddSingleton<ReadWaiting>();
        services.AddSingleton(new ConsoleDoorway(ShowWaiting.Path, 40, WaitingTexts.Title, WaitingTexts.Lead));
        services.AddSingleton<EraseSubject>();
        services.AddSingleton<ErasureReceipts>();
        services.AddSingleton<ReadProof>();
        services.AddSingleton<PreviewErasure>();
        services.AddSingleton<ErasureWords>();
        services.AddProblems([ErasureProblems.Unknown]);
        services.AddApiJson(ErasureJson.Default);
        services.AddSingleton<ErasureRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureRunner>());
        return services;
    }

    public static void MapErasure(this IEndpointRouteBuilder app)
    {
        PostErasure.Map(app);
        EraseMe.Map(app);
        ShowErasure.Map(app);
        ShowWaiting.Map(app);
        GoOnInSystems.Map(app);
    }
}
