using Ombud.Consents.Answering;
using Ombud.Consents.Receipts;
using Ombud.Consents.Suppression;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.People;

namespace Ombud.Consents;

internal static class ConsentsModule
{
    public static IServiceCollection AddConsents(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("consent.answered", () => ConsentFactsJson.Default.ConsentAnswered));
        services.AddSingleton(FactType.Of("objection.made", () => ConsentFactsJson.Default.ObjectionMade));
        services.AddSingleton(FactType.Of("restriction.set", () => ConsentFactsJson.Default.RestrictionSet));
        services.AddSingleton<ConsentRules>();
        services.AddSingleton<KnownSubjects>();
        services.AddSingleton<AnswerConsent>();
        services.AddSingleton<SuppressionList>();
        services.AddSingleton<FollowSuppression>();
        services.AddSingleton<ReplaySuppressions>();
        services.AddSingleton<IAddressProved>(provider => provider.GetRequiredService<FollowSuppression>());
        services.AddSingleton<PersonalWill>();
        services.AddSingleton<ConsentRecords>();
        services.AddProblems(ConsentProblems.All);
        services.AddApiJson(ConsentsJson.Default);
        return services;
    }

    /// <summary>Makes good what an older copy of the database has lost, before anything is answered.</summary>
    public static Task PrepareConsentsAsync(this IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<ReplaySuppressions>().RunAsync(cancel);

    public static void MapConsents(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Consents");
        AnswerConsent.Map(api);
        ListConsents.Map(api);
        GetConsentRecord.Map(api);
    }
}
