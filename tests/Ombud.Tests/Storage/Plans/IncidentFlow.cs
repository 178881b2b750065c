using Ombud.Incidents.Affected;
using Ombud.Incidents.Running;
using Ombud.Incidents.Telling;
using Ombud.Jobs;
using Ombud.Policies.Incidents;
using Ombud.Tests.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.Incidents;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage.Plans;

/// <summary>The main flow of incidents.</summary>
internal static class IncidentFlow
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>An incident, from its opening until somebody has been found and told.</summary>
    public static async Task RunAsync(OmbudApp app)
    {
        var (elin, browser) = await Person.SignInAsync(app, "elin@jobs.example");
        using var own = browser;
        await elin.GiveAsync("name", "contact-details", "Elin Exempel");
        var id = await app.OpenIncidentAsync(hours: 80);
        foreach (var (kind, word) in new[]
        {
            (SearchKind.Reader, "a-key"), (SearchKind.Recipient, SamplePeople.Client), (SearchKind.Held, CaseCaller.Controller),
        })
            await app.SearchAsync(id, kind, word);
        await app.SearchAsync(id, SearchKind.Person, "", elin.Id.Value);
        await app.Get<DueIncidents>().SweepAsync(None);
        await app.IncidentStepAsync(id, IncidentStep.Assess, BreachRisk.High);
        await app.IncidentStepAsync(id, IncidentStep.Tell);
        await app.Get<JobRunner>().RunDueAsync(None);
        var run = (await app.IncidentAsync(id)).Runs[^1];
        await app.Get<TellAffected>().WorkAsync(id, run.Id, None);
        Assert.Equal(AffectedState.Told, await app.StateOfAsync(id, elin.Id));
        await app.IncidentStepAsync(id, IncidentStep.NotifyAuthority);
        await app.IncidentStepAsync(id, IncidentStep.Close);
        using var staff = await MayITests.SignedInAsync(app);
        foreach (var page in new[] { "", $"/{id:D}", $"/{id:D}/notification" })
        {
            using var answer = await staff.GetAsync("/en/console/incidents" + page);
            Assert.True(answer.IsSuccessStatusCode, page);
        }
    }
}
