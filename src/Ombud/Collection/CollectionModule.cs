using Ombud.Collection.Api;
using Ombud.Collection.Checking;
using Ombud.Collection.Facts;
using Ombud.Collection.Files;
using Ombud.Collection.Informing;
using Ombud.Collection.Pages;
using Ombud.Collection.Storing;
using Ombud.Collection.Submitting;
using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Collection;

/// <summary>Takes in what people fill in: by page, by API, by staff; all by the same rules.</summary>
internal static class CollectionModule
{
    public static IServiceCollection AddCollection(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("submission.received", () => SubmissionFactsJson.Default.SubmissionReceived));
        services.AddSingleton(FactType.Of("subject.met", () => SubmissionFactsJson.Default.SubjectMet));
        services.AddSingleton(FactType.Of("residence.stated", () => SubmissionFactsJson.Default.ResidenceStated));
        services.AddSingleton(FactType.Of("data.received-elsewhere", () => SubmissionFactsJson.Default.DataReceivedElsewhere));
        services.AddProblems(SubmissionProblems.All);
        services.AddApiJson(CollectionJson.Default);
        services.AddSingleton<FieldValues>();
        services.AddSingleton<CheckSubmission>();
        services.AddSingleton<CollectQuestions>();
        services.AddSingleton<SubmissionRecords>();
        services.AddSingleton<SubmissionReceipts>();
        services.AddSingleton<InformationLetter>();
        services.AddSingleton<StoreSubmission>();
        services.AddSingleton<SubmitPoint>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<Uploads>());
        services.AddSingleton<ProvisionalSweep>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<ProvisionalSweep>());
        services.AddSingleton<FormTicket>();
        services.AddSingleton<ReceiptTicket>();
        services.AddSingleton(new ConsoleDoorway(RecordOffline.Path, 20, OfflineTexts.Offline, OfflineTexts.OfflineSays));
        services.AddSingleton(new Doorway(ListPoints.Path, 20, PageTexts.Collect, PageTexts.CollectSays) { InHead = true, OnFront = true });
        return services;
    }

    public static void MapCollection(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Collection");
        PostSubmission.Map(api);
        PostFile.Map(api);
        ListPoints.Map(app);
        FillInPoint.Map(app);
        ShowReceipts.Map(app);
        RecordOffline.Map(app);
    }
}
