using Ombud.Advice;
using Ombud.Cases;
using Ombud.Erasure;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Moving;
using Ombud.Incidents.Running;
using Ombud.Incidents.Telling;
using Ombud.Incidents.Working;
using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Log;
using Ombud.Policies.Cases;

namespace Ombud.Incidents;

/// <summary>The register of incidents: clocks, who was affected, what was done and who was told (promise <c>security.report</c>).</summary>
internal static class IncidentsModule
{
    public static IServiceCollection AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("incident.opened", () => IncidentFactsJson.Default.IncidentOpened));
        services.AddSingleton(FactType.Of("incident.moved", () => IncidentFactsJson.Default.IncidentMoved));
        services.AddSingleton(FactType.Of("incident.noted", () => IncidentFactsJson.Default.IncidentNoted));
        services.AddSingleton(FactType.Of("incident.reminded", () => IncidentFactsJson.Default.IncidentReminded));
        services.AddSingleton(FactType.Of("incident.people-sought", () => IncidentFactsJson.Default.AffectedSought));
        services.AddSingleton(FactType.Of("incident.people-found", () => IncidentFactsJson.Default.AffectedFound));
        services.AddSingleton(FactType.Of("incident.people-told", () => IncidentFactsJson.Default.AffectedTold));
        services.AddSingleton(FactType.Of("incident.told", () => IncidentFactsJson.Default.ToldOfIncident));
        services.AddSingleton(FactType.Of("incident.read", () => IncidentFactsJson.Default.IncidentRead));
        services.AddSingleton(FactType.Of("incident.tried", () => IncidentFactsJson.Default.IncidentTried));
        services.AddSingleton<IncidentSeal>();
        services.AddSingleton<IncidentBook>();
        services.AddSingleton<INobody>(provider => provider.GetRequiredService<IncidentBook>());
        services.AddSingleton<IncidentChanges>();
        services.AddSingleton<IncidentClocks>();
        services.AddSingleton<OpenIncident>();
        services.AddSingleton<TakeIncidentStep>();
        services.AddSingleton<WriteInIncident>();
        services.AddSingleton<EndIncident>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<DueIncidents>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<DueIncidents>());
        services.AddSingleton<AffectedRuns>();
        services.AddSingleton<AffectedPeople>();
        services.AddSingleton<SearchBucket>();
        services.AddSingleton<SeekAffected>();
        services.AddSingleton<FindAffected>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<FindAffected>());
        services.AddSingleton<TellLetter>();
        services.AddSingleton<TellAffected>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<TellAffected>());
        services.AddSingleton<IncidentView>();
        services.AddSingleton<IAdvisable, AdviseOnIncident>();
        services.AddSingleton(new ConsoleDoorway(ListIncidents.Path, 7, IncidentTexts.Title, IncidentTexts.Says));
        services.AddSingleton(new CaseDoorway(CaseKind.SuspectedBreakIn, PathOf, IncidentTexts.OfCase));
        return services;
    }

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        ListIncidents.Map(app);
        NewIncidentPages.Map(app);
        WorkIncident.Map(app);
        NotifyPages.Map(app);
    }

    // To the incident that a report has opened; else to where it is opened or judged to be none.
    private static string PathOf(CaseFile file) => file.NotedAbout(CaseNote.IncidentOpened) is [.., var id]
        ? $"{ListIncidents.Path}/{id}" : $"{NewIncidentPages.Path}?case={file.Id:D}";
}
