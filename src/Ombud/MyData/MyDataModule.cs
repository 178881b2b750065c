using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.MyData.Choosing;
using Ombud.MyData.Correcting;
using Ombud.MyData.Elsewhere;
using Ombud.MyData.HandingOver;
using Ombud.MyData.Joining;
using Ombud.MyData.Porting;
using Ombud.MyData.Reading;
using Ombud.MyData.Receipts;
using Ombud.MyData.Taking;

namespace Ombud.MyData;

/// <summary>What a signed-in person sees of their data and decides about it; and receipts, which anybody may check.</summary>
internal static class MyDataModule
{
    public static IServiceCollection AddMyData(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("join.confirmed", () => JoinFactsJson.Default.JoinConfirmed));
        services.AddSingleton(FactType.Of("records.joined", () => JoinFactsJson.Default.RecordsJoined));
        services.AddSingleton(FactType.Of("records.moved", () => JoinFactsJson.Default.RecordsMoved));
        services.AddSingleton(FactType.Of("subject.joined", () => JoinFactsJson.Default.SubjectJoined));
        services.AddSingleton(FactType.Of("answer.carried-over", () => JoinFactsJson.Default.AnswerCarriedOver));
        services.AddSingleton(FactType.Of("residence.carried-over", () => JoinFactsJson.Default.ResidenceCarriedOver));
        services.AddSingleton(FactType.Of("restriction.carried-over", () => JoinFactsJson.Default.RestrictionCarriedOver));
        services.AddSingleton(FactType.Of("hand-over.opened", () => HandOverFactsJson.Default.HandOverOpened));
        services.AddSingleton(FactType.Of("hand-over.closed", () => HandOverFactsJson.Default.HandOverClosed));
        services.AddSingleton(FactType.Of("hand-over.fetched", () => HandOverFactsJson.Default.HandOverFetched));
        services.AddSingleton<OwnHistory>();
        services.AddSingleton<OwnFiles>();
        services.AddSingleton<HandOverTicket>();
        services.AddSingleton<HandOver>();
        services.AddProblems([FetchHandOver.Gone]);
        services.AddSingleton<OwnDataReader>();
        services.AddSingleton<OwnSystemsReader>();
        services.AddSingleton<PresentChoices>();
        services.AddSingleton<Joinables>();
        services.AddSingleton<ConfirmJoin>();
        services.AddSingleton<CarryOver>();
        services.AddSingleton<RecordBatches>();
        services.AddSingleton<JoinSubjects>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<JoinSubjects>());
        services.AddSingleton(new Doorway(ShowMyData.Path, 20, ReadingTexts.Title, ReadingTexts.Says) { InHead = true, OnFront = true });
        services.AddSingleton(new Doorway(CheckReceipt.Path, 120, CheckTexts.Title, CheckTexts.Says) { OnFront = true });
        return services;
    }

    public static void MapMyData(this IEndpointRouteBuilder app)
    {
        ShowMyData.Map(app);
        ShowElsewhere.Map(app);
        FetchFile.Map(app);
        CorrectMine.Map(app);
        DownloadJson.Map(app);
        DownloadPortable.Map(app);
        MakeHandOver.Map(app);
        FetchHandOver.Map(app);
        ShowReport.Map(app);
        PrintReport.Map(app);
        MakeChoice.Map(app);
        ConfirmJoin.Map(app);
        FetchReceipt.Map(app);
        CheckReceipt.Map(app);
    }
}
