using Ombud.Corrections.Telling;
using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Log;

namespace Ombud.Corrections;

/// <summary>Correcting what is wrong, and telling those who were given it; restrictions are told the same way.</summary>
internal static class CorrectionsModule
{
    public static IServiceCollection AddCorrections(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("record.corrected", () => CorrectionFactsJson.Default.RecordCorrected));
        services.AddSingleton(FactType.Of("records.erased", () => CorrectionFactsJson.Default.RecordsErased));
        services.AddSingleton(FactType.Of("recipient.informed", () => CorrectionFactsJson.Default.RecipientInformed));
        services.AddSingleton<NoticeLetter>();
        services.AddSingleton<RecipientNotices>();
        services.AddSingleton<AddNotices>();
        services.AddSingleton<IJobHandler, InformRecipients>();
        services.AddSingleton<CorrectionRules>();
        services.AddSingleton<CorrectRecord>();
        services.AddSingleton<ListRecords>();
        services.AddSingleton<RestrictPerson>();
        services.AddSingleton<EraseOfController>();
        services.AddSingleton(new ConsoleDoorway(ShowUntold.Path, 45, TellingTexts.Title, TellingTexts.Lead));
        return services;
    }

    public static void MapCorrections(this IEndpointRouteBuilder app) => ShowUntold.Map(app);
}
