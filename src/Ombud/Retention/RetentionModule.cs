using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Retention.Api;
using Ombud.Retention.Ends;
using Ombud.Retention.Holds;
using Ombud.Retention.Pages;
using Ombud.Retention.Sweeping;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Retention;

internal static class RetentionModule
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("anchor.happened", () => RetentionFactsJson.Default.AnchorHappened));
        services.AddSingleton(FactType.Of("hold.placed", () => RetentionFactsJson.Default.HoldPlaced));
        services.AddSingleton(FactType.Of("hold.lifted", () => RetentionFactsJson.Default.HoldLifted));
        services.AddSingleton(FactType.Of("records.ended", () => RetentionFactsJson.Default.RecordsEnded));
        services.AddSingleton(new ConsoleDoorway(ShowRetention.Path, 30, RetentionTexts.Title, RetentionTexts.Lead));
        services.AddSingleton<RecordEnds>();
        services.AddSingleton<NoteAnchor>();
        services.AddSingleton<FollowStandings>();
        services.AddSingleton<WhyKept>();
        services.AddSingleton<LegalHolds>();
        services.AddSingleton<HoldMove>();
        services.AddSingleton<SweepState>();
        services.AddSingleton<SweepBatch>();
        services.AddSingleton<AnswerBatch>();
        services.AddSingleton<ReadRetention>();
        services.AddSingleton<AnchorRules>();
        services.AddProblems([RetentionProblems.SubmissionNeeded]);
        services.AddApiJson(RetentionJson.Default);
        services.AddApiJson(AnchorJson.Default);
        services.AddSingleton<Sweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        return services;
    }

    public static void MapRetention(this IEndpointRouteBuilder app)
    {
        ShowRetention.Map(app);
        var api = app.MapApi("Retention");
        GetRetention.Map(api);
        PostAnchor.Map(api);
    }
}
